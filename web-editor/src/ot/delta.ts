import { Attributes } from "./attributes";
import type { Document } from "./document";
import { BaseLengthError, SplitPairError } from "./errors";
import { type Op, isInsert, opLength } from "./op";
import { OpCursor } from "./opCursor";
import { Ops, type OpsBuilder } from "./ops";

/** Where a position ends up when something is inserted exactly there. */
export type Tie = "STAY_BEFORE_INSERT" | "MOVE_AFTER_INSERT";

/**
 * A change bound to documents of exactly `baseLength` units. What the ops do not reach stays.
 *
 * Two changes of the same document, `earlier` (committed) and `later`, close a diamond:
 *
 *                 d
 *        earlier / \ later
 *               /   \
 *              .     .
 *   later over  \   /  earlier under
 *     earlier    \ /     later
 *                 d'
 *
 * TP1: `earlier.compose(later.transformOver(earlier))` equals `later.compose(earlier.transformUnder(later))`.
 * The earlier one has priority: its insert at the same place stays first, its value of the same attribute stays.
 * Both are canonical before and after every verb. Transforming over a composed history is NOT the same as transforming
 * over its parts one at a time.
 */
export class Delta {
  readonly resultLength: number;

  private constructor(
    readonly ops: Ops,
    readonly baseLength: number,
  ) {
    const required = ops.requiredBaseLength();
    if (required > baseLength) throw new BaseLengthError(required, baseLength, "the change reaches past the document");
    let length = baseLength;
    for (const op of ops) {
      if (isInsert(op)) length += opLength(op);
      else if (op.kind === "delete") length -= op.length;
    }
    this.resultLength = length;
  }

  static on(baseLength: number, ops: Ops): Delta {
    return new Delta(ops, baseLength);
  }

  static identity(length: number): Delta {
    return new Delta(Ops.EMPTY, length);
  }

  /** All of them one after the other, folded in halves so that many small changes stay cheap. */
  static composeAll(baseLength: number, deltas: readonly Delta[]): Delta {
    let layer: readonly Delta[] = deltas;
    if (layer.length === 0) return Delta.identity(baseLength);
    while (layer.length > 1) {
      const folded: Delta[] = [];
      for (let i = 0; i < layer.length; i += 2) {
        const [a, b] = [layer[i], layer[i + 1]];
        if (a !== undefined) folded.push(b === undefined ? a : a.compose(b));
      }
      layer = folded;
    }
    const [all] = layer;
    if (all?.baseLength !== baseLength) throw new BaseLengthError(baseLength, all?.baseLength ?? 0, "composeAll");
    return all;
  }

  isIdentity(): boolean {
    return this.ops.isEmpty();
  }

  equals(other: Delta): boolean {
    return this.baseLength === other.baseLength && this.ops.equals(other.ops);
  }

  /** First this, then `next`, as one change. */
  compose(next: Delta): Delta {
    if (next.baseLength !== this.resultLength) throw new BaseLengthError(this.resultLength, next.baseLength, "compose");
    const first = new OpCursor(this.ops);
    const second = new OpCursor(next.ops);
    const out = Ops.builder();
    let middle = 0;
    while (first.hasNext() || second.hasNext()) {
      if (second.nextIsInsert()) {
        out.push(second.takeRest());
        continue;
      }
      if (first.nextIsDelete()) {
        // What the first change deleted, the second one never saw.
        out.push(first.takeRest());
        continue;
      }
      const length = Math.min(first.remaining(), second.remaining());
      composePair(out, first.take(length) ?? plainRetain(length), second.take(length) ?? plainRetain(length));
      middle += length;
      if (first.splitsPair()) throw new SplitPairError(middle, this.resultLength);
    }
    return new Delta(out.build(), this.baseLength);
  }

  /** This is later: rewritten to apply after `earlier`, which has priority. */
  transformOver(earlier: Delta): Delta {
    this.checkSameBase(earlier, "transformOver");
    return new Delta(transform(this.ops, earlier.ops, "LATER"), earlier.resultLength);
  }

  /** This is earlier: rewritten to apply after `later`; this keeps priority. */
  transformUnder(later: Delta): Delta {
    this.checkSameBase(later, "transformUnder");
    return new Delta(transform(this.ops, later.ops, "EARLIER"), later.resultLength);
  }

  /** The change that leads from the result back to `base`. */
  invert(base: Document): Delta {
    if (base.length !== this.baseLength) throw new BaseLengthError(this.baseLength, base.length, "invert");
    const out = Ops.builder();
    let position = 0;
    for (const op of this.ops) {
      if (isInsert(op)) {
        out.delete(opLength(op));
        continue;
      }
      if (op.kind === "retain" && op.attributes.isEmpty()) out.retain(op.length);
      else {
        for (const end of [position, position + op.length]) {
          if (base.splitsPair(end)) throw new SplitPairError(end, base.length);
        }
        for (const piece of base.slice(position, position + op.length)) {
          if (op.kind === "delete") out.push(piece);
          else out.retain(opLength(piece), op.attributes.invert(piece.attributes));
        }
      }
      position += op.length;
    }
    return new Delta(out.build(), this.resultLength);
  }

  /** Where a position of the base stands in the result. */
  transformPosition(position: number, tie: Tie): number {
    let at = 0;
    let moved = position;
    for (const op of this.ops) {
      if (at > moved) break;
      const length = opLength(op);
      if (op.kind === "delete") {
        moved -= Math.min(length, moved - at);
        continue;
      }
      if (isInsert(op) && (at < moved || tie === "MOVE_AFTER_INSERT")) moved += length;
      at += length;
    }
    return moved;
  }

  toString(): string {
    return `${this.baseLength}: ${this.ops.toString()}`;
  }

  private checkSameBase(other: Delta, what: string): void {
    if (other.baseLength !== this.baseLength) throw new BaseLengthError(this.baseLength, other.baseLength, what);
  }
}

function plainRetain(length: number): Op {
  return { kind: "retain", length, attributes: Attributes.NONE };
}

/** `a` (retain or insert) then `b` (retain or delete), over the same units. */
function composePair(out: OpsBuilder, a: Op, b: Op): void {
  if (b.kind === "delete") {
    if (a.kind === "retain") out.push(b);
  } else if (b.kind === "retain") {
    if (a.kind === "retain") out.retain(a.length, a.attributes.compose(b.attributes));
    else if (isInsert(a)) out.push({ ...a, attributes: a.attributes.apply(b.attributes) });
  }
}

/** `mine` rewritten to apply after `other`; `role` says which of the two was committed first. */
function transform(mine: Ops, other: Ops, role: "EARLIER" | "LATER"): Ops {
  const subject = new OpCursor(mine);
  const passed = new OpCursor(other);
  const out = Ops.builder();
  while (subject.hasNext()) {
    const insertsMeet = subject.nextIsInsert() && passed.nextIsInsert();
    if (subject.nextIsInsert() && !(insertsMeet && role === "LATER")) {
      out.push(subject.takeRest());
      continue;
    }
    if (passed.nextIsInsert()) {
      out.retain(opLength(passed.takeRest()));
      continue;
    }
    const length = Math.min(subject.remaining(), passed.remaining());
    const op = subject.take(length) ?? plainRetain(length);
    const over = passed.take(length) ?? plainRetain(length);
    if (over.kind === "delete") continue;
    if (op.kind === "retain" && over.kind === "retain" && role === "LATER") {
      out.retain(length, op.attributes.transformOver(over.attributes));
    } else {
      out.push(op);
    }
  }
  return out.build();
}
