// @codemirror/state: ChangeSet and Text. A document is a persistent tree of lines.
import { ChangeSet, Text } from '@codemirror/state';

function changeSet(ops, baseLength) {
  const changes = [];
  let position = 0;
  let inserted = '';
  let deleted = 0;
  const finish = () => {
    if (inserted !== '' || deleted > 0) changes.push({ from: position, to: position + deleted, insert: inserted });
    position += deleted;
    inserted = '';
    deleted = 0;
  };
  for (const op of ops) {
    if (op.retain !== undefined) {
      finish();
      position += op.retain;
    } else if (op.insert !== undefined) inserted += op.insert;
    else deleted += op.delete;
  }
  finish();
  return ChangeSet.of(changes, baseLength);
}

export default {
  packageName: '@codemirror/state',
  document: (ops) => Text.of(ops.map((op) => op.insert).join('').split('\n')),
  content: (document) => [{ insert: document.toString() }],
  change: changeSet,
  edit: (length, position, deleted, inserted) =>
    ChangeSet.of({ from: position, to: position + deleted, insert: inserted }, length),
  replace: (document, position, deleted, inserted) =>
    document.replace(position, position + deleted, Text.of(inserted.split('\n'))),
  apply: (document, change) => change.apply(document),
  compose: (first, next) => first.compose(next),
  over: (later, earlier) => later.map(earlier),
  under: (earlier, later) => earlier.map(later, true),
  both: (earlier, later) => [earlier.map(later, true), later.map(earlier)],
  position: (change, position) => change.mapPos(position, -1),
  slice: (document, from, to) => document.sliceString(from, to),
  text: (document) => document.toString(),
};
