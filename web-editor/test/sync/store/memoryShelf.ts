import type { Shelf } from "../../../src/sync/store/shelf";

/** What all pages of a browser share: rows by document. */
export class MemoryShelves {
  private readonly rows = new Map<string, Map<string, unknown>>();

  of(documentId: string): MemoryShelf {
    let rows = this.rows.get(documentId);
    if (rows === undefined) this.rows.set(documentId, (rows = new Map<string, unknown>()));
    return new MemoryShelf(rows);
  }
}

/** A shelf in memory. A write takes effect later, as on a disk; it can be made to fail, or never to end. */
export class MemoryShelf implements Shelf {
  /** What a write meets from now on. */
  weather: "fair" | "failsOnce" | "fails" | "hangs" = "fair";
  writes = 0;

  constructor(private readonly rows: Map<string, unknown>) {}

  async read(): Promise<ReadonlyMap<string, unknown>> {
    await Promise.resolve();
    return structuredClone(this.rows);
  }

  async write(rows: ReadonlyMap<string, unknown>): Promise<void> {
    const copies = [...rows].map(([name, value]) => [name, structuredClone(value)] as const);
    this.writes++;
    await Promise.resolve();
    if (this.weather === "hangs") await new Promise(() => undefined);
    if (this.weather === "fails" || this.weather === "failsOnce") {
      if (this.weather === "failsOnce") this.weather = "fair";
      throw new Error("no room is left");
    }
    for (const [name, value] of copies) {
      if (value === undefined) this.rows.delete(name);
      else this.rows.set(name, value);
    }
  }
}

/** A shelf whose disk takes a write in only when it is told to, one after the other; what it has not is lost with the power. */
export class SlowShelf implements Shelf {
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly rows: Map<string, unknown>) {}

  read(): Promise<ReadonlyMap<string, unknown>> {
    return Promise.resolve(structuredClone(this.rows));
  }

  write(rows: ReadonlyMap<string, unknown>): Promise<void> {
    const copies = structuredClone(rows);
    return new Promise((resolve) => {
      this.waiting.push(() => {
        for (const [name, value] of copies) {
          if (value === undefined) this.rows.delete(name);
          else this.rows.set(name, value);
        }
        resolve();
      });
    });
  }

  /** The disk takes in the oldest write, if there is one. */
  land(): boolean {
    const oldest = this.waiting.shift();
    oldest?.();
    return oldest !== undefined;
  }

  /** The same disk in the next life of the browser. */
  afterPowerCut(): SlowShelf {
    return new SlowShelf(this.rows);
  }
}
