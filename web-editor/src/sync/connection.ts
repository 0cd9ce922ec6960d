import { DEFAULT_OPS_LIMITS, type Delta, type Document, type Ops } from "../ot";
import {
  CloseCode,
  type Cursor,
  type InitMessage,
  type Member,
  MessageType,
  type RefusedMessage,
  type ServerMessage,
  type SettledMessage,
  checkConsecutive,
  cursorMessage,
  openMessage,
  pingMessage,
  pongMessage,
  readServerMessage,
  transformMessage,
} from "../protocol";
import { type ConnectionState, type DisconnectReason, Link, type Surroundings } from "./link";
import { RefusalCode } from "./refusalCode";
import { Replica } from "./replica";
import { Throttle } from "./throttle";
import type { ReplicaEffect, ReplicaEvent, Settled } from "./types";

export interface ConnectionListener {
  stateChanged(state: ConnectionState, reason: DisconnectReason | undefined): void;
  /** The server let the client in. Comes before the document. */
  opened(init: InitMessage): void;
  /** The document can no longer be edited until {@link replaced}: another history is being fetched. */
  unloaded(): void;
  replaced(document: Document): void;
  /** A change of others, on the document as the screen shows it. */
  shown(change: Delta): void;
  /** Something changed in what is durable and what is not. */
  progressed(): void;
  rescued(code: string, ops: Ops): void;
  noticed(code: string, text: string): void;
  membersReplaced(members: readonly Member[]): void;
  memberJoined(member: Member): void;
  memberLeft(displayId: number): void;
  /** Somebody's caret, in the document on the screen; nothing: it is hidden. */
  caretMoved(displayId: number, caret: ScreenSelection | undefined): void;
  /** The own caret, for the others. */
  selection(): ScreenSelection | undefined;
}

/** A selection on the screen, in UTF-16 units. */
export interface ScreenSelection {
  readonly index: number;
  readonly length: number;
}

const CURSOR_INTERVAL_MILLIS = 100;
const RETRY_DELAY_MIN_MILLIS = 500;
const HIDDEN: ScreenSelection = { index: -1, length: 0 };

/** Keeps a {@link Replica} in step with its document on the server over one connection after the other. */
export class Connection {
  private readonly replica = new Replica(DEFAULT_OPS_LIMITS);
  private readonly link: Link;
  private readonly cursorThrottle: Throttle;
  private attempt = 0;
  private held: ServerMessage[] | undefined;
  /** Carets in revisions that are still on their way. */
  private readonly waitingCursors = new Map<number, Cursor>();
  private cancelRetry: (() => void) | undefined;

  constructor(
    private readonly surroundings: Surroundings,
    private readonly listener: ConnectionListener,
  ) {
    this.link = new Link(surroundings, {
      opened: () => {
        this.link.send(openMessage(this.replica.openRequest(), ++this.attempt));
      },
      received: (text) => {
        this.received(text);
      },
      lost: (code) => {
        this.lost(code);
      },
      stateChanged: (state, reason) => {
        listener.stateChanged(state, reason);
      },
      silent: () => {
        this.link.send(pingMessage());
      },
    });
    this.cursorThrottle = new Throttle(surroundings.schedule, CURSOR_INTERVAL_MILLIS, () => {
      this.sendCursor();
    });
  }

  get state(): ConnectionState {
    return this.link.state;
  }

  /** The newest revision taken in, 0 before the document is loaded. */
  get revision(): number {
    return this.replica.position?.revision ?? 0;
  }

  get loaded(): boolean {
    return this.replica.position !== undefined;
  }

  /** Whether every edit on the screen is durable. */
  get saved(): boolean {
    return this.replica.state.state === "Synchronized";
  }

  /** The document as the screen shows it. */
  get screen(): Document {
    return this.replica.screen;
  }

  /** What the screen has and the server's document has not, as one change of the latter. */
  get pending(): Delta {
    return this.replica.pending;
  }

  /** Connects, or tries again now instead of later. */
  start(): void {
    this.link.start();
  }

  stop(): void {
    this.lost(CloseCode.NORMAL);
    this.link.stop("closed");
  }

