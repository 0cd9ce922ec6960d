// ot (ot.js): TextOperation. A document is a string. One call transforms both sides, so one side costs as much as both.
import ot from 'ot';

const { TextOperation } = ot;

function operation(ops, baseLength) {
  const made = new TextOperation();
  for (const op of ops) {
    if (op.retain !== undefined) made.retain(op.retain);
    else if (op.insert !== undefined) made.insert(op.insert);
    else made.delete(op.delete);
  }
  return made.retain(baseLength - made.baseLength);
}

export default {
  packageName: 'ot',
  document: (ops) => ops.map((op) => op.insert).join(''),
  content: (document) => [{ insert: document }],
  change: operation,
  edit: (length, position, deleted, inserted) =>
    new TextOperation().retain(position).insert(inserted).delete(deleted).retain(length - position - deleted),
  apply: (document, change) => change.apply(document),
  compose: (first, next) => first.compose(next),
  over: (later, earlier) => TextOperation.transform(earlier, later)[1],
  under: (earlier, later) => TextOperation.transform(earlier, later)[0],
  both: (earlier, later) => TextOperation.transform(earlier, later),
};
