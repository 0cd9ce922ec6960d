import { describe, expect, test } from "vitest";
import { insertedText } from "../../../src/sync/store/rescuedText";
import { DocumentStore } from "../../../src/sync/store/documentStore";
import { Keeper } from "../../../src/sync/store/keeper";
import { Random } from "../../support/random";
import { FakeServer } from "../fakeServer";
import { FakeClient, FakeClock } from "../fakeWorld";
import { Tokens, typeSomething } from "../typing";
import { SlowShelf } from "./memoryShelf";

const SCHEDULES = 150;
const STEPS = 150;
const PEOPLE = 2;

/** One person's browser: a page, and a disk that outlives it. */
class Browser {
  page: FakeClient | undefined;
  keeper: Keeper | undefined;
  readonly pages: FakeClient[] = [];
  shelf: SlowShelf;
  private endTimers: () => void = () => undefined;

  constructor(
    private readonly schedule: Schedule,
    private readonly name: string,
  ) {
    this.shelf = new SlowShelf(new Map());
  }

  async open(): Promise<void> {
    const { clock, server, random } = this.schedule;
    const store = new DocumentStore(this.shelf, { id: this.name, name: this.name }, () => clock.nowMillis);
    const { unsaved } = await store.load(() => Promise.resolve(false));
    const report = (error: unknown): void => {
      throw error;
    };
    const timers = clock.ofPage();
    this.endTimers = timers.end;
    this.keeper = new Keeper({ schedule: timers.schedule, report }, store, true, this.name);
    this.page = new FakeClient(server, timers, random, "reachable", { keeper: this.keeper, unsaved });
    if (unsaved !== undefined) this.schedule.goneOnWith++;
    this.page.shownDocument = unsaved && this.page.connection.screen;
    this.pages.push(this.page);
    this.page.connection.start();
  }

  /** What the disk has not taken in is gone, and so is everything in memory. */
  kill(): void {
    const { page, keeper } = this;
    if (page === undefined || keeper === undefined) return;
    if (!page.connection.saved) this.schedule.killedUnsaved++;
    // The page does not say that this is kept.
    if (keeper.keeping === "writing") this.schedule.excuse(page);
    page.socket?.vanish();
    this.endTimers();
    this.page = undefined;
    this.shelf = this.shelf.afterPowerCut();
  }
}

class Schedule {
  readonly random: Random;
  readonly server: FakeServer;
  readonly clock = new FakeClock();
  readonly browsers: Browser[];
  readonly tokens = new Tokens();
  readonly excused = new Set<string>();
  killedUnsaved = 0;
  goneOnWith = 0;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.server = new FakeServer({
      transformWindow: this.random.pick([0, 2, 1_000]),
      singlesMax: this.random.pick([0, 3, 1_000]),
      documentLengthMax: this.random.pick([20, 10_000]),
    });
    this.browsers = Array.from({ length: PEOPLE }, (_, i) => new Browser(this, `person ${i}`));
  }

  excuse(page: FakeClient): void {
    for (const token of page.connection.screen.text()) this.excused.add(token);
    for (const { ops } of page.rescues) for (const token of insertedText(ops)) this.excused.add(token);
  }

  async run(): Promise<void> {
    for (let step = 0; step < STEPS; step++) {
      await this.step(this.random.pick(this.browsers));
      await microtasks();
    }
    await this.heal();
  }

  private async step(browser: Browser): Promise<void> {
    const { random, server } = this;
    const { page } = browser;
    if (page === undefined) {
      if (random.chance(0.3)) await browser.open();
      return;
    }
    const socket = page.socket;
    const roll = random.next();
    if (roll < 0.2) typeSomething(page, random, this.tokens);
    else if (roll < 0.4) browser.shelf.land();
    else if (roll < 0.55) this.travelling(page)?.deliverToServer(server);
    else if (roll < 0.65 && socket) server.flush(socket.server);
    else if (roll < 0.85) socket?.deliverToClient();
    else if (roll < 0.9) socket?.cut();
    else if (roll < 0.93) browser.kill();
    else if (roll < 0.94 && socket) server.close(socket.server, 4409);
    else {
      // No disk takes as long as this.
      for (const { shelf } of this.browsers) await landAll(shelf);
      this.clock.advance(random.int(1_200));
    }
  }

  private travelling(page: FakeClient): FakeClient["socket"] {
    const withMail = page.sockets.filter((socket) => socket.toServer.length > 0);
    return this.random.chance(0.8) || withMail.length === 0 ? page.socket : this.random.pick(withMail);
  }

  private async heal(): Promise<void> {
    for (const browser of this.browsers) if (browser.page === undefined) await browser.open();
    for (let round = 0; round < 300; round++) {
      for (const { page, pages, shelf } of this.browsers) {
        await landAll(shelf);
        for (const socket of pages.flatMap(({ sockets }) => sockets)) {
          while (socket.toServer.length > 0) socket.deliverToServer(this.server);
        }
        if (page?.socket) this.server.flush(page.socket.server);
        for (let i = 0; i < 20; i++) page?.socket?.deliverToClient();
      }
      this.clock.advance(500);
      if (this.browsers.every(({ page }) => page !== undefined && this.isUpToDate(page))) return;
    }
    throw new Error("somebody is stuck");
  }

  private isUpToDate({ connection }: FakeClient): boolean {
    return connection.saved && connection.state === "connected" && connection.revision === this.server.head;
  }

  verify(): void {
    const text = this.server.document.text();
    const pages = this.browsers.flatMap((browser) => browser.pages);
    const rescued = new Set(pages.flatMap((page) => page.rescues.flatMap(({ ops }) => Array.from(insertedText(ops)))));
    for (const { page } of this.browsers) expect(page?.connection.screen.text()).toBe(text);
    for (const token of this.tokens.all()) {
      const times = text.split(token).length - 1;
      const mayBeGone = this.excused.has(token) || this.tokens.deleted.has(token) || rescued.has(token);
      if (mayBeGone) expect(times, `token ${token}`).toBeLessThanOrEqual(1);
      else expect(times, `token ${token}`).toBe(1);
    }
  }
}

async function landAll(shelf: SlowShelf): Promise<void> {
  while (shelf.land()) await microtasks();
}

async function microtasks(): Promise<void> {
  for (let i = 0; i < 12; i++) await Promise.resolve();
}

describe("browsers that are killed at any moment and opened again", () => {
  test(`${SCHEDULES} random schedules: what was said to be kept arrives, and nothing arrives twice`, async () => {
    let [killedUnsaved, goneOnWith] = [0, 0];
    for (let seed = 1; seed <= SCHEDULES; seed++) {
      const schedule = new Schedule(seed);
      try {
        await schedule.run();
        schedule.verify();
      } catch (cause) {
        throw new Error(`seed ${seed}`, { cause });
      }
      killedUnsaved += schedule.killedUnsaved;
      goneOnWith += schedule.goneOnWith;
    }
    expect(killedUnsaved).toBeGreaterThan(SCHEDULES);
    expect(goneOnWith).toBeGreaterThan(SCHEDULES / 2);
  });
});
