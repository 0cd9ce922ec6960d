import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MARKERS_MAX, MARKER_EVERY, Markers, markerCharacter, markerNumber } from '../src/markers.mjs';
import { Random } from '../src/random.mjs';
import { Typist } from '../src/typist.mjs';

test('every marker has a character of its own, and no other character is one', () => {
  const seen = new Set();
  for (let number = 0; number < MARKERS_MAX; number++) {
    const character = markerCharacter(number);
    assert.equal(character.length, 1);
    assert.equal(markerNumber(character.charCodeAt(0)), number);
    seen.add(character);
  }
  assert.equal(seen.size, MARKERS_MAX);
  for (const other of 'aZ \n\ufffc\u33ff\u4dc0\ua000\ud7a4\ud800') assert.equal(markerNumber(other.charCodeAt(0)), -1);
});

test('no two editors share a marker, and one who has used all up goes on without', () => {
  const [first, second] = [new Markers(0, 2), new Markers(1, 2)];
  const numbers = new Set();
  for (let i = 0; i < Math.floor(MARKERS_MAX / 2); i++) numbers.add(first.next()).add(second.next());
  assert.equal(numbers.size, 2 * Math.floor(MARKERS_MAX / 2));
  assert.equal(first.next(), -1);
});

/** Two typists at one text without any server between them: each sees at once what the other does. */
test('a typist takes back only what it wrote itself, whatever another one does meanwhile, and never a marker', () => {
  const typists = [0, 1].map((number) => new Typist(new Random(11, number), new Markers(number, 2)));
  const order = new Random(12);
  let text = [];
  let deletes = 0;
  for (let key = 0; key < 20_000; key++) {
    const author = order.below(2);
    const typed = typists[author].key(text.length);
    assert.ok(typed.index >= 0 && typed.index <= text.length);
    if (typed.insert === undefined) {
      const [gone] = text.splice(typed.index, typed.deletes);
      assert.equal(gone.author, author);
      assert.equal(markerNumber(gone.character.charCodeAt(0)), -1);
      deletes++;
    } else {
      text.splice(typed.index, 0, { character: typed.insert, author });
    }
    const change = typed.insert === undefined ? { delete: typed.deletes } : { insert: typed.insert };
    typists[1 - author].remote([{ retain: typed.index }, change]);
  }
  assert.ok(deletes > 500);
  const markers = text.filter(({ character }) => markerNumber(character.charCodeAt(0)) !== -1);
  assert.equal(markers.length, typists.reduce((sum, { keys }) => sum + Math.floor(keys / MARKER_EVERY), 0));
});

test('where everybody types only a few keys, some of them are markers all the same', () => {
  const typed = Array.from({ length: 1_000 }, (_, number) => {
    const typist = new Typist(new Random(1, number), new Markers(number, 1_000));
    return [1, 2, 3].filter(() => typist.key(100).marker !== -1).length;
  });
  const markers = typed.reduce((sum, count) => sum + count, 0);
  assert.ok(markers > 100 && markers < 200, `${markers} of 3000`);
});
