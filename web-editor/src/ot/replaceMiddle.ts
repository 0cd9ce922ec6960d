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

/** How many units, at most `limit`, two documents share at one of their ends. */
function commonLength(
  a: readonly Insert[],
  b: readonly Insert[],
  limit: number,
  side: "FROM_START" | "FROM_END",
): number {
  const [walkA, walkB] = [new UnitWalk(a, side), new UnitWalk(b, side)];
  let length = 0;
  while (length < limit && walkA.unitEquals(walkB)) {
    walkA.advance();
    walkB.advance();
    length++;
  }
  return length;
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

  advance(): void {
    const op = this.op();
    this.offset++;
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
