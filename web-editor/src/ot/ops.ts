import { Attributes } from "./attributes";
import { OpRangeError } from "./errors";
import { type Embed, type Op, isInsert, opEquals, opLength } from "./op";

/** The largest length the wire can carry (a signed 32-bit integer). */
export const LENGTH_MAX = 2_147_483_647;

/**
 * A canonical sequence of ops that is not yet bound to a document: neighbours merged, nothing empty, an insert before a
 * delete at the same place, no plain retain at the end, no removal on an insert. Equal meaning is equal value.
 */
export class Ops implements Iterable<Op> {
  static readonly EMPTY = new Ops([]);

  /** Use {@link Ops.builder}: this takes a list that is canonical already. */
  private constructor(private readonly list: readonly Op[]) {}

  static builder(): OpsBuilder {
    return new OpsBuilder((list) => (list.length === 0 ? Ops.EMPTY : new Ops(list)));
  }

  static of(ops: Iterable<Op>): Ops {
    const builder = Ops.builder();
    for (const op of ops) builder.push(op);
    return builder.build();
  }

  get size(): number {
    return this.list.length;
  }

  isEmpty(): boolean {
    return this.list.length === 0;
  }

  at(index: number): Op {
    const op = this.list[index];
    if (op === undefined) throw new RangeError(`index ${index} of ${this.list.length} ops`);
    return op;
  }

  [Symbol.iterator](): Iterator<Op> {
    return this.list[Symbol.iterator]();
  }

  /** The least length a document must have for these ops: the sum of retains and deletes. */
  requiredBaseLength(): number {
    let sum = 0;
    for (const op of this.list) if (!isInsert(op)) sum += op.length;
    if (sum > LENGTH_MAX) throw new OpRangeError(`retains and deletes add up to ${sum}, more than ${LENGTH_MAX}`);
    return sum;
  }

  insertsOnly(): boolean {
    return this.list.every(isInsert);
  }

  equals(other: Ops): boolean {
    return this.list.length === other.list.length && this.list.every((op, i) => opEquals(op, other.at(i)));
  }

  /** One line: `2 +"ab" -3 4{bold:true}`. */
  toString(): string {
    return this.list.map(notation).join(" ");
  }
}

/** Collects ops in any order and shape and yields their canonical form. */
export class OpsBuilder {
  private readonly list: Op[] = [];

  constructor(private readonly finish: (list: readonly Op[]) => Ops) {}

  retain(length: number, attributes: Attributes = Attributes.NONE): this {
    return this.push({ kind: "retain", length: checkedLength(length), attributes });
  }

  insert(what: string | Embed, attributes: Attributes = Attributes.NONE): this {
    return this.push(
      typeof what === "string"
        ? { kind: "insertText", text: what, attributes }
        : { kind: "insertEmbed", embed: what, attributes },
    );
  }

  delete(length: number): this {
    return this.push({ kind: "delete", length: checkedLength(length) });
  }

  push(op: Op): this {
    if (opLength(op) === 0) return this;
    if (!isInsert(op)) {
      this.mergeInto(this.list.length, op);
      return this;
    }
    const attributes = op.attributes.withoutRemovals();
    const clean = attributes === op.attributes ? op : { ...op, attributes };
    const behindDelete = this.list.at(-1)?.kind === "delete";
    this.mergeInto(behindDelete ? this.list.length - 1 : this.list.length, clean);
    return this;
  }

  build(): Ops {
    const last = this.list.at(-1);
    if (last?.kind === "retain" && last.attributes.isEmpty()) this.list.pop();
    return this.finish(this.list.slice());
  }

  /** Puts `op` at `index`, or makes it one with the op before that place. */
  private mergeInto(index: number, op: Op): void {
    const before = this.list[index - 1];
    const merged = before === undefined ? undefined : merge(before, op);
    if (merged === undefined) this.list.splice(index, 0, op);
    else this.list[index - 1] = merged;
  }
}

function merge(a: Op, b: Op): Op | undefined {
  if (a.kind === "delete" && b.kind === "delete") return { kind: "delete", length: a.length + b.length };
  if (a.kind === "retain" && b.kind === "retain" && a.attributes.equals(b.attributes)) {
    return { kind: "retain", length: a.length + b.length, attributes: a.attributes };
  }
  if (a.kind === "insertText" && b.kind === "insertText" && a.attributes.equals(b.attributes)) {
    return { kind: "insertText", text: a.text + b.text, attributes: a.attributes };
  }
  return undefined;
}

function checkedLength(length: number): number {
  if (!Number.isSafeInteger(length) || length < 0) throw new OpRangeError(`length ${length} is not 0 or more`);
  return length;
}

function notation(op: Op): string {
  switch (op.kind) {
    case "retain":
      return `${op.length}${op.attributes.toString()}`;
    case "insertText":
      return `+${JSON.stringify(op.text)}${op.attributes.toString()}`;
    case "insertEmbed":
      return `+[${op.embed.type}:${JSON.stringify(op.embed.value)}]${op.attributes.toString()}`;
    case "delete":
      return `-${op.length}`;
  }
}
