import { describe, expect, test } from "vitest";
import { Random } from "../support/random";
import { FakeServer } from "./fakeServer";
import { FakeClient, FakeClock, type FakeSocket } from "./fakeWorld";
import { Tokens, typeSomething } from "./typing";

const SCHEDULES = 500;
const CLIENTS = 3;
const STEPS = 200;
class Schedule {
  readonly random: Random;
  readonly server: FakeServer;
  readonly clock = new FakeClock();
  readonly clients: FakeClient[];
  readonly tokens = new Tokens();

  constructor(seed: number) {
    this.random = new Random(seed);
    this.server = new FakeServer({
      transformWindow: this.random.pick([0, 1, 2, 4, 1_000]),
      singlesMax: this.random.pick([0, 1, 3, 1_000]),
      documentLengthMax: this.random.pick([8, 20, 10_000]),
    });
    this.clients = Array.from({ length: CLIENTS }, () => new FakeClient(this.server, this.clock, this.random));
    for (const client of this.clients) client.connection.start();
  }

  run(): void {
    for (let step = 0; step < STEPS; step++) {
      this.step(this.random.pick(this.clients));
      for (const client of this.clients) this.check(client);
    }
    this.heal();
  }

  private step(client: FakeClient): void {
    this.clock.advance(this.random.int(300));
    const socket = client.socket;
    const roll = this.random.next();
    if (roll < 0.2) typeSomething(client, this.random, this.tokens);
    else if (roll < 0.42) this.travelling(client)?.deliverToServer(this.server);
    else if (roll < 0.56 && socket) this.server.flush(socket.server);
    else if (roll < 0.93) socket?.deliverToClient();
    else if (roll < 0.96) socket?.cut();
    else if (roll < 0.97 && socket) this.server.close(socket.server, 4409);
    else if (roll < 0.975 && socket) this.server.close(socket.server, 1012);
    else this.clock.advance(this.random.int(3_000));
  }

  /** Mostly the live connection; now and then what a dead one still carries. */
  private travelling(client: FakeClient): FakeSocket | undefined {
    const withMail = client.sockets.filter((socket) => socket.toServer.length > 0);
    return this.random.chance(0.8) || withMail.length === 0 ? client.socket : this.random.pick(withMail);
  }

  /** No more faults: everything that travels arrives. */
  private heal(): void {
    for (let round = 0; round < 400; round++) {
      for (const client of this.clients) {
        for (const socket of client.sockets) {
          while (socket.toServer.length > 0) socket.deliverToServer(this.server);
        }
        const socket = client.socket;
        if (socket) this.server.flush(socket.server);
        for (let i = 0; i < 20; i++) client.socket?.deliverToClient();
        this.check(client);
      }
      this.clock.advance(500);
      if (this.settled()) return;
    }
    throw new Error("somebody is stuck");
  }

  private settled(): boolean {
    return this.clients.every(
      ({ connection }) =>
        connection.saved && connection.state === "connected" && connection.revision === this.server.head,
    );
  }

  /** What the person sees is what the replica says, after each step. */
  private check(client: FakeClient): void {
    if (client.errors.length > 0) throw new Error("an error was reported", { cause: client.errors[0] });
    if (client.shownDocument === undefined) return;
    expect(client.shownDocument.equals(client.connection.screen)).toBe(true);
  }

  verify(): void {
    const text = this.server.document.text();
    for (const client of this.clients) {
      expect(client.connection.screen.toOps().toString()).toBe(this.server.document.toOps().toString());
    }
    const rescued = new Set<string>();
    for (const client of this.clients) {
      for (const { ops } of client.rescues) {
        for (const op of ops) if (op.kind === "insertText") for (const token of op.text) rescued.add(token);
      }
    }
    for (const token of this.tokens.all()) {
      const times = text.split(token).length - 1;
      if (rescued.has(token)) expect(times, `rescued ${token}`).toBe(0);
      else if (this.tokens.deleted.has(token)) expect(times, `deleted ${token}`).toBeLessThanOrEqual(1);
      else expect(times, `token ${token}`).toBe(1);
    }
  }
}

describe("over cuts, late copies, burnt keys, refusals and lost identities", () => {
  test(`${SCHEDULES} random schedules: all replicas converge, every token exactly once`, () => {
    for (let seed = 1; seed <= SCHEDULES; seed++) {
      const schedule = new Schedule(seed);
      try {
        schedule.run();
        schedule.verify();
      } catch (cause) {
        throw new Error(`seed ${seed}`, { cause });
      }
    }
  });
});
