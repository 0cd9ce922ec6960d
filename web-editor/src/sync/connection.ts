import type { Delta, Document } from "../ot";
import {
  CloseCode,
  type InitMessage,
  type Member,
  MessageType,
  type RefusedMessage,
  type ServerMessage,
  type SettledMessage,
  checkConsecutive,
  openMessage,
  pingMessage,
  pongMessage,
  readServerMessage,
  transformMessage,
} from "../protocol";
import { type CaretHost, Carets } from "./carets";
import type { ConnectionListener } from "./connectionListener";
import { type KeptEffect, KeptReplica } from "./keptReplica";
import { type ConnectionState, Link, type Surroundings } from "./link";
import { RefusalCode } from "./refusalCode";
import type { Replica } from "./replica";
import type { Keeper } from "./store/keeper";
import type { Unsaved } from "./store/unsavedCodec";
import type { ReplicaEvent, Settled } from "./types";

const RETRY_DELAY_MIN_MILLIS = 500;

/** Edits of an earlier page, to go on with. */
interface Inheritance {
  readonly unsaved: Unsaved;
  readonly taken: () => void;
}

/**
 * Keeps a {@link Replica} in step with its document on the server over one connection after the other. What may get lost on
 * the way is handed to the {@link Keeper} first, and leaves only when that has kept it.
 */
export class Connection {
  private readonly kept: KeptReplica;
  private readonly link: Link;
  private readonly carets: Carets;
  private askedAs: string | undefined;
  private held: ServerMessage[] | undefined;
  private cancelRetry: (() => void) | undefined;
  private inheritance: Inheritance | undefined;

  /** @param unsaved what an earlier page left, to go on with */
  constructor(
    private readonly surroundings: Surroundings,
    private readonly listener: ConnectionListener,
    private readonly keeper: Keeper,
    unsaved?: Unsaved,
  ) {
    this.kept = new KeptReplica(surroundings, keeper, unsaved);
    this.link = new Link(surroundings, {
      opened: () => {
        this.open();
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
    this.carets = new Carets(this.caretHost(), surroundings.schedule);
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
    return this.kept.saved;
  }

  private get replica(): Replica {
    return this.kept.replica;
  }

  /** The document as the screen shows it. */
  get screen(): Document {
    return this.replica.screen;
  }

  /** Connects, or tries again now instead of later. */
  start(): void {
    this.link.start();
  }

  /** Takes an edit of the person; it must fit {@link screen}. */
  edit(change: Delta): void {
    this.step({ event: "edited", change });
    this.listener.progressed();
  }

  /** The caret has moved: the others are told soon. */
  selectionChanged(): void {
    this.carets.moved();
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

  /**
   * An earlier page of this person has ended and left edits: this page goes on with them, in place of its own replica, as
   * soon as that has nothing to lose.
   *
   * @param taken called when it is so
   */
  inherit(unsaved: Unsaved, taken: () => void): void {
    this.inheritance = { unsaved, taken };
    this.inheritIfSafe();
  }

  private inheritIfSafe(): void {
    const { inheritance } = this;
    if (inheritance === undefined || !this.saved || this.held !== undefined || this.state !== "connected") return;
    this.inheritance = undefined;
    this.lost(CloseCode.NORMAL);
    this.listener.shown(this.kept.becomes(inheritance.unsaved));
    inheritance.taken();
    this.link.restart();
  }

  // ---- what is said to the server ----------------------------------------------------------------------------------

  private open(): void {
    const attempt = this.kept.nextAttempt();
    this.sendWhenKept(() => {
      const request = this.replica.openRequest();
      this.askedAs = request.clientId;
      return openMessage(request, attempt);
    });
  }

  /** Over the connection of this moment, once everything that this page has not saved is kept. */
  private sendWhenKept(message: () => string): void {
    const send = this.link.sender();
    this.keeper.whenKept(() => {
      send(message());
    });
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
        this.carets.moved();
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
        this.carets.take(message.displayId, message.cursor);
        return;
      case MessageType.PRESENCE_JOIN:
        this.listener.memberJoined(message.member);
        this.carets.take(message.member.displayId, message.member.cursor);
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
    this.carets.takeWaiting();
    this.listener.progressed();
    this.inheritIfSafe();
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
      const settled = this.settled(init);
      this.step({ event: "resumed", identity, position, lastSeq, changes: start.changes, ...(settled && { settled }) });
    }
    if (this.replica.identity === undefined) return;
    this.link.established();
    this.membersReplaced(init.members);
    this.carets.moved();
  }

  /** What became of the operation in flight. */
  private settled(init: InitMessage): Settled | undefined {
    // The server does not know who this was: perhaps the operation is stored, perhaps not, and nobody can tell any more.
    const forgotten = this.askedAs !== undefined && this.askedAs !== init.clientId;
    if (forgotten && this.replica.openRequest().inFlight) return { outcome: "refused", code: RefusalCode.IDENTITY };
    return settledOf(init.settled);
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

  /** The identity belongs to somebody else: another person has signed in, and must not send what this one wrote. */
  private identityRefused(): void {
    this.forgetHistory();
    this.keeper.disown();
    this.restart();
  }

  // ---- what happens to the connection ------------------------------------------------------------------------------

  private lost(code: number): void {
    this.held = this.held && [];
    this.carets.forgetWaiting();
    this.cancelRetry?.();
    this.step({ event: "disconnected" });
    if (code === CloseCode.SUPERSEDED) this.step({ event: "identityLost" });
    if (code === CloseCode.HISTORY_DIFFERS) {
      this.kept.rememberLostDocument();
      this.forgetHistory();
    }
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

  private membersReplaced(members: readonly Member[]): void {
    this.listener.membersReplaced(members);
    this.carets.takeAll(members);
  }

  private caretHost(): CaretHost {
    return {
      replica: () => this.replica,
      connected: () => this.state === "connected",
      send: (text) => {
        this.link.send(text);
      },
      selection: () => this.listener.selection(),
      caretMoved: (displayId, caret) => {
        this.listener.caretMoved(displayId, caret);
      },
    };
  }

  // ---- effects of the replica --------------------------------------------------------------------------------------

  private step(event: ReplicaEvent): void {
    for (const effect of this.kept.step(event)) this.run(effect);
  }

  private run(effect: KeptEffect): void {
    switch (effect.effect) {
      case "send": {
        const message = transformMessage(effect.inFlight);
        this.sendWhenKept(() => message);
        break;
      }
      case "show":
        this.listener.shown(effect.change);
        break;
      case "replace":
        this.replaced(effect.document);
        break;
      case "saved":
        break;
      case "rescue":
        this.listener.rescued(effect.rescue);
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

  private replaced(document: Document): void {
    this.listener.replaced(document);
    const lost = this.kept.rescueLost(document);
    if (lost !== undefined) this.listener.rescued(lost);
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
