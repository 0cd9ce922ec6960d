import { beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_OPS_LIMITS, Delta } from "../../../src/ot";
import { Replica } from "../../../src/sync/replica";
import { DocumentStore } from "../../../src/sync/store/documentStore";
import { Keeper } from "../../../src/sync/store/keeper";
import type { RescuedText } from "../../../src/sync/store/rescuedText";
import type { Unsaved } from "../../../src/sync/store/unsavedCodec";
import { opsOf } from "../../support/notation";
import { FakeClock } from "../fakeWorld";
import { type MemoryShelf, MemoryShelves } from "./memoryShelf";

const ADA = { id: "a", name: "Ada" };
const TEXT: RescuedText = { id: "r", code: "DOC_FULL", text: "words", by: "Ada", atMillis: 1 };

let shelf: MemoryShelf;
let clock: FakeClock;
let errors: unknown[];

beforeEach(() => {
  shelf = new MemoryShelves().of("d");
  clock = new FakeClock();
  errors = [];
});

function keeper(owns = true): Keeper {
  const store = new DocumentStore(shelf, ADA, () => clock.nowMillis);
  return new Keeper({ schedule: clock.schedule, report: (error) => errors.push(error) }, store, owns, ADA.name);
}

function edits(text: string): Unsaved {
  const replica = new Replica(DEFAULT_OPS_LIMITS);
  const position = { revision: 0, chain: "0".repeat(32) };
  const identity = { clientId: "c", displayId: 1 };
  replica.step({ event: "loaded", identity, position, lastSeq: 0, content: opsOf("+ab") });
  replica.step({ event: "edited", change: Delta.on(2, opsOf(`+${text}`)) });
  const stored = replica.stored();
  if (stored === undefined) throw new Error("there is nothing to store");
  return { replica: stored, attempt: 1 };
}

async function settled(): Promise<void> {
  for (let i = 0; i < 40; i++) await Promise.resolve();
}

async function onDisk(): Promise<string | undefined> {
  const { unsaved } = await new DocumentStore(shelf, ADA, () => 0).load(() => Promise.resolve(false));
  return unsaved && new Replica(DEFAULT_OPS_LIMITS, unsaved.replica).screen.text();
}

describe("what may be sent", () => {
  test("waits until everything before it is on the disk", async () => {
    const keeping = keeper();
    const done: string[] = [];
    keeping.keep(edits("x"), []);
    keeping.whenKept(() => done.push("first"));
    keeping.keep(edits("y"), []);
    keeping.whenKept(() => done.push("second"));
    expect(keeping.keeping).toBe("writing");
    expect(done).toEqual([]);
    await settled();
    expect(done).toEqual(["first", "second"]);
    expect(keeping.keeping).toBe("device");
    expect(await onDisk()).toBe("yab");
  });

  test("goes at once where there is nothing to wait for", () => {
    let gone = false;
    keeper().whenKept(() => (gone = true));
    expect(gone).toBe(true);
  });

  test("goes at once where nothing can be kept", () => {
    const keeping = new Keeper({ schedule: clock.schedule, report: () => undefined }, undefined, false, "Ada");
    let gone = false;
    keeping.keep(edits("x"), []);
    keeping.whenKept(() => (gone = true));
    expect(gone).toBe(true);
    expect(keeping.keeping).toBe("tab");
  });
});

describe("many edits", () => {
  test("that come while one is written are written as one", async () => {
    const keeping = keeper();
    for (const text of ["a", "b", "c", "d", "e"]) keeping.keep(edits(text), []);
    await settled();
    expect(shelf.writes).toBe(2);
    expect(await onDisk()).toBe("eab");
  });
});

describe("when everything is saved", () => {
  test("it is taken off the device a moment later, not between two keys", async () => {
    const keeping = keeper();
    keeping.keep(edits("x"), []);
    await settled();
    keeping.keep(undefined, []);
    keeping.keep(edits("y"), []);
    await settled();
    clock.advance(5_000);
    await settled();
    expect(await onDisk()).toBe("yab");
    keeping.keep(undefined, []);
    clock.advance(1_000);
    await settled();
    expect(await shelf.read()).toEqual(new Map());
  });

  test("it is taken off at once when the page is left", async () => {
    const keeping = keeper();
    keeping.keep(edits("x"), []);
    await settled();
    keeping.keep(undefined, []);
    keeping.flush();
    await settled();
    expect(await shelf.read()).toEqual(new Map());
  });
});

describe("a store that fails", () => {
  test("holds nothing up, is not called kept, and holds nothing old", async () => {
    const keeping = keeper();
    keeping.keep(edits("old"), []);
    await settled();
    shelf.weather = "failsOnce";
    let gone = false;
    keeping.keep(edits("new"), []);
    keeping.whenKept(() => (gone = true));
    await settled();
    expect(gone).toBe(true);
    expect(keeping.keeping).toBe("tab");
    expect(errors.length).toBe(1);
    expect(await onDisk()).toBeUndefined();
  });

  test("is tried again, and then everything is kept again", async () => {
    const keeping = keeper();
    shelf.weather = "fails";
    keeping.keep(edits("x"), [TEXT]);
    await settled();
    expect(keeping.rescuesKept).toBe(false);
    keeping.keep(edits("y"), []);
    let gone = false;
    keeping.whenKept(() => (gone = true));
    expect(gone).toBe(true);
    shelf.weather = "fair";
    clock.advance(10_000);
    await settled();
    expect(keeping.keeping).toBe("device");
    expect(keeping.rescuesKept).toBe(true);
    expect(await onDisk()).toBe("yab");
    expect((await shelf.read()).has("rescued/r")).toBe(true);
  });

  test("counts as failed when it does not answer", async () => {
    const keeping = keeper();
    shelf.weather = "hangs";
    let gone = false;
    keeping.keep(edits("x"), []);
    keeping.whenKept(() => (gone = true));
    for (let i = 0; i < 4; i++) {
      await settled();
      clock.advance(5_000);
    }
    await settled();
    expect(gone).toBe(true);
    expect(keeping.keeping).toBe("tab");
  });
});

describe("a page that does not own the edits", () => {
  test("keeps none, but does keep rescued texts", async () => {
    const keeping = keeper(false);
    keeping.keep(edits("x"), [TEXT]);
    await settled();
    expect(keeping.keeping).toBe("tab");
    expect([...(await shelf.read()).keys()]).toEqual(["rescued/r"]);
  });

  test("keeps what it has as soon as it owns them", async () => {
    const keeping = keeper(false);
    keeping.keep(edits("x"), []);
    keeping.own();
    await settled();
    expect(keeping.keeping).toBe("device");
    expect(await onDisk()).toBe("xab");
  });

  test("or no longer: what was kept is taken off, what was rescued stays", async () => {
    const keeping = keeper();
    keeping.keep(edits("x"), []);
    await settled();
    keeping.keep(undefined, [TEXT]);
    keeping.disown();
    keeping.keep(edits("foreign"), []);
    await settled();
    clock.advance(60_000);
    await settled();
    expect([...(await shelf.read()).keys()]).toEqual(["rescued/r"]);
    expect(keeping.keeping).toBe("tab");
  });
});

test("a text that is dismissed before it was written is not written", async () => {
  const keeping = keeper();
  keeping.keep(edits("x"), []);
  keeping.keep(undefined, [TEXT]);
  keeping.dismiss("r");
  await settled();
  expect(await shelf.read()).toEqual(new Map());
});
