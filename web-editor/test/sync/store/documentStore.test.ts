import { describe, expect, test } from "vitest";
import { DEFAULT_OPS_LIMITS, Delta } from "../../../src/ot";
import { Replica } from "../../../src/sync/replica";
import { DocumentStore } from "../../../src/sync/store/documentStore";
import type { RescuedText } from "../../../src/sync/store/rescuedText";
import type { Unsaved } from "../../../src/sync/store/unsavedCodec";
import { opsOf } from "../../support/notation";
import { Random } from "../../support/random";
import { randomDelta, randomDocument } from "../../support/randomOps";
import { type MemoryShelf, MemoryShelves } from "./memoryShelf";

const ADA = { id: "a", name: "Ada" };
const BOB = { id: "b", name: "Bob" };
const nobody = (): Promise<boolean> => Promise.resolve(false);

function storeOn(shelf: MemoryShelf, owner = ADA): DocumentStore {
  return new DocumentStore(shelf, owner, () => 7);
}

/** A replica showing a document, and one edit after the other that is not saved. */
function typed(content: string, ...edits: string[]): Replica {
  const replica = new Replica(DEFAULT_OPS_LIMITS);
  const position = { revision: 3, chain: "0".repeat(32) };
  const identity = { clientId: "c", displayId: 1 };
  replica.step({ event: "loaded", identity, position, lastSeq: 0, content: opsOf(content) });
  for (const line of edits) replica.step({ event: "edited", change: Delta.on(replica.screen.length, opsOf(line)) });
  return replica;
}

function unsavedOf(replica: Replica, attempt = 4): Unsaved {
  const stored = replica.stored();
  if (stored === undefined) throw new Error("there is nothing to store");
  return { replica: stored, attempt };
}

function reopened(unsaved: Unsaved | undefined): Replica {
  return new Replica(DEFAULT_OPS_LIMITS, unsaved?.replica);
}

describe("unsaved edits", () => {
  test("come back as they were, to the same person", async () => {
    const shelf = new MemoryShelves().of("d");
    const replica = typed("+ab", "1 +x", "2 +y");
    await storeOn(shelf).save({ unsaved: unsavedOf(replica), rescued: [] });
    const { unsaved, rescued } = await storeOn(shelf).load(nobody);
    expect(unsaved?.attempt).toBe(4);
    expect(reopened(unsaved).stored()).toEqual(replica.stored());
    expect(reopened(unsaved).screen.text()).toBe("axyb");
    expect(rescued).toEqual([]);
  });

  test("of any kind, over many writes of one page, with changes of others in between", async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = new Random(seed);
      const shelf = new MemoryShelves().of("d");
      const store = storeOn(shelf);
      const replica = new Replica(DEFAULT_OPS_LIMITS);
      const content = randomDocument(random, 6).toOps();
      const at = (revision: number): { revision: number; chain: string } => ({ revision, chain: "0".repeat(32) });
      replica.step({
        event: "loaded",
        identity: { clientId: "c", displayId: 1 },
        position: at(0),
        lastSeq: 0,
        content,
      });
      for (let revision = 1; revision < 12; revision++) {
        const { ops } = randomDelta(random, replica.server);
        const id = { displayId: 2, seq: revision };
        const entry = { entry: "single", revision, kind: { kind: "edit" }, id, ops } as const;
        replica.step({ event: "received", from: revision - 1, to: at(revision), changes: [entry] });
        replica.step({ event: "edited", change: randomDelta(random, replica.screen) });
        await store.save({ unsaved: unsavedOf(replica), rescued: [] });
        const { unsaved } = await storeOn(shelf).load(nobody);
        expect(reopened(unsaved).stored(), `seed ${seed}`).toEqual(replica.stored());
      }
    }
  });

  test("do not write a long document again for every key", async () => {
    const shelf = new MemoryShelves().of("d");
    const store = storeOn(shelf);
    const long = "words_and_".repeat(20_000);
    const replica = typed(`+${long}`, "1 +x");
    await store.save({ unsaved: unsavedOf(replica), rescued: [] });
    const before = await shelf.read();
    replica.step({ event: "acknowledged", seq: 1, at: { revision: 4, chain: "1".repeat(32) } });
    replica.step({ event: "edited", change: Delta.on(replica.screen.length, opsOf("2 +y")) });
    await store.save({ unsaved: unsavedOf(replica), rescued: [] });
    const after = await shelf.read();
    expect(after.get("content/a")).toEqual(before.get("content/a"));
    expect(JSON.stringify(after.get("unsaved/a")).length).toBeLessThan(1_000);
    expect(reopened((await storeOn(shelf).load(nobody)).unsaved).screen.equals(replica.screen)).toBe(true);
  });

  test("are gone when everything is saved", async () => {
    const shelf = new MemoryShelves().of("d");
    const store = storeOn(shelf);
    await store.save({ unsaved: unsavedOf(typed("+ab", "1 +x")), rescued: [] });
    await store.save({ unsaved: "none", rescued: [] });
    expect(await shelf.read()).toEqual(new Map());
  });

  test("of somebody else are not gone on with, but offered as text, and stay where they are", async () => {
    const shelf = new MemoryShelves().of("d");
    await storeOn(shelf, BOB).save({ unsaved: unsavedOf(typed("+ab", "1 +bobs", "5 +_words")), rescued: [] });
    const { unsaved, rescued } = await storeOn(shelf).load(nobody);
    expect(unsaved).toBeUndefined();
    expect(rescued.map(({ code, text, by }) => [code, text, by])).toEqual([["OF_SOMEBODY_ELSE", "bobs words", "Bob"]]);
    expect((await storeOn(shelf, BOB).load(nobody)).unsaved).toBeDefined();
    await storeOn(shelf).dismiss(rescued[0]?.id ?? "");
    expect(await shelf.read()).toEqual(new Map());
  });

  test("of somebody whose page is open are left alone", async () => {
    const shelf = new MemoryShelves().of("d");
    await storeOn(shelf, BOB).save({ unsaved: unsavedOf(typed("+ab", "1 +x")), rescued: [] });
    const asked: string[] = [];
    const { rescued } = await storeOn(shelf).load((person) => Promise.resolve(asked.push(person) > 0));
    expect(rescued).toEqual([]);
    expect(asked).toEqual(["b"]);
  });
});

