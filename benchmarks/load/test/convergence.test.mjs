import assert from 'node:assert/strict';
import { test } from 'node:test';

import { digestOf, problemsOf } from '../src/convergence.mjs';
import { markerCharacter } from '../src/markers.mjs';

function copyOf(text, document = 0) {
  return { document, digest: digestOf(text), length: text.length, text };
}

const TEXT = `abc${markerCharacter(5)}d`;
const ACCOUNT = { initial: 1, inserted: 6, deleted: 2 };
const MARKERS = [new Set([5])];

test('equal replicas, an equal fresh client and a length that fits are no problem', () => {
  assert.deepEqual(problemsOf([copyOf(TEXT), copyOf(TEXT)], [copyOf(TEXT)], [ACCOUNT], MARKERS), []);
});

test('one other character in one replica is found', () => {
  const problems = problemsOf([copyOf(TEXT), copyOf(TEXT.replace('b', 'x'))], [copyOf(TEXT)], [ACCOUNT], MARKERS);
  assert.match(problems.join(), /1 of 2 replicas differ/);
});

test('replicas that agree with each other but not with a fresh client are found', () => {
  const other = TEXT.replace('b', 'x');
  assert.match(problemsOf([copyOf(other), copyOf(other)], [copyOf(TEXT)], [ACCOUNT], MARKERS).join(), /2 of 2 replicas differ/);
});

test('what everybody agrees on and nobody typed is found: a lost key, a key stored twice', () => {
  for (const text of [TEXT.slice(1), `a${TEXT}`]) {
    assert.match(problemsOf([copyOf(text)], [copyOf(text)], [ACCOUNT], MARKERS).join(), /but 5 were typed/);
  }
});

test('a marker that is lost or doubled is found even where the length fits', () => {
  const lost = 'abcxd';
  assert.match(problemsOf([copyOf(lost)], [copyOf(lost)], [ACCOUNT], MARKERS).join(), /1 markers are lost/);
  const twice = `ab${markerCharacter(5)}${markerCharacter(5)}d`;
  assert.match(problemsOf([copyOf(twice)], [copyOf(twice)], [ACCOUNT], MARKERS).join(), /twice, or were never typed/);
});

test('a document that was not opened at the end is a problem, not a pass', () => {
  assert.match(problemsOf([copyOf(TEXT)], [], [ACCOUNT], MARKERS).join(), /opened 0 times/);
});

test('half a surrogate pair is not another half', () => {
  assert.notEqual(digestOf('\ud800'), digestOf('\ud801'));
});
