// What is measured, by the names the Java side gives it. Each answers what to run, how many operations one run is, and a check of the
// result against what Inkwell computed; the check answers nothing, or a sentence.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const SLICE_LENGTH = 1000;

/** What is done last is kept here, so that nothing is left out as useless. */
export const kept = [];

export function measureOf(id, library, cases, traces) {
  const [group, ...rest] = id.split('.');
  switch (group) {
    case 'transform-small':
      return transform(library, cases.pairs[`small-${rest[1]}`], rest[0]);
    case 'transform-large':
      return transform(library, cases.pairs.large, rest[0]);
    case 'compose':
      return compose(library, cases.runs.composed, rest[0]);
    case 'apply':
      return apply(library, cases.runs[`applied-${rest[0]}`]);
    case 'replace':
      return replace(library, cases.runs[`applied-${rest[0]}`]);
    case 'replay':
      return replay(library, trace(traces, rest[1]), rest[0]);
    case 'json':
      return json(library, cases.json[rest[1]], rest[0]);
    case 'carry':
      return carry(library, cases.carried[rest[0]], cases.runs.commits);
    case 'carets':
      return carets(library, cases.carets[rest[0]]);
    case 'reading':
      return reading(library, cases.json.document, rest[0]);
    default:
      throw new Error(`There is no measure ${id}.`);
  }
}

function transform(library, { base, pairs }, side) {
  const length = lengthOf(base);
  const made = pairs.map(({ earlier, later, after }) => ({
    earlier: library.change(earlier, length),
    later: library.change(later, length),
    after,
  }));
  const runs = {
    over: () => {
      for (let i = 0; i < made.length; i++) kept[i] = library.over(made[i].later, made[i].earlier);
    },
    under: () => {
      for (let i = 0; i < made.length; i++) kept[i] = library.under(made[i].earlier, made[i].later);
    },
    both: () => {
      for (let i = 0; i < made.length; i++) kept[i] = library.both(made[i].earlier, made[i].later);
    },
  };
  const check = () => {
    for (const { earlier, later, after } of made) {
      const [under, over] =
        side === 'both' ? library.both(earlier, later) : [library.under(earlier, later), library.over(later, earlier)];
      const document = () => library.document(base);
      const one = same(library, library.apply(library.apply(document(), earlier), over), after);
      const other = same(library, library.apply(library.apply(document(), later), under), after);
      if (one ?? other) return one ?? other;
    }
  };
  return { run: runs[side], operations: made.length, check };
}

function compose(library, { base, changes, after }, how) {
  const made = consecutive(library, base, changes);
  const fold = how === 'balanced' ? balanced : sequential;
  return {
    run: () => void (kept[0] = fold(library, made)),
    operations: 1,
    check: () => same(library, library.apply(library.document(base), fold(library, made)), after),
  };
}

function sequential(library, changes) {
  let composed = changes[0];
  for (let i = 1; i < changes.length; i++) composed = library.compose(composed, changes[i]);
  return composed;
}

function balanced(library, changes) {
  let round = changes;
  while (round.length > 1) {
    const halved = [];
    for (let i = 0; i + 1 < round.length; i += 2) halved.push(library.compose(round[i], round[i + 1]));
    if (round.length % 2 === 1) halved.push(round[round.length - 1]);
    round = halved;
  }
  return round[0];
}

function apply(library, { base, changes, after }) {
  const made = consecutive(library, base, changes);
  const start = library.document(base);
  const all = () => {
    let document = start;
    for (const change of made) document = library.apply(document, change);
    return document;
  };
  return { run: () => void (kept[0] = all()), operations: made.length, check: () => same(library, all(), after) };
}

function replace(library, { base, edits, after }) {
  const start = library.document(base);
  const all = () => {
    let document = start;
    for (const edit of edits) document = library.replace(document, edit[0], edit[1], edit[2]);
    return document;
  };
  return { run: () => void (kept[0] = all()), operations: edits.length, check: () => same(library, all(), after) };
}

