// quill-delta: the algebra that Inkwell's tables follow. A document is a Delta of inserts.
import quillDelta from 'quill-delta';

const Delta = quillDelta.default ?? quillDelta;

export default {
  packageName: 'quill-delta',
  document: (ops) => new Delta(ops),
  content: (document) => document.ops,
  change: (ops) => new Delta(ops),
  edit: (length, position, deleted, inserted) => new Delta().retain(position).insert(inserted).delete(deleted),
  apply: (document, change) => document.compose(change),
  compose: (first, next) => first.compose(next),
  over: (later, earlier) => earlier.transform(later, true),
  under: (earlier, later) => later.transform(earlier, false),
  both: (earlier, later) => [later.transform(earlier, false), earlier.transform(later, true)],
  position: (change, position) => change.transformPosition(position, true),
  slice: (document, from, to) => document.slice(from, to),
  text: (document) => document.reduce((text, op) => text + (typeof op.insert === 'string' ? op.insert : '\uFFFC'), ''),
  read: (bytes) => new Delta(JSON.parse(bytes.toString('utf8'))),
  write: (delta) => Buffer.from(JSON.stringify(delta.ops), 'utf8'),
};
