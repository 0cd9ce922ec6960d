import { type Op, isInsert, opLength, sliceOp } from "./op";
import type { Ops } from "./ops";
import { splitsPairAt } from "./text";

/** Walks over ops and hands them out in pieces of any length. Past the end everything is retained. */
export class OpCursor {
  private index = 0;
  private offset = 0;

  constructor(private readonly ops: Ops) {}

  hasNext(): boolean {
    return this.index < this.ops.size;
  }

  nextIsInsert(): boolean {
    return this.hasNext() && isInsert(this.ops.at(this.index));
  }

  nextIsDelete(): boolean {
    return this.hasNext() && this.ops.at(this.index).kind === "delete";
  }

  /** Units left of the op at hand; endless past the end. */
  remaining(): number {
    return this.hasNext() ? opLength(this.ops.at(this.index)) - this.offset : Number.POSITIVE_INFINITY;
  }

  /** The next `length` units, which must not exceed {@link remaining}; `undefined` past the end: a plain retain. */
  take(length: number): Op | undefined {
    if (!this.hasNext()) return undefined;
    const op = this.ops.at(this.index);
    const end = this.offset + length;
    const piece = sliceOp(op, this.offset, end);
    if (end === opLength(op)) {
      this.index++;
      this.offset = 0;
    } else {
      this.offset = end;
    }
    return piece;
  }

  /** Whether the cursor stands between the two halves of a surrogate pair. */
  splitsPair(): boolean {
    if (this.offset === 0 || !this.hasNext()) return false;
    const op = this.ops.at(this.index);
    return op.kind === "insertText" && splitsPairAt(op.text, this.offset);
  }

  /** All that is left of the op at hand. Only while {@link hasNext}. */
  takeRest(): Op {
    const piece = this.take(this.remaining());
    if (piece === undefined) throw new RangeError("no op left");
    return piece;
  }
}
