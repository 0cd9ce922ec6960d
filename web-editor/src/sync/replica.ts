import { Delta, Document, type Ops, type OpsLimits } from "../ot";
import { Pending } from "./pending";
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
  type StoredReplica,
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
   * How the operation in flight and the buffer slide over commits of others is drawn in Pending. When the own entry comes
   * back it must equal the operation as carried here, else somebody else used this identity, and the entry is foreign.
   *
   * What was frozen without a connection never left, so no server knows its key. It is not spoken of when the document is
   * opened - the server may then compose what was missed - and it thaws before that is taken in: carried over something
   * composed, it would no longer be what the server makes of it.
   */
  private readonly waiting = new Pending();
  private me: Identity | undefined;
  private former: Identity | undefined;
  private at: Position | undefined;
  private serverDocument = Document.EMPTY;
  private screenDocument = Document.EMPTY;
  private lastSeq = 0;
  private connected = false;
  private reopenReason: string | undefined;
  private effects: ReplicaEffect[] = [];

  /**
   * @param limits how large one operation may be; larger edits are sent in several
   * @param stored what the replica of a page that ended stored last: everything is as it was, only without a connection
   */
  constructor(
    private limits: OpsLimits,
    stored?: StoredReplica,
  ) {
    if (stored === undefined) return;
    this.me = stored.identity;
    this.former = stored.formerIdentity;
    this.lastSeq = stored.lastSeq;
    this.at = stored.position;
    this.serverDocument = stored.content;
    this.waiting.restore(stored);
    this.screenDocument = this.waiting.on(stored.content);
  }

  /** What has to be stored; absent before there is a document. */
  stored(): StoredReplica | undefined {
    if (this.at === undefined) return undefined;
    return {
      identity: this.me,
      formerIdentity: this.former,
      lastSeq: this.lastSeq,
      position: this.at,
      content: this.serverDocument,
      ...this.waiting.stored(),
    };
  }

  /** The server may state other limits each time it lets the client in. */
  useLimits(limits: OpsLimits): void {
    this.limits = limits;
  }

  /** What the next `document/open` has to say. */
  openRequest(): OpenRequest {
    const inFlight = this.waiting.unanswered;
    const former = this.me === undefined && inFlight ? this.former : undefined;
    return {
      ...(this.me && { clientId: this.me.clientId }),
      ...(this.at && { from: this.at }),
      ...(inFlight && { inFlight }),
      ...(former && { formerClientId: former.clientId }),
    };
  }

  /** How much of the screen is not durable yet. */
  get state(): ReplicaState {
    return this.waiting.state;
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
    return this.waiting.over(this.serverDocument);
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
        this.usedUp(event.seq, event.at, undefined);
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
    if (this.reopenReason !== undefined) this.effects.push({ effect: "reopen", reason: this.reopenReason });
    this.reopenReason = undefined;
    return this.effects;
  }

  // ---- local edits -------------------------------------------------------------------------------------------------

  private edited(change: Delta): void {
    if (this.at === undefined) throw new Error("the document is not loaded yet");
    this.screenDocument = this.screenDocument.apply(change);
    if (change.isIdentity()) return;
    this.waiting.edited(change);
    this.freezeNext();
  }

  /** With nothing in flight, the buffer - or as much of it as one operation may hold - is frozen and sent. */
  private freezeNext(): void {
    const me = this.me ?? this.former;
    if (me === undefined || this.at === undefined) return;
    const id = { displayId: me.displayId, seq: this.lastSeq + 1 };
    if (this.waiting.freeze(id, this.at.revision, this.limits)) this.send();
  }

  private send(): void {
    const { inFlight } = this.waiting;
    if (!this.connected || inFlight === undefined) return;
    this.waiting.sent();
    this.effects.push({ effect: "send", inFlight });
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
    this.at = event.position;
    const { revision } = event.position;
    this.effects.push({ effect: "replace", document: this.screenDocument }, { effect: "saved", revision });
  }

  private resumed(event: EventOf<"resumed">): void {
    if (this.at === undefined) throw new Error("nothing to resume");
    const sameIdentity = event.identity.clientId === this.me?.clientId;
    const mine = this.waiting.inFlight;
    this.me = event.identity;
    this.connected = true;
    if (this.waiting.unanswered === undefined) this.waiting.unfreeze();
    switch (event.settled?.outcome) {
      case undefined:
        if (!sameIdentity) this.waiting.unfreeze();
        break;
      case "stored":
        if (mine !== undefined && !sameId(mine.id, event.settled.id)) this.waiting.unfreeze();
        break;
      case "burnt":
        this.waiting.unfreeze();
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
    if (event.settled?.outcome === "stored") this.show(this.waiting.takeBack(this.serverDocument));
    this.former = undefined;
    this.lastSeq = event.lastSeq;
    this.send();
    this.arrived(event.position);
  }

  // ---- the stream --------------------------------------------------------------------------------------------------

  private received(event: EventOf<"received">): void {
    const here = this.here();
    if (!this.connected || event.to.revision <= here.revision) return;
    if (event.from === here.revision) {
      this.takeAll(event.changes);
      this.arrived(event.to);
    } else {
      this.reopen(`a gap: stands at ${here.revision}, received what follows ${event.from}`);
    }
  }

  private acknowledged(event: EventOf<"acknowledged">): void {
    if (!this.connected || !this.isNext(event.at)) return;
    const mine = this.waiting.inFlight;
    if (mine?.id.seq !== event.seq) {
      this.reopen(`an acknowledgement of ${event.seq}, which is not in flight`);
      return;
    }
    this.pop(mine);
    this.arrived(event.at);
  }

  private refused({ code, seq, at, retryAfterMillis }: EventOf<"refused">): void {
    if (at !== undefined) {
      this.usedUp(seq, at, code);
    } else if (!this.waiting.isInFlight(seq)) {
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
  private usedUp(seq: number, at: Position, refusal: string | undefined): void {
    const passed = this.at !== undefined && at.revision <= this.at.revision;
    if (!this.connected || (!passed && !this.isNext(at))) return;
    if (this.waiting.isInFlight(seq)) {
      this.lastSeq = seq;
      if (refusal === undefined) this.waiting.unfreeze();
      else this.undo(refusal);
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
    const mine = this.waiting.inFlight;
    if (mine === undefined || !sameId(single.id, mine.id)) {
      this.foreign(single.ops);
      if (single.id.displayId === this.me?.displayId) this.lastSeq = Math.max(this.lastSeq, single.id.seq);
      return;
    }
    this.lastSeq = single.id.seq;
    switch (single.kind.kind) {
      case "burnt":
        this.waiting.unfreeze();
        break;
      case "refused":
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
    this.waiting.popped();
  }

  private foreign(ops: Ops): void {
    const commit = Delta.on(this.serverDocument.length, ops);
    this.serverDocument = this.serverDocument.apply(commit);
    this.show(this.waiting.slideOver(commit));
  }

  private show(change: Delta): void {
    if (change.isIdentity()) return;
    this.screenDocument = this.screenDocument.apply(change);
    this.effects.push({ effect: "show", change });
  }

  private arrived(at: Position): void {
    this.at = at;
    this.freezeNext();
    if (this.waiting.inFlight === undefined) this.effects.push({ effect: "saved", revision: at.revision });
  }

  // ---- what is given up --------------------------------------------------------------------------------------------

  /** The operation in flight will not be stored: taken off the screen and handed to the person. */
  private undo(code: string): void {
    const mine = this.waiting.inFlight;
    this.show(this.waiting.takeBack(this.serverDocument));
    if (mine?.current.isIdentity() === false) this.effects.push({ effect: "rescue", code, ops: mine.current.ops });
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
    const ops = this.waiting.giveUp()?.ops;
    if (ops !== undefined) this.effects.push({ effect: "rescue", code: RefusalCode.BASE_FUTURE, ops });
  }

  private reopen(reason: string): void {
    this.connected = false;
    this.reopenReason = reason;
  }

  private here(): Position {
    if (this.at === undefined) throw new Error("the document is not loaded yet");
    return this.at;
  }
}
