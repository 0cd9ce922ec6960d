import type { Delta, Document, Ops } from "../../src/ot";
import type { Member } from "../../src/protocol";
import type { ScreenSelection } from "../../src/sync/carets";
import { Connection } from "../../src/sync/connection";
import type { ConnectionListener } from "../../src/sync/connectionListener";
import type { ConnectionState, DisconnectReason, Reachability, Socket, SocketHandlers } from "../../src/sync/link";
import type { Rescue } from "../../src/sync/keptReplica";
import { Keeper } from "../../src/sync/store/keeper";
import type { Unsaved } from "../../src/sync/store/unsavedCodec";
import type { Schedule } from "../../src/sync/throttle";
import type { Random } from "../support/random";
import type { FakeConnection, FakeServer } from "./fakeServer";

/** Time that passes only when it is told to. */
export class FakeClock {
  private now = 0;

  get nowMillis(): number {
    return this.now;
  }

  private readonly timers = new Set<{ at: number; task: () => void }>();

  readonly schedule = (millis: number, task: () => void): (() => void) => {
    const timer = { at: this.now + millis, task };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  };

  /** Timers that end with the page they belong to. */
  ofPage(): { schedule: Schedule; end: () => void } {
    let ended = false;
    const schedule: Schedule = (millis, task) =>
      this.schedule(millis, () => {
        if (!ended) task();
      });
    const end = (): void => {
      ended = true;
    };
    return { schedule, end };
  }

  advance(millis: number): void {
    const end = this.now + millis;
    for (;;) {
      const [next] = [...this.timers].filter((t) => t.at <= end).sort((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.timers.delete(next);
      this.now = next.at;
      next.task();
    }
    this.now = end;
  }
}

/** A socket of the fake network: both directions are queues that the schedule moves along, or cuts. */
export class FakeSocket implements Socket {
  readonly toServer: string[] = [];
  /** The client's end. */
  alive = true;

  constructor(
    readonly handlers: SocketHandlers,
    readonly server: FakeConnection,
  ) {}

  send(text: string): void {
    if (this.alive) this.toServer.push(text);
  }

  close(): void {
    this.alive = false;
  }

  deliverToServer(server: FakeServer): void {
    const text = this.toServer.shift();
    if (text !== undefined) server.receive(this.server, text);
  }

  deliverToClient(): void {
    if (!this.alive) return;
    const text = this.server.outbox.shift();
    if (text !== undefined) this.handlers.received(text);
    else if (this.server.closedWith !== undefined) this.cut(this.server.closedWith);
  }

  /** The page at this end is gone; what it has sent still travels. */
  vanish(): void {
    this.alive = false;
  }

  cut(code = 1006, reason = ""): void {
    if (!this.alive) return;
    this.alive = false;
    this.handlers.closed(code, reason);
  }
}

/** A client with its connection, and a screen that only follows what it is told: it must equal the replica's. */
export class FakeClient implements ConnectionListener {
  readonly sockets: FakeSocket[] = [];
  readonly rescues: { code: string; ops: Ops }[] = [];
  readonly errors: unknown[] = [];
  readonly states: ConnectionState[] = [];
  readonly carets = new Map<number, ScreenSelection | undefined>();
  ownSelection: ScreenSelection | undefined;
  reason: DisconnectReason | undefined;
  shownDocument: Document | undefined;
  members: Member[] = [];
  readonly connection: Connection;

  constructor(
    server: FakeServer,
    clock: { readonly schedule: Schedule; readonly nowMillis?: number },
    random: Random,
    probed: Reachability = "reachable",
    keeping?: { keeper: Keeper; unsaved: Unsaved | undefined },
  ) {
    const report = (error: unknown): void => {
      this.errors.push(error);
    };
    const nowhere = new Keeper({ schedule: clock.schedule, report }, undefined, false, "Ada");
    this.connection = new Connection(
      {
        openSocket: (handlers) => {
          const socket = new FakeSocket(handlers, server.connect());
          this.sockets.push(socket);
          // Sockets open later, never inside the call.
          clock.schedule(1, () => {
            if (socket.alive) handlers.opened();
          });
          return socket;
        },
        schedule: clock.schedule,
        random: () => random.next(),
        probe: () => Promise.resolve(probed),
        nowMillis: () => clock.nowMillis ?? 0,
        report,
      },
      this,
      keeping?.keeper ?? nowhere,
      keeping?.unsaved,
    );
  }

  get socket(): FakeSocket | undefined {
    return this.sockets.findLast((socket) => socket.alive);
  }

  edit(change: Delta): void {
    this.shownDocument = this.shownDocument?.apply(change);
    this.connection.edit(change);
  }

  stateChanged(state: ConnectionState, reason: DisconnectReason | undefined): void {
    this.states.push(state);
    this.reason = reason;
  }

  opened(): void {
    // Nothing here depends on the role or the title.
  }

  unloaded(): void {
    this.shownDocument = undefined;
  }

  replaced(document: Document): void {
    this.shownDocument = document;
  }

  shown(change: Delta): void {
    this.shownDocument = this.shownDocument?.apply(change);
  }

  progressed(): void {
    // The schedule looks at the connection itself.
  }

  rescued({ text, ops }: Rescue): void {
    this.rescues.push({ code: text.code, ops });
  }

  noticed(): void {
    // No notices are expected to matter here.
  }

  membersReplaced(members: readonly Member[]): void {
    this.members = [...members];
  }

  memberJoined(member: Member): void {
    this.members.push(member);
  }

  memberLeft(displayId: number): void {
    this.members = this.members.filter((member) => member.displayId !== displayId);
  }

  caretMoved(displayId: number, caret: ScreenSelection | undefined): void {
    this.carets.set(displayId, caret);
  }

  selection(): ScreenSelection | undefined {
    return this.ownSelection;
  }
}