  /** Takes an edit of the person; it must fit {@link screen}. */
  edit(change: Delta): void {
    this.step({ event: "edited", change });
    this.listener.progressed();
  }

  /** The caret has moved: the others are told soon. */
  selectionChanged(): void {
    this.cursorThrottle.request();
  }

  /** While held, nothing the server says reaches the screen: an input method is composing a word there. */
  hold(): void {
    this.held ??= [];
  }

  release(): void {
    const messages = this.held ?? [];
    this.held = undefined;
    for (const message of messages) this.dispatch(message);
  }

  // ---- what the server says ----------------------------------------------------------------------------------------

  private received(text: string): void {
    let message: ServerMessage | undefined;
    try {
      message = readServerMessage(text);
    } catch (error) {
      this.surroundings.report(error);
      this.restart();
      return;
    }
    if (message === undefined || message.message === MessageType.HEARTBEAT_PONG) return;
    if (message.message === MessageType.HEARTBEAT_PING) this.link.send(pongMessage());
    else if (this.held !== undefined) this.held.push(message);
    else this.dispatch(message);
  }

  private dispatch(message: ServerMessage): void {
    try {
      this.take(message);
    } catch (error) {
      this.surroundings.report(error);
      this.forgetHistory();
      this.restart();
    }
  }

  private take(message: ServerMessage): void {
    switch (message.message) {
      case MessageType.DOCUMENT_INIT:
        this.opened(message);
        break;
      case MessageType.OPERATION_ACK:
        this.step({ event: "acknowledged", seq: message.seq, at: message.at });
        this.cursorThrottle.request();
        break;
      case MessageType.OPERATION_REMOTE:
        this.step({ event: "received", from: message.from, to: message.to, changes: message.changes });
        break;
      case MessageType.OPERATION_REBASE:
        this.step({ event: "rebased", seq: message.seq, at: message.at });
        break;
      case MessageType.ERROR_REFUSED:
        this.refused(message);
        break;
      case MessageType.CURSOR_MOVE:
        this.moveCaret(message.displayId, message.cursor);
        return;
      case MessageType.PRESENCE_JOIN:
        this.listener.memberJoined(message.member);
        this.moveCaret(message.member.displayId, message.member.cursor);
        return;
      case MessageType.PRESENCE_LEAVE:
        this.listener.memberLeft(message.displayId);
        return;
      case MessageType.PRESENCE_LIST:
        this.membersReplaced(message.members);
        return;
      case MessageType.HEARTBEAT_PING:
      case MessageType.HEARTBEAT_PONG:
        return;
    }
    this.moveWaitingCarets();
    this.listener.progressed();
  }

  private opened(init: InitMessage): void {
    this.replica.useLimits(init.limits);
    this.listener.opened(init);
    const identity = { clientId: init.clientId, displayId: init.displayId };
    const { at: position, lastSeq, start } = init;
    if ("content" in start) {
      this.step({ event: "loaded", identity, position, lastSeq, content: start.content });
    } else {
      checkConsecutive(this.revision, position.revision, start.changes);
      const settled = settledOf(init.settled);
      this.step({ event: "resumed", identity, position, lastSeq, changes: start.changes, ...(settled && { settled }) });
    }
    if (this.replica.identity === undefined) return;
    this.link.established();
    this.membersReplaced(init.members);
    this.cursorThrottle.request();
  }

  private refused(message: RefusedMessage): void {
    const { code, seq, at, retryAfterMillis } = message;
    if (code === RefusalCode.IDENTITY) {
      this.identityRefused();
      return;
    }
    if (seq === 0) {
      // About a cursor or another passing thing; the person cannot do anything about it.
      if (code !== RefusalCode.PRESENCE && code !== RefusalCode.RATE) this.listener.noticed(code, message.text);
      return;
    }
    this.step({ event: "refused", code, seq, retryAfterMillis, ...(at && { at }) });
  }

  /** The identity belongs to somebody else: perhaps another person signed in. What it sent can then not be settled. */
  private identityRefused(): void {
    if (this.replica.identity !== undefined) this.step({ event: "identityLost" });
    else this.forgetHistory();
    this.restart();
  }

  // ---- what happens to the connection ------------------------------------------------------------------------------

