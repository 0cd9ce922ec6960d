import { Delta, Document, type Ops, type OpsLimits } from "../ot";
import { freeze, nothingIfIdentity, slideUnder } from "./pending";
import { RefusalCode, meansLater } from "./refusalCode";
import {
  type Entry,
  type EventOf,
  type Identity,
  type InFlight,
  type OpenRequest,
  type Position,
  type ReplicaEffect,
  type ReplicaEvent,
  type ReplicaState,
  type SingleEntry,
  sameId,
} from "./types";

/**
 * One client's copy of a document: shows local edits at once, keeps one operation in flight, takes in what others commit,
 * and loses nothing over any cut of the connection. Event in, effects out; no timer, clock, id or socket.
 *
 * At every moment: screen = document at the revision, then the operation in flight, then the buffer.
 */
export class Replica {
  /*
   * How commits of others pass both pending changes, and what frozen means, stands in pending.ts.
   *
   * What was frozen without a connection never left, so no server knows its key. It is not spoken of when the document is
   * opened - the server may then compose what was missed - and it thaws before that is taken in: carried over something
   * composed, it would no longer be what the server makes of it.
   */
  private me: Identity | undefined;
  private former: Identity | undefined;
  private at: Position | undefined;
  private serverDocument = Document.EMPTY;
  private screenDocument = Document.EMPTY;
  private lastSeq = 0;
  private inFlight: InFlight | undefined;
  private sent = false;
  private buffer: Delta | undefined;
  private connected = false;
  private effects: ReplicaEffect[] = [];

  /** @param limits how large one operation may be; larger edits are sent in several */
  constructor(private limits: OpsLimits) {}

  /** The server may state other limits each time it lets the client in. Operations in flight stay as they are. */
  useLimits(limits: OpsLimits): void {
    this.limits = limits;
  }

  /** What the next `document/open` has to say. */
  openRequest(): OpenRequest {
    const unknown = this.sent ? this.inFlight : undefined;
    const former = this.me === undefined && unknown ? this.former : undefined;
    return {
      ...(this.me && { clientId: this.me.clientId }),
      ...(this.at && { from: this.at }),
      ...(unknown && { inFlight: unknown }),
      ...(former && { formerClientId: former.clientId }),
    };
  }

  get state(): ReplicaState {
    if (this.inFlight === undefined) return { state: "Synchronized" };
    if (this.buffer === undefined) return { state: "AwaitingAck", inFlight: this.inFlight };
    return { state: "AwaitingAckWithBuffer", inFlight: this.inFlight, buffer: this.buffer };
  }

  /** The document as the screen shows it. */
  get screen(): Document {
    return this.screenDocument;
  }

  /** The document at the revision, without pending edits. */
  get server(): Document {
    return this.serverDocument;
  }

  /** The newest revision taken in; absent before the first one. */
  get position(): Position | undefined {
    return this.at;
  }

  /** Who this client is; absent before the server said so and after the identity was lost. */
  get identity(): Identity | undefined {
    return this.me;
  }

  /** Everything on the screen that is not durable, as one change of {@link server}. */
  get pending(): Delta {
    const sent = this.inFlight?.current ?? Delta.identity(this.serverDocument.length);
    return this.buffer === undefined ? sent : sent.compose(this.buffer);
  }

  /** Takes an event and says what is to be done, in order. */
  step(event: ReplicaEvent): ReplicaEffect[] {
    this.effects = [];
    switch (event.event) {
      case "edited":
        this.edited(event.change);
        break;
      case "loaded":
        this.loaded(event);
        break;
      case "resumed":
        this.resumed(event);
        break;
      case "received":
        this.received(event);
        break;
      case "acknowledged":
        this.acknowledged(event);
        break;
      case "rebased":
        this.usedUp(event.seq, event.at, () => {
          this.unfreeze();
        });
        break;
      case "refused":
        this.refused(event);
        break;
      case "retryDue":
        this.send();
        break;
      case "disconnected":
        this.connected = false;
        break;
      case "identityLost":
        this.identityLost();
        break;
      case "historyDiffers":
        this.historyDiffers();
        break;
    }
    return this.effects;
  }

  // ---- local edits -------------------------------------------------------------------------------------------------

