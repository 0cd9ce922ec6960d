import { Delta, type InsertText, type Op, Ops, type OpsLimits, opLength, opsBytes, splitsPairAt } from "../ot";

/** A retain without attributes in JSON, with the longest number and a comma. */
const RETAIN_BYTES = '{"retain":2147483647},'.length;

export interface Parts {
  /** Fits the limits, unless a single component with one character does not; changes something if the whole does. */
  readonly first: Delta;
  /** Starts where the first ends; absent if the first is everything. */
  readonly rest: Delta | undefined;
}

/**
 * Cuts a change that is larger than one operation may be into a part that fits and the rest, one after the other equal to
 * the whole. A person never meets a limit that cutting can solve.
 */
export function splitForLimits(change: Delta, limits: OpsLimits): Parts {
  const fits = change.ops.size <= limits.componentsMax && opsBytes(change.ops) <= limits.operationBytesMax;
  return fits ? { first: change, rest: undefined } : new OpsSplitter(limits).cut(change);
}

class OpsSplitter {
  private readonly first = Ops.builder();
  private components = 0;
  private bytes = 0;
  private reached = 0;
  private changesSomething = false;

  constructor(private readonly limits: OpsLimits) {}

  cut(change: Delta): Parts {
    const rest = Ops.builder();
    let full = false;
    for (const op of change.ops) {
      const left = full ? op : this.take(op);
      if (left === undefined) continue;
      if (!full) rest.retain(this.reached);
      full = true;
      rest.push(left);
    }
    const head = Delta.on(change.baseLength, this.first.build());
    const tail = Delta.on(head.resultLength, rest.build());
    return { first: head, rest: tail.isIdentity() ? undefined : tail };
  }

  /** Takes as much of a component as still fits, and answers what does not. The first that changes something is taken anyway. */
  private take(op: Op): Op | undefined {
    const cost = costOf(op);
    const room = this.components < this.limits.componentsMax;
    const fits = room && this.bytes + cost <= this.limits.operationBytesMax;
    if (fits || (!this.changesSomething && op.kind !== "insertText")) {
      this.add(op, cost);
      return undefined;
    }
    if (op.kind === "insertText" && (room || !this.changesSomething)) {
      return this.takeSome(op, this.limits.operationBytesMax - this.bytes);
    }
    return op;
  }

  private takeSome(insert: InsertText, bytesLeft: number): Op | undefined {
    const { text, attributes } = insert;
    let left = bytesLeft - costOf({ ...insert, text: "x" });
    let end = 0;
    while (end < text.length && left >= bytesOfUnit(text.charCodeAt(end))) {
      left -= bytesOfUnit(text.charCodeAt(end));
      end++;
    }
    if (splitsPairAt(text, end)) end--;
    if (end === 0 && this.changesSomething) return insert;
    end = Math.max(end, splitsPairAt(text, 1) ? 2 : 1);
    this.add({ kind: "insertText", text: text.slice(0, end), attributes }, bytesLeft - left);
    return end === text.length ? undefined : { kind: "insertText", text: text.slice(end), attributes };
  }

  private add(op: Op, cost: number): void {
    this.first.push(op);
    this.components++;
    this.bytes += cost;
    this.reached += op.kind === "delete" ? 0 : opLength(op);
    if (!isPlainRetain(op)) this.changesSomething = true;
  }
}

function isPlainRetain(op: Op): boolean {
  return op.kind === "retain" && op.attributes.isEmpty();
}

function costOf(op: Op): number {
  return isPlainRetain(op) ? RETAIN_BYTES : opsBytes(Ops.builder().push(op).build());
}

/** How many bytes a UTF-16 unit takes in JSON at most. */
function bytesOfUnit(unit: number): number {
  if (unit >= 0x800) return 3;
  if (unit >= 0x80) return 2;
  return unit >= 0x20 && unit !== 0x22 && unit !== 0x5c ? 1 : 6;
}
