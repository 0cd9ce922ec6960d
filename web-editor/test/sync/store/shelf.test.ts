import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { describe, expect, test } from "vitest";
import { IndexedDbShelf } from "../../../src/sync/store/indexedDbShelf";
import type { Shelf } from "../../../src/sync/store/shelf";
import { MemoryShelves } from "./memoryShelf";

/** The shelves of one browser. */
interface Shelves {
  of(documentId: string): Shelf;
}

class IndexedDbShelves implements Shelves {
  readonly factory = new IDBFactory();

  of(documentId: string): Shelf {
    return new IndexedDbShelf(this.factory, documentId);
  }
}

const KINDS: [string, () => Shelves][] = [
  ["in memory", () => new MemoryShelves()],
  ["in IndexedDB", () => new IndexedDbShelves()],
];

describe.each(KINDS)("a shelf %s", (_name, make) => {
  test("is empty at first", async () => {
    expect(await make().of("d").read()).toEqual(new Map());
  });

  test("gives back what was put, to the next page too", async () => {
    const shelves = make();
    const rows = new Map<string, unknown>([
      ["a", { text: "é\u{1f58b}", list: [1, null, true] }],
      ["b", "plain"],
    ]);
    await shelves.of("d").write(rows);
    expect(await shelves.of("d").read()).toEqual(rows);
  });

  test("replaces and takes away in one go", async () => {
    const shelf = make().of("d");
    await shelf.write(
      new Map([
        ["old", 1],
        ["same", 1],
      ] as const),
    );
    await shelf.write(
      new Map<string, unknown>([
        ["old", undefined],
        ["same", 2],
        ["new", 3],
        ["never", undefined],
      ]),
    );
    expect(await shelf.read()).toEqual(
      new Map([
        ["same", 2],
        ["new", 3],
      ]),
    );
  });

  test("keeps documents apart, also where one name begins another", async () => {
    const shelves = make();
    await shelves.of("d").write(new Map([["a", 1]]));
    await shelves.of("d2").write(new Map([["a", 2]]));
    await shelves.of("").write(new Map([["a", 3]]));
    expect(await shelves.of("d").read()).toEqual(new Map([["a", 1]]));
    expect(await shelves.of("d2").read()).toEqual(new Map([["a", 2]]));
  });

  test("takes writes in the order they were asked for", async () => {
    const shelf = make().of("d");
    await Promise.all([1, 2, 3, 4].map((value) => shelf.write(new Map([["a", value]]))));
    expect(await shelf.read()).toEqual(new Map([["a", 4]]));
  });
});

describe("a shelf in IndexedDB", () => {
  test("says so where the database cannot be opened, and works once it can", async () => {
    const factory = new IDBFactory();
    let broken = true;
    const flaky = {
      open: (name: string, version: number) => factory.open(name, broken ? 0.5 : version),
    } as unknown as IDBFactory;
    const shelf = new IndexedDbShelf(flaky, "d");
    await expect(shelf.write(new Map([["a", 1]]))).rejects.toThrow();
    broken = false;
    await shelf.write(new Map([["a", 1]]));
    expect(await shelf.read()).toEqual(new Map([["a", 1]]));
  });

  test("leaves a database of a later version alone", async () => {
    const shelves = new IndexedDbShelves();
    await new Promise((resolve) => {
      const request = shelves.factory.open("inkwell", 2);
      request.onsuccess = () => {
        request.result.close();
        resolve(undefined);
      };
    });
    await expect(shelves.of("d").read()).rejects.toThrow(/version/);
  });

  test("a value that cannot be written fails alone, and changes nothing", async () => {
    const shelf = new IndexedDbShelves().of("d");
    await shelf.write(new Map([["a", 1]]));
    await expect(
      shelf.write(
        new Map<string, unknown>([
          ["a", 2],
          ["b", () => 0],
        ]),
      ),
    ).rejects.toThrow();
    expect(await shelf.read()).toEqual(new Map([["a", 1]]));
  });
});
