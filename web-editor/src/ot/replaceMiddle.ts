import { Delta } from "./delta";
import type { Document } from "./document";
import { type Insert, opLength } from "./op";
import { Ops } from "./ops";

/**
 * A change from one document to another: what both have in common at the start and at the end stays, the middle is
 * replaced. Not the smallest change, but one that is right for any two documents.
 */
export function replaceMiddle(before: Document, after: Document): Delta {
  const shorter = Math.min(before.length, after.length);
  const [a, b] = [before.slice(0, before.length), after.slice(0, after.length)];
  let start = commonLength(a, b, shorter, "FROM_START");
  if (before.splitsPair(start) || after.splitsPair(start)) start--;
  let end = commonLength(a, b, shorter - start, "FROM_END");
  if (before.splitsPair(before.length - end) || after.splitsPair(after.length - end)) end--;
  const out = Ops.builder().retain(start);
  for (const op of after.slice(start, after.length - end)) out.push(op);
  return Delta.on(before.length, out.delete(before.length - end - start).build());
}

/** So many units are compared in one go where texts are long. */
const STRIDE_UNITS = 4_096;

/** How many units, at most `limit`, two documents share at one of their ends. */
function commonLength(
  a: readonly Insert[],
  b: readonly Insert[],
  limit: number,
  side: "FROM_START" | "FROM_END",
): number {
  const [walkA, walkB] = [new UnitWalk(a, side), new UnitWalk(b, side)];
  let length = 0;
  for (;;) {
    if (length + STRIDE_UNITS <= limit && walkA.strideEquals(walkB)) {
      walkA.advance(STRIDE_UNITS);
      walkB.advance(STRIDE_UNITS);
      length += STRIDE_UNITS;
      continue;
    }
    // Up to here all is alike; the next difference, or the end of an op, is near.
    const near = Math.min(limit, length + STRIDE_UNITS);
    while (length < near && walkA.unitEquals(walkB)) {
      walkA.advance(1);
      walkB.advance(1);
      length++;
    }
    if (length < near || length === limit) return length;
  }
}

/** One unit of a document after the other, from either end. */
class UnitWalk {
  private index = 0;
  private offset = 0;

  constructor(
    private readonly inserts: readonly Insert[],
    private readonly side: "FROM_START" | "FROM_END",
  ) {}

  unitEquals(other: UnitWalk): boolean {
    const [mine, theirs] = [this.op(), other.op()];
    if (mine === undefined || theirs === undefined || !mine.attributes.equals(theirs.attributes)) return false;
    if (mine.kind === "insertText") {
      return theirs.kind === "insertText" && this.unitOf(mine.text) === other.unitOf(theirs.text);
    }
    return (
      theirs.kind === "insertEmbed" && mine.embed.type === theirs.embed.type && mine.embed.value === theirs.embed.value
    );
  }

  /** Whether the next {@link STRIDE_UNITS} units are text within one op on both sides, and alike. */
  strideEquals(other: UnitWalk): boolean {
    const [mine, theirs] = [this.op(), other.op()];
    if (mine?.kind !== "insertText" || theirs?.kind !== "insertText") return false;
    const [a, b] = [this.strideOf(mine.text), other.strideOf(theirs.text)];
    return a !== undefined && a === b && mine.attributes.equals(theirs.attributes);
  }

  private strideOf(text: string): string | undefined {
    const end = this.offset + STRIDE_UNITS;
    if (end > text.length) return undefined;
    return this.side === "FROM_START"
      ? text.slice(this.offset, end)
      : text.slice(text.length - end, text.length - this.offset);
  }

  advance(units: number): void {
    const op = this.op();
    this.offset += units;
    if (op !== undefined && this.offset === opLength(op)) {
      this.index++;
      this.offset = 0;
    }
  }

  private op(): Insert | undefined {
    return this.inserts[this.side === "FROM_START" ? this.index : this.inserts.length - 1 - this.index];
  }

  private unitOf(text: string): number {
    return text.charCodeAt(this.side === "FROM_START" ? this.offset : text.length - 1 - this.offset);
  }
}