describe("rows that this page cannot read", () => {
  const damages: [string, (row: Record<string, unknown>) => void][] = [
    ["of a later version", (row) => (row["version"] = 2)],
    ["with other bytes in flight than were sent", (row) => Object.assign(row["inFlight"] as object, { bytes: "[]" })],
    ["that name another content", (row) => (row["contentId"] = "other")],
    ["with a change that does not fit", (row) => (row["buffer"] = '[{"retain":99},{"insert":"x"}]')],
    ["that are nonsense", (row) => (row["lastSeq"] = "one")],
  ];

  test.each(damages)("%s are put aside as they are and offered, until they are dismissed", async (_name, damage) => {
    const shelf = new MemoryShelves().of("d");
    await storeOn(shelf).save({ unsaved: unsavedOf(typed("+ab", "1 +mine", "5 +more")), rescued: [] });
    const rows = await shelf.read();
    const row = structuredClone(rows.get("unsaved/a")) as Record<string, unknown>;
    damage(row);
    await shelf.write(new Map([["unsaved/a", row]]));
    for (const store of [storeOn(shelf), storeOn(shelf)]) {
      const { unsaved, rescued } = await store.load(nobody);
      expect(unsaved).toBeUndefined();
      expect(rescued.map(({ code }) => code)).toEqual(["UNREADABLE"]);
      expect(rescued[0]?.text).toContain("mine");
    }
    const aside = [...(await shelf.read()).values()];
    expect(aside).toEqual([expect.objectContaining({ rows: { unsaved: row, content: rows.get("content/a") } })]);
    const [offered] = await storeOn(shelf).rescued();
    await storeOn(shelf).dismiss(offered?.id ?? "");
    expect(await shelf.read()).toEqual(new Map());
  });
});

describe("rescued texts", () => {
  const text = (id: string, atMillis: number): RescuedText => ({ id, code: "DOC_FULL", text: id, by: "Ada", atMillis });

  test("outlive the page, the oldest first, until they are dismissed", async () => {
    const shelf = new MemoryShelves().of("d");
    await storeOn(shelf).save({ rescued: [text("second", 2)] });
    await storeOn(shelf).save({ unsaved: "none", rescued: [text("first", 1)] });
    expect((await storeOn(shelf).load(nobody)).rescued).toEqual([text("first", 1), text("second", 2)]);
    await storeOn(shelf).dismiss("first");
    expect(await storeOn(shelf).rescued()).toEqual([text("second", 2)]);
  });

  test("come together with the edits they were taken from, or not at all", async () => {
    const shelf = new MemoryShelves().of("d");
    const store = storeOn(shelf);
    await store.save({ unsaved: unsavedOf(typed("+ab", "1 +x")), rescued: [] });
    shelf.weather = "fails";
    await expect(store.save({ unsaved: "none", rescued: [text("x", 1)] })).rejects.toThrow();
    const { unsaved, rescued } = await storeOn(shelf).load(nobody);
    expect(unsaved).toBeDefined();
    expect(rescued).toEqual([]);
  });
});