  private edited(change: Delta): void {
    if (this.at === undefined) throw new Error("the document is not loaded yet");
    this.screenDocument = this.screenDocument.apply(change);
    if (change.isIdentity()) return;
    this.buffer = nothingIfIdentity(this.buffer === undefined ? change : this.buffer.compose(change));
    this.freezeNext();
  }

  /** With nothing in flight, the buffer - or as much of it as one operation may hold - is frozen and sent. */
  private freezeNext(): void {
    const me = this.me ?? this.former;
    if (this.inFlight !== undefined || this.buffer === undefined || me === undefined || this.at === undefined) return;
    const id = { displayId: me.displayId, seq: this.lastSeq + 1 };
    const { inFlight, rest } = freeze(this.buffer, id, this.at.revision, this.limits);
    this.inFlight = inFlight;
    this.buffer = rest;
    this.sent = false;
    this.send();
  }

  private send(): void {
    if (!this.connected || this.inFlight === undefined) return;
    this.sent = true;
    this.effects.push({ effect: "send", inFlight: this.inFlight });
  }

  // ---- opening -----------------------------------------------------------------------------------------------------

  private loaded(event: EventOf<"loaded">): void {
    this.rescueUnsaved();
    this.me = event.identity;
    this.former = undefined;
    this.lastSeq = event.lastSeq;
    this.serverDocument = Document.of(event.content);
    this.screenDocument = this.serverDocument;
    this.connected = true;
    this.effects.push({ effect: "replace", document: this.screenDocument });
    this.arrived(event.position);
  }

  private resumed(event: EventOf<"resumed">): void {
    if (this.at === undefined) throw new Error("nothing to resume");
    const sameIdentity = event.identity.clientId === this.me?.clientId;
    this.me = event.identity;
    this.connected = true;
    if (!this.sent) this.unfreeze();
    switch (event.settled?.outcome) {
      case undefined:
        if (!sameIdentity) this.unfreeze();
        break;
      case "stored":
        if (!sameId(event.settled.id, this.inFlight?.id)) this.unfreeze();
        break;
      case "burnt":
        this.unfreeze();
        break;
      case "refused":
        this.undo(event.settled.code);
        break;
    }
    this.takeAll(event.changes);
    if (this.identity === undefined) {
      this.at = event.position;
      return;
    }
    if (event.settled?.outcome === "stored") this.takeBack();
    this.former = undefined;
    this.lastSeq = event.lastSeq;
    this.send();
    this.arrived(event.position);
  }

  // ---- the stream --------------------------------------------------------------------------------------------------

  private received(event: EventOf<"received">): void {
    const here = this.here();
    if (!this.connected || event.to.revision <= here.revision) return;
    if (event.from !== here.revision) {
      this.reopen(`a gap: stands at ${here.revision}, received what follows ${event.from}`);
      return;
    }
    this.takeAll(event.changes);
    this.arrived(event.to);
  }

  private acknowledged(event: EventOf<"acknowledged">): void {
    if (!this.connected || !this.isNext(event.at)) return;
    const mine = this.inFlight;
    if (mine?.id.seq !== event.seq) {
      this.reopen(`an acknowledgement of ${event.seq}, which is not in flight`);
      return;
    }
    this.pop(mine);
    this.arrived(event.at);
  }

  private refused({ code, seq, at, retryAfterMillis }: EventOf<"refused">): void {
    if (at !== undefined) {
      this.usedUp(seq, at, () => {
        this.undo(code);
      });
    } else if (this.inFlight?.id.seq !== seq) {
      this.effects.push({ effect: "notice", code });
    } else if (meansLater(code)) {
      this.effects.push({ effect: "retryLater", delayMillis: retryAfterMillis });
    } else if (code === RefusalCode.SEQ_REUSED) {
      this.identityLost();
      this.reopen(`the sequence number ${seq} was used by somebody else`);
    } else if (code === RefusalCode.SEQ_GAP || code === RefusalCode.BASE_FUTURE) {
      this.reopen(`the server does not know what went before: ${code}`);
    } else {
      this.undo(code);
      this.freezeNext();
    }
  }

  /** An own key became a revision that changes nothing; perhaps one passed already, when the answer is repeated. */
  private usedUp(seq: number, at: Position, outcome: () => void): void {
    const passed = this.at !== undefined && at.revision <= this.at.revision;
    if (!this.connected || (!passed && !this.isNext(at))) return;
    if (this.inFlight?.id.seq === seq) {
      this.lastSeq = seq;
      outcome();
    }
    if (passed) this.freezeNext();
    else this.arrived(at);
  }

