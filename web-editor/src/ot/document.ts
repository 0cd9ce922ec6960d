import { Delta } from "./delta";
import { BaseLengthError, OtError, SplitPairError } from "./errors";
import { type Insert, isInsert, opLength, sliceOp } from "./op";
import { OpCursor } from "./opCursor";
import { Ops } from "./ops";
import { splitsPairAt } from "./text";

/** Stands for an embed in {@link Document.text}. */
export const EMBED_CHARACTER = "\ufffc";

/** A document: inserts only, well-formed UTF-16, immutable. Versions share the parts they have in common. */
export class Document {
  static readonly EMPTY = new Document(Ops.EMPTY, 0);

  private constructor(
    private readonly inserts: Ops,
    readonly length: number,
  ) {}

  static of(ops: Ops): Document {
    if (!ops.insertsOnly()) throw new OtError("a document consists of inserts only");
    let length = 0;
    for (const op of ops) length += opLength(op);
    return new Document(ops, length);
  }

  static ofText(text: string): Document {
    return Document.of(Ops.builder().insert(text).build());
  }

  /** This document after `delta`, which must have been made for documents of this length. */
  apply(delta: Delta): Document {
    if (delta.baseLength !== this.length) throw new BaseLengthError(delta.baseLength, this.length, "apply");
    const source = new OpCursor(this.inserts);
    const out = Ops.builder();
    let position = 0;
    for (const op of delta.ops) {
      if (isInsert(op)) {
        out.push(op);
        continue;
      }
      const end = position + op.length;
      while (position < end) {
        const length = Math.min(end - position, source.remaining());
        const piece = source.take(length);
        if (piece === undefined || !isInsert(piece)) throw new BaseLengthError(end, this.length, "apply");
        if (op.kind === "retain") out.push({ ...piece, attributes: piece.attributes.apply(op.attributes) });
        position += length;
      }
      if (source.splitsPair()) throw new SplitPairError(position, this.length);
    }
    while (source.hasNext()) out.push(source.takeRest());
    return new Document(out.build(), delta.resultLength);
  }

  toOps(): Ops {
    return this.inserts;
  }

  /** The change that makes this document out of nothing. */
  toDelta(): Delta {
    return Delta.on(0, this.inserts);
  }

  /** The characters; every embed as U+FFFC. */
  text(): string {
    let text = "";
    for (const op of this.inserts) text += op.kind === "insertText" ? op.text : EMBED_CHARACTER;
    return text;
  }

  /** The inserts that make up [from, to). */
  slice(from: number, to: number): Insert[] {
    const out: Insert[] = [];
    let at = 0;
    for (const op of this.inserts) {
      const length = opLength(op);
      if (at + length > from && at < to) {
        const piece = sliceOp(op, Math.max(0, from - at), Math.min(length, to - at));
        if (isInsert(piece)) out.push(piece);
      }
      at += length;
      if (at >= to) break;
    }
    return out;
  }

  endsWithNewline(): boolean {
    const last = this.inserts.isEmpty() ? undefined : this.inserts.at(this.inserts.size - 1);
    return last?.kind === "insertText" && last.text.endsWith("\n");
  }

  /** Whether a cut at this position would separate the halves of a surrogate pair. */
  splitsPair(position: number): boolean {
    if (position <= 0 || position >= this.length) return false;
    const [first] = this.slice(position - 1, position + 1);
    if (first?.kind !== "insertText") return false;
    return splitsPairAt(first.text, 1);
  }

  equals(other: Document): boolean {
    return this.length === other.length && this.inserts.equals(other.inserts);
  }
}