function replay(library, { edits, endContent }, how) {
  const empty = library.document([]);
  const lengths = [];
  let length = 0;
  for (const edit of edits) {
    lengths.push(length);
    length += edit[2].length - edit[1];
  }
  const changes = how === 'document' ? edits.map((edit, i) => library.edit(lengths[i], ...edit)) : [];
  const ways = {
    operations: () => {
      let document = empty;
      for (let i = 0; i < edits.length; i++) {
        const edit = edits[i];
        document = library.apply(document, library.edit(lengths[i], edit[0], edit[1], edit[2]));
      }
      return document;
    },
    document: () => {
      let document = empty;
      for (const change of changes) document = library.apply(document, change);
      return document;
    },
    replace: () => {
      let document = empty;
      for (const edit of edits) document = library.replace(document, edit[0], edit[1], edit[2]);
      return document;
    },
  };
  const check = () => same(library, ways[how](), [{ insert: endContent }]);
  return { run: () => void (kept[0] = ways[how]()), operations: 1, check };
}

function json(library, ops, how) {
  const bytes = Buffer.from(JSON.stringify(ops), 'utf8');
  const value = library.read(bytes);
  const run = how === 'read' ? () => library.read(bytes) : () => library.write(value);
  const check = () => (library.write(library.read(bytes)).equals(bytes) ? undefined : 'writes other bytes than it read');
  return { run: () => void (kept[0] = run()), operations: 1, check };
}

function carry(library, { change, after }, { base, changes }) {
  const commits = consecutive(library, base, changes);
  const start = library.change(change, lengthOf(base));
  const carried = () => {
    let moved = start;
    for (const commit of commits) moved = library.over(moved, commit);
    return moved;
  };
  const check = () => {
    let document = library.document(base);
    for (const commit of commits) document = library.apply(document, commit);
    return same(library, library.apply(document, carried()), after);
  };
  return { run: () => void (kept[0] = carried()), operations: 1, check };
}

function carets(library, { length, change, positions, after }) {
  const made = library.change(change, length);
  const moved = () => positions.map((position) => library.position(made, position));
  const check = () => (JSON.stringify(moved()) === JSON.stringify(after) ? undefined : 'moves carets elsewhere');
  return { run: () => void (kept[0] = moved()), operations: 1, check };
}

function reading(library, ops, how) {
  const document = library.document(ops);
  const length = lengthOf(ops);
  const from = length >> 1;
  const text = ops.map((op) => op.insert).join('');
  const ways = {
    slice: () => library.slice(document, from, from + SLICE_LENGTH),
    text: () => library.text(document),
  };
  const check = () => {
    if (how === 'text') return ways.text() === text ? undefined : 'has another text';
    const slice = ways.slice();
    const sliced = typeof slice === 'string' ? slice : library.text(slice);
    return sliced === text.slice(from, from + SLICE_LENGTH) ? undefined : 'slices another text';
  };
  return { run: () => void (kept[0] = ways[how]()), operations: 1, check };
}

function consecutive(library, base, changes) {
  let length = lengthOf(base);
  return changes.map((ops) => {
    const change = library.change(ops, length);
    for (const op of ops) length += (op.insert?.length ?? 0) - (op.delete ?? 0);
    return change;
  });
}

function lengthOf(ops) {
  return ops.reduce((length, op) => length + op.insert.length, 0);
}

function trace(folder, name) {
  const recorded = JSON.parse(gunzipSync(readFileSync(join(folder, `${name}.json.gz`))).toString('utf8'));
  return { edits: recorded.txns.flatMap((transaction) => transaction.patches), endContent: recorded.endContent };
}

function same(library, document, expected) {
  return canonical(library.content(document)) === canonical(expected) ? undefined : 'ends with another document';
}

/** The same text for the same operations, whatever the order of their members. */
function canonical(ops) {
  return JSON.stringify(
    ops.map(({ insert, attributes }) => [insert, Object.entries(attributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))]),
  );
}
