import { type Cursor, type Member, cursorMessage } from "../protocol";
import type { Replica } from "./replica";
import { type Schedule, Throttle } from "./throttle";

/** A selection on the screen, in UTF-16 units. */
export interface ScreenSelection {
  readonly index: number;
  readonly length: number;
}

/** What carets need of the connection they travel on, and of the screen. */
export interface CaretHost {
  replica(): Replica;
  connected(): boolean;
  send(text: string): void;
  /** The own caret, for the others. */
  selection(): ScreenSelection | undefined;
  /** Somebody's caret, in the document on the screen; nothing: it is hidden. */
  caretMoved(displayId: number, caret: ScreenSelection | undefined): void;
}

const INTERVAL_MILLIS = 100;
const HIDDEN: ScreenSelection = { index: -1, length: 0 };

/**
 * Carets between the screen, where pending edits lie in the way, and the server's document at a revision, in which they are
 * told. The own one is told now and then, the latest wins; those of others wait for the revision they belong to.
 */
export class Carets {
  private readonly throttle: Throttle;
  /** Carets in revisions that are still on their way. */
  private readonly waiting = new Map<number, Cursor>();

  constructor(
    private readonly host: CaretHost,
    schedule: Schedule,
  ) {
    this.throttle = new Throttle(schedule, INTERVAL_MILLIS, () => {
      this.tell();
    });
  }

  /** The own caret has moved, or lies elsewhere in the server's document: the others are told soon. */
  moved(): void {
    this.throttle.request();
  }

  forgetWaiting(): void {
    this.waiting.clear();
  }

  take(displayId: number, cursor: Cursor | undefined): void {
    if (cursor === undefined) return;
    if (cursor.revision > this.revision) this.waiting.set(displayId, cursor);
    else this.host.caretMoved(displayId, cursor.index < 0 ? undefined : this.onScreen(cursor));
  }

  takeAll(members: readonly Member[]): void {
    for (const member of members) this.take(member.displayId, member.cursor);
  }

  /** A revision was taken in. */
  takeWaiting(): void {
    for (const [displayId, cursor] of this.waiting) {
      if (cursor.revision > this.revision) continue;
      this.waiting.delete(displayId);
      this.take(displayId, cursor);
    }
  }

  private get revision(): number {
    return this.host.replica().position?.revision ?? 0;
  }

  private tell(): void {
    if (this.host.replica().position === undefined || !this.host.connected()) return;
    const selection = this.host.selection();
    const { index, length } = selection === undefined ? HIDDEN : this.onServer(selection);
    this.host.send(cursorMessage({ index, length, revision: this.revision }));
  }

  /** The same selection in the document that the server knows. */
  private onServer(selection: ScreenSelection): ScreenSelection {
    const replica = this.host.replica();
    if (replica.state.state === "Synchronized") return selection;
    const back = replica.pending.invert(replica.server);
    const start = back.transformPosition(selection.index, "STAY_BEFORE_INSERT");
    const end = back.transformPosition(selection.index + selection.length, "STAY_BEFORE_INSERT");
    return { index: start, length: end - start };
  }

  /** A selection in the server's document as it lies on the screen, behind the pending edits. */
  private onScreen(cursor: Cursor): ScreenSelection {
    const { pending } = this.host.replica();
    const [from, to] = [cursor.index, cursor.index + cursor.length].map((position) =>
      pending.transformPosition(Math.min(position, pending.baseLength), "STAY_BEFORE_INSERT"),
    ) as [number, number];
    return { index: from, length: to - from };
  }
}
