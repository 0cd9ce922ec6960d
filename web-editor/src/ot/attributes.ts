/** The value of an attribute or of an embed. Numbers are integers. */
export type Scalar = string | number | boolean;

type Entry = readonly [name: string, value: Scalar | null];

/**
 * An immutable set of attributes, names in ascending order of UTF-16 code units. A value may be absent
 * (`null`: "remove this attribute"), which only has a meaning on a retain.
 *
 * Kept as a sorted list of pairs and never as a plain object: a name such as `__proto__` is then a name like any other.
 */
export class Attributes implements Iterable<Entry> {
  static readonly NONE = new Attributes([]);

  private constructor(private readonly entries: readonly Entry[]) {}

  /** The last of several values for one name wins. */
  static of(entries: Iterable<Entry>): Attributes {
    const byName = new Map(entries);
    if (byName.size === 0) return Attributes.NONE;
    return new Attributes([...byName].sort(([a], [b]) => compareCodeUnits(a, b)));
  }

  get size(): number {
    return this.entries.length;
  }

  isEmpty(): boolean {
    return this.entries.length === 0;
  }

  /** The value, `null` where the attribute is to be removed, `undefined` where it is not mentioned. */
  get(name: string): Scalar | null | undefined {
    return this.entries.find(([other]) => other === name)?.[1];
  }

  removes(name: string): boolean {
    return this.get(name) === null;
  }

  names(): string[] {
    return this.entries.map(([name]) => name);
  }

  [Symbol.iterator](): Iterator<Entry> {
    return this.entries[Symbol.iterator]();
  }

  equals(other: Attributes): boolean {
    if (this === other) return true;
    if (this.entries.length !== other.entries.length) return false;
    return this.entries.every(([name, value], i) => {
      const entry = other.entries[i];
      return entry !== undefined && entry[0] === name && entry[1] === value;
    });
  }

  /** Without the removals: what an insert may carry. */
  withoutRemovals(): Attributes {
    if (this.entries.every(([, value]) => value !== null)) return this;
    return Attributes.of(this.entries.filter(([, value]) => value !== null));
  }

  /** First these, then `next`; the removals of `next` stay in the result. For a retain over a retain. */
  compose(next: Attributes): Attributes {
    if (next.isEmpty()) return this;
    if (this.isEmpty()) return next;
    return Attributes.of([...this.entries, ...next.entries]);
  }

  /** These, standing in a document, after `next` was applied to them: removals have taken effect. */
  apply(next: Attributes): Attributes {
    return next.isEmpty() ? this : this.compose(next).withoutRemovals();
  }

  /** These are later: where `earlier` says something about an attribute, its value stays. */
  transformOver(earlier: Attributes): Attributes {
    if (earlier.isEmpty() || this.isEmpty()) return this;
    return Attributes.of(this.entries.filter(([name]) => earlier.get(name) === undefined));
  }

  /** What brings text that carried `base` back to it after these were applied. */
  invert(base: Attributes): Attributes {
    const undo: Entry[] = [];
    for (const [name, value] of this.entries) {
      const before = base.get(name);
      if (before !== value) undo.push([name, before ?? null]);
    }
    return Attributes.of(undo);
  }

  toString(): string {
    return this.isEmpty() ? "" : `{${this.entries.map(([n, v]) => `${n}:${JSON.stringify(v)}`).join(",")}}`;
  }
}

function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