  private lost(code: number): void {
    this.held = this.held && [];
    this.waitingCursors.clear();
    this.cancelRetry?.();
    this.step({ event: "disconnected" });
    if (code === CloseCode.SUPERSEDED) this.step({ event: "identityLost" });
    if (code === CloseCode.HISTORY_DIFFERS) this.forgetHistory();
    this.listener.progressed();
  }

  private restart(): void {
    this.lost(CloseCode.NORMAL);
    this.link.restart();
  }

  /** What the server says cannot be true of this replica: its text is rescued, the server's document is fetched. */
  private forgetHistory(): void {
    this.listener.unloaded();
    this.step({ event: "historyDiffers" });
  }

  private sendCursor(): void {
    const at = this.replica.position;
    if (at === undefined || this.link.state !== "connected") return;
    const selection = this.listener.selection();
    const { index, length } = selection === undefined ? HIDDEN : this.onServer(selection);
    this.link.send(cursorMessage({ index, length, revision: at.revision }));
  }

  /** The same selection in the document that the server knows. */
  private onServer(selection: ScreenSelection): ScreenSelection {
    if (this.saved) return selection;
    const back = this.replica.pending.invert(this.replica.server);
    const start = back.transformPosition(selection.index, "STAY_BEFORE_INSERT");
    const end = back.transformPosition(selection.index + selection.length, "STAY_BEFORE_INSERT");
    return { index: start, length: end - start };
  }

  private membersReplaced(members: readonly Member[]): void {
    this.listener.membersReplaced(members);
    for (const member of members) this.moveCaret(member.displayId, member.cursor);
  }

  private moveCaret(displayId: number, cursor: Cursor | undefined): void {
    if (cursor === undefined) return;
    if (cursor.revision > this.revision) this.waitingCursors.set(displayId, cursor);
    else this.listener.caretMoved(displayId, cursor.index < 0 ? undefined : this.onScreen(cursor));
  }

  private moveWaitingCarets(): void {
    for (const [displayId, cursor] of this.waitingCursors) {
      if (cursor.revision > this.revision) continue;
      this.waitingCursors.delete(displayId);
      this.moveCaret(displayId, cursor);
    }
  }

  /** A selection in the server's document as it lies on the screen, behind the pending edits. */
  private onScreen(cursor: Cursor): ScreenSelection {
    const { pending } = this.replica;
    const [from, to] = [cursor.index, cursor.index + cursor.length].map((position) =>
      pending.transformPosition(Math.min(position, pending.baseLength), "STAY_BEFORE_INSERT"),
    ) as [number, number];
    return { index: from, length: to - from };
  }

  // ---- effects of the replica --------------------------------------------------------------------------------------

  private step(event: ReplicaEvent): void {
    for (const effect of this.replica.step(event)) this.run(effect);
  }

  private run(effect: ReplicaEffect): void {
    switch (effect.effect) {
      case "send":
        this.link.send(transformMessage(effect.inFlight));
        break;
      case "show":
        this.listener.shown(effect.change);
        break;
      case "replace":
        this.listener.replaced(effect.document);
        break;
      case "saved":
        break;
      case "rescue":
        this.listener.rescued(effect.code, effect.ops);
        break;
      case "notice":
        this.listener.noticed(effect.code, "");
        break;
      case "retryLater":
        this.retryLater(effect.delayMillis);
        break;
      case "reopen":
        this.restart();
        break;
    }
  }

  private retryLater(delayMillis: number): void {
    this.cancelRetry?.();
    const delay = Math.max(RETRY_DELAY_MIN_MILLIS, delayMillis) * (1 + this.surroundings.random());
    this.cancelRetry = this.surroundings.schedule(delay, () => {
      this.step({ event: "retryDue" });
    });
  }
}

function settledOf(message: SettledMessage | undefined): Settled | undefined {
  switch (message?.outcome) {
    case undefined:
    case "unknown":
      return undefined;
    case "edit":
      return { outcome: "stored", id: message.id };
    case "burnt":
      return { outcome: "burnt" };
    case "refused":
      return { outcome: "refused", code: message.code ?? RefusalCode.BAD_MESSAGE };
  }
}