  /** Whether a revision is the next one. An older one is stale and ignored; a newer one means that something is missing. */
  private isNext(at: Position): boolean {
    const here = this.here();
    if (at.revision > here.revision + 1) this.reopen(`a gap: stands at ${here.revision}, told of ${at.revision}`);
    return at.revision === here.revision + 1;
  }

  private takeAll(changes: readonly Entry[]): void {
    for (const entry of changes) {
      if (entry.entry === "composed") this.foreign(entry.ops);
      else this.take(entry);
    }
  }

  private take(single: SingleEntry): void {
    const mine = this.inFlight;
    if (mine === undefined || !sameId(single.id, mine.id)) {
      this.foreign(single.ops);
      if (single.id.displayId === this.me?.displayId) this.lastSeq = Math.max(this.lastSeq, single.id.seq);
      return;
    }
    switch (single.kind.kind) {
      case "burnt":
        this.lastSeq = single.id.seq;
        this.unfreeze();
        break;
      case "refused":
        this.lastSeq = single.id.seq;
        this.undo(single.kind.code);
        break;
      case "edit":
        if (single.ops.equals(mine.current.ops)) {
          this.pop(mine);
        } else {
          this.foreign(single.ops);
          this.identityLost();
          this.reopen("an own entry holds another operation");
        }
        break;
      case "restore":
        this.foreign(single.ops);
        break;
    }
  }

  private pop(mine: InFlight): void {
    this.serverDocument = this.serverDocument.apply(mine.current);
    this.lastSeq = mine.id.seq;
    this.inFlight = undefined;
  }

  private foreign(ops: Ops): void {
    const commit = Delta.on(this.serverDocument.length, ops);
    const after = this.serverDocument.apply(commit);
    const slid = slideUnder(commit, this.inFlight, this.buffer);
    this.inFlight = slid.inFlight;
    this.buffer = slid.buffer;
    this.serverDocument = after;
    this.show(slid.shown);
  }

  private show(change: Delta): void {
    if (change.isIdentity()) return;
    this.screenDocument = this.screenDocument.apply(change);
    this.effects.push({ effect: "show", change });
  }

  private arrived(at: Position): void {
    this.at = at;
    this.freezeNext();
    if (this.inFlight === undefined) this.effects.push({ effect: "saved", revision: at.revision });
  }

  // ---- what can become of the operation in flight ------------------------------------------------------------------

  /** Its key is used up or lost: it goes back in front of the buffer, to be sent under another key. */
  private unfreeze(): void {
    if (this.inFlight === undefined) return;
    const whole = this.pending;
    this.inFlight = undefined;
    this.buffer = nothingIfIdentity(whole);
  }

  /** It will not be stored: taken off the screen and handed to the person. */
  private undo(code: string): void {
    const mine = this.inFlight;
    this.takeBack();
    if (mine?.current.isIdentity() === false) this.effects.push({ effect: "rescue", code, ops: mine.current.ops });
  }

  /** Takes it off the screen, under what was typed since. */
  private takeBack(): void {
    if (this.inFlight === undefined) return;
    const slid = slideUnder(this.inFlight.current.invert(this.serverDocument), undefined, this.buffer);
    this.buffer = slid.buffer;
    this.inFlight = undefined;
    this.show(slid.shown);
  }

  private identityLost(): void {
    this.connected = false;
    this.former = this.me ?? this.former;
    this.me = undefined;
  }

  private historyDiffers(): void {
    this.connected = false;
    this.rescueUnsaved();
    this.me = undefined;
    this.former = undefined;
    this.at = undefined;
  }

  /** Another document takes the place of this one: what only this one holds is handed to the person. */
  private rescueUnsaved(): void {
    this.unfreeze();
    const code = RefusalCode.BASE_FUTURE;
    if (this.buffer !== undefined) this.effects.push({ effect: "rescue", code, ops: this.buffer.ops });
    this.buffer = undefined;
  }

  private reopen(reason: string): void {
    this.connected = false;
    this.effects.push({ effect: "reopen", reason });
  }

  private here(): Position {
    if (this.at === undefined) throw new Error("the document is not loaded yet");
    return this.at;
  }
}
