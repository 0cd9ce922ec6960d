// ot-text-unicode: the plain-text type of ShareDB. A document is a string; it counts code points, which in all inputs are code units.
import textUnicode from 'ot-text-unicode';

const { type } = textUnicode;

function component(op) {
  return op.retain ?? op.insert ?? { d: op.delete };
}

export default {
  packageName: 'ot-text-unicode',
  document: (ops) => ops.map((op) => op.insert).join(''),
  content: (document) => [{ insert: document }],
  change: (ops) => ops.map(component),
  edit: (length, position, deleted, inserted) => {
    const change = position > 0 ? [position] : [];
    if (inserted !== '') change.push(inserted);
    if (deleted > 0) change.push({ d: deleted });
    return change;
  },
  apply: (document, change) => type.apply(document, change),
  compose: (first, next) => type.compose(first, next),
  over: (later, earlier) => type.transform(later, earlier, 'right'),
  under: (earlier, later) => type.transform(earlier, later, 'left'),
  both: (earlier, later) => [type.transform(earlier, later, 'left'), type.transform(later, earlier, 'right')],
  position: (change, position) => type.transformPosition(position, change),
};
