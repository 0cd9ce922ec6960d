import { Delta, type Document, type OpsLimits, writeOps } from "../ot";
import { digestOfSubmission } from "./digest";
import { splitForLimits } from "./opsSplitter";
import type { InFlight, ReplicaState, StoredReplica, SubmissionId } from "./types";

type StoredPending = Pick<StoredReplica, "inFlight" | "sent" | "buffer">;

/** What a replica's screen has and the server's document has not: the operation in flight, and on top of it the buffer. */
export class Pending {
  /*
   * A commit of somebody else passes through both; the commit is the earlier one and has priority everywhere.
   *
   *      server --- in flight ---> . --- buffer ---> screen
   *        |                       |                   |
   *      commit                 commit'             commit'' = what the screen is shown
   *        v                       v                   v
   *      server' -- in flight' --> . --- buffer' --> screen'
   *
   * The operation in flight is frozen as it was first sent: base, bytes and sequence number never change, however often it
   * is sent again, so that the server recognises it. Beside it stands "current", the same operation carried to the newest
   * revision.
   */
  private frozen: InFlight | undefined;
  private typed: Delta | undefined;
  private wasSent = false;

  get inFlight(): InFlight | undefined {
    return this.frozen;
  }

  /** Whether the operation in flight has this sequence number. */
  isInFlight(seq: number): boolean {
    return this.frozen?.id.seq === seq;
  }

  /** How much of the screen is not durable yet. */
  get state(): ReplicaState {
    if (this.frozen === undefined) return { state: "Synchronized" };
    if (this.typed === undefined) return { state: "AwaitingAck", inFlight: this.frozen };
    return { state: "AwaitingAckWithBuffer", inFlight: this.frozen, buffer: this.typed };
  }

  /** The operation in flight, if it ever left: what no server has seen needs no answer. */
  get unanswered(): InFlight | undefined {
    return this.wasSent ? this.frozen : undefined;
  }

  /** What was typed since. */
  get buffer(): Delta | undefined {
    return this.typed;
  }

  /** Everything, to be given to {@link restore} later. */
  stored(): StoredPending {
    return { inFlight: this.frozen, sent: this.unanswered !== undefined, buffer: this.typed };
  }

  /** Everything as it was stored. */
  restore({ inFlight, sent, buffer }: StoredPending): void {
    this.frozen = inFlight;
    this.wasSent = sent;
    this.typed = buffer;
  }

  /** The screen over a document. */
  on(server: Document): Document {
    const sentOnly = this.frozen === undefined ? server : server.apply(this.frozen.current);
    return this.typed === undefined ? sentOnly : sentOnly.apply(this.typed);
  }

  /** Everything as one change of a document. */
  over(server: Document): Delta {
    const sentOnly = this.frozen?.current ?? Delta.identity(server.length);
    return this.typed === undefined ? sentOnly : sentOnly.compose(this.typed);
  }

  /** One more edit, on top of everything. */
  edited(change: Delta): void {
    this.setBuffer(this.typed === undefined ? change : this.typed.compose(change));
  }

  /**
   * The buffer - or as much of it as one operation may hold - is frozen, unless there is none or something is in flight.
   *
   * @param revision the one the buffer is on
   * @returns whether something was frozen
   */
  freeze(id: SubmissionId, revision: number, limits: OpsLimits): boolean {
    if (this.frozen !== undefined || this.typed === undefined) return false;
    const { first, rest } = splitForLimits(this.typed, limits);
    const bytes = writeOps(first.ops);
    const hash = digestOfSubmission(revision, bytes);
    this.frozen = { id, baseRevision: revision, bytes, hash, current: first };
    this.typed = rest;
    this.wasSent = false;
    return true;
  }

  /** The operation in flight leaves, perhaps again. */
  sent(): void {
    this.wasSent = true;
  }

  /** The operation in flight became a revision: it is not pending any more. */
  popped(): void {
    this.frozen = undefined;
  }

  /** Carries everything over a commit of somebody else, and answers with the commit as the screen is shown it. */
  slideOver(commit: Delta): Delta {
    const mine = this.frozen;
    if (mine === undefined) return this.slideBufferOver(commit);
    this.frozen = { ...mine, current: mine.current.transformOver(commit) };
    return this.slideBufferOver(commit.transformUnder(mine.current));
  }

  private slideBufferOver(change: Delta): Delta {
    const typed = this.typed;
    if (typed === undefined) return change;
    this.setBuffer(typed.transformOver(change));
    return change.transformUnder(typed);
  }

  /** The operation in flight goes back in front of the buffer, to be sent under another key: its own is used up, lost or unused. */
  unfreeze(): void {
    const mine = this.frozen;
    if (mine === undefined) return;
    this.setBuffer(this.typed === undefined ? mine.current : mine.current.compose(this.typed));
    this.frozen = undefined;
  }

  /**
   * The operation in flight is taken off the screen, under what was typed since.
   *
   * @param server the document it stands on
   * @returns what the screen is shown
   */
  takeBack(server: Document): Delta {
    const mine = this.frozen?.current ?? Delta.identity(server.length);
    this.frozen = undefined;
    return this.slideBufferOver(mine.invert(server));
  }

  /** Everything is given up; this is what it was. */
  giveUp(): Delta | undefined {
    this.unfreeze();
    const all = this.typed;
    this.typed = undefined;
    return all;
  }

  private setBuffer(change: Delta): void {
    this.typed = change.isIdentity() ? undefined : change;
  }
}
