import { beforeEach, describe, expect, test } from "vitest";
import { Desk, type DeskSurroundings, type Heir } from "../../src/app/desk";
import type { Locks } from "../../src/app/locks";
import { DEFAULT_OPS_LIMITS, Delta } from "../../src/ot";
import { Replica } from "../../src/sync/replica";
import type { RescuedText } from "../../src/sync/store/rescuedText";
import type { Unsaved } from "../../src/sync/store/unsavedCodec";
import { opsOf } from "../support/notation";
import { FakeClock } from "../sync/fakeWorld";
import { MemoryShelves } from "../sync/store/memoryShelf";

const ADA = { id: "a", name: "Ada", colour: "#aa3355" };
const BOB = { id: "b", name: "Bob", colour: "#117733" };

/** The locks of one browser: each belongs to a page until that ends. */
class BrowserLocks {
  private readonly held = new Map<string, object>();
  private readonly waiting: { name: string; page: object; taken: () => void }[] = [];

  of(page: object): Locks {
    return {
      take: (name) => Promise.resolve(this.grant(name, page)),
      takeLater: (name, taken) => {
        this.waiting.push({ name, page, taken });
      },
      isTaken: (name) => Promise.resolve(this.held.has(name)),
    };
  }

  end(page: object): void {
    for (const [name, holder] of [...this.held]) if (holder === page) this.held.delete(name);
    for (const waiter of this.waiting.splice(0)) {
      if (waiter.page === page) continue;
      if (this.grant(waiter.name, waiter.page)) waiter.taken();
      else this.waiting.push(waiter);
    }
  }

  private grant(name: string, page: object): boolean {
    if (this.held.has(name)) return false;
    this.held.set(name, page);
    return true;
  }
}

/** A page as far as a desk knows it. */
class Page implements Heir {
  desk: Desk | undefined;
  inherited: Unsaved | undefined;
  readonly texts: RescuedText[] = [];

  inherit(unsaved: Unsaved, taken: () => void): void {
    this.inherited = unsaved;
    taken();
  }

  offered(texts: readonly RescuedText[]): void {
    this.texts.push(...texts);
  }

  get keeping(): string | undefined {
    return this.desk?.keeper.keeping;
  }
}

let shelves: MemoryShelves;
let locks: BrowserLocks;

beforeEach(() => {
  shelves = new MemoryShelves();
  locks = new BrowserLocks();
});

async function open(person = ADA, without: Partial<DeskSurroundings> = {}): Promise<Page> {
  const page = new Page();
  const surroundings: DeskSurroundings = {
    shelf: shelves.of("d"),
    locks: locks.of(page),
    schedule: new FakeClock().schedule,
    nowMillis: () => 5,
    report: () => undefined,
    ...without,
  };
  page.desk = await Desk.open(surroundings, "d", person);
  page.desk.announce(page);
  return page;
}

function edits(text: string): Unsaved {
  const replica = new Replica(DEFAULT_OPS_LIMITS);
  const position = { revision: 0, chain: "0".repeat(32) };
  const identity = { clientId: `of ${text}`, displayId: 1 };
  replica.step({ event: "loaded", identity, position, lastSeq: 0, content: opsOf("") });
  replica.step({ event: "edited", change: Delta.on(0, opsOf(`+${text}`)) });
  const stored = replica.stored();
  if (stored === undefined) throw new Error("there is nothing to store");
  return { replica: stored, attempt: 1 };
}

async function settled(): Promise<void> {
  for (let i = 0; i < 60; i++) await Promise.resolve();
}

function idOf(unsaved: Unsaved | undefined): string | undefined {
  return unsaved?.replica.identity?.clientId;
}

describe("of several pages of one person with one document", () => {
  test("the first keeps and finds edits, the others neither", async () => {
    const first = await open();
    first.desk?.keeper.keep(edits("x"), []);
    await settled();
    const second = await open();
    expect([first.keeping, second.keeping]).toEqual(["device", "tab"]);
    expect(second.desk?.found.unsaved).toBeUndefined();
    second.desk?.keeper.keep(edits("y"), []);
    await settled();
    locks.end(first);
    locks.end(second);
    expect(idOf((await open()).desk?.found.unsaved)).toBe("of x");
  });

  test("another one takes over what the first left when it ended", async () => {
    const first = await open();
    first.desk?.keeper.keep(edits("x"), []);
    await settled();
    const second = await open();
    locks.end(first);
    await settled();
    expect(idOf(second.inherited)).toBe("of x");
    expect(second.keeping).toBe("device");
  });

  test("or keeps its own, if the first left nothing", async () => {
    const first = await open();
    const second = await open();
    second.desk?.keeper.keep(edits("y"), []);
    locks.end(first);
    await settled();
    expect(second.inherited).toBeUndefined();
    expect(second.keeping).toBe("device");
    locks.end(second);
    expect(idOf((await open()).desk?.found.unsaved)).toBe("of y");
  });
});

describe("pages of two people in one browser", () => {
  test("keep apart, and none shows what the other is still writing", async () => {
    const ada = await open();
    ada.desk?.keeper.keep(edits("x"), []);
    await settled();
    const bob = await open(BOB);
    expect(bob.keeping).toBe("device");
    expect(bob.desk?.found).toEqual({ unsaved: undefined, rescued: [] });
    locks.end(ada);
    locks.end(bob);
    expect((await open(BOB)).desk?.found.rescued.map(({ text, by }) => [text, by])).toEqual([["x", "Ada"]]);
  });
});

describe("nothing is kept, and that is said,", () => {
  test.each<[string, Partial<DeskSurroundings>]>([
    ["where there is no IndexedDB", { shelf: undefined }],
    ["where there are no locks: two pages could send the same edit", { locks: undefined }],
  ])("%s", async (_name, without) => {
    const page = await open(ADA, without);
    expect(page.keeping).toBe("tab");
    let gone = false;
    page.desk?.keeper.keep(edits("x"), []);
    page.desk?.keeper.whenKept(() => (gone = true));
    expect(gone).toBe(true);
  });

  test("where the database cannot be read", async () => {
    const shelf = shelves.of("d");
    const broken = { read: () => Promise.reject(new Error("broken")), write: shelf.write.bind(shelf) };
    expect((await open(ADA, { shelf: broken })).keeping).toBe("tab");
  });
});
