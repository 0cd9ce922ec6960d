import type { Schedule } from "../throttle";
import type { RescuedText } from "./rescuedText";
import type { DocumentStore } from "./documentStore";
import type { Unsaved } from "./unsavedCodec";

/**
 * Where the unsaved edits of a page are: on the device, so that they outlive the browser; on their way there; or in this
 * tab only.
 */
export type Keeping = "device" | "writing" | "tab";

/** A store that does not answer for so long counts as failed. */
const ANSWER_WITHIN_MILLIS = 5_000;
/** After a failure the next try comes so much later: the disk may be full. */
const TRY_AGAIN_AFTER_MILLIS = 10_000;
/** What is saved is taken off the device when nothing was typed for so long: between two keys it may stay. */
const TIDY_AFTER_MILLIS = 1_000;

/** The world outside, as far as a keeper needs it. */
export interface KeeperSurroundings {
  readonly schedule: Schedule;
  report(error: unknown): void;
}

/** What is to be written next. */
interface Wanted {
  unsaved?: Unsaved | "none";
  rescued: readonly RescuedText[];
}

/**
 * Keeps what a page has not saved in a {@link DocumentStore}, one write after the other and always the newest state, and
 * holds back what may be sent only once that is on the disk.
 *
 * Where the store fails, the page goes on without: what is on the device from before would then be older than what is sent,
 * and could be sent a second time, so it is removed if that is possible, and replaced as soon as the store works again.
 */
export class Keeper {
  private wanted: Wanted | undefined;
  /** Counts what was asked for, and how much of that has been dealt with. */
  private asked = 0;
  private done = 0;
  private writing = false;
  private failed = false;
  private newest: Unsaved | undefined;
  private mayHoldEdits = false;
  private readonly heldBack: { after: number; task: () => void }[] = [];
  private cancelTidying: (() => void) | undefined;
  private cancelRetry: (() => void) | undefined;
  /** Called whenever {@link keeping} may have changed. */
  onChange: () => void = () => undefined;

  /**
   * @param store where to keep; nothing: this page keeps nothing
   * @param owns whether this is the one page that may keep edits there; another one only adds rescued texts
   */
  constructor(
    private readonly surroundings: KeeperSurroundings,
    private readonly store: DocumentStore | undefined,
    private owns: boolean,
    readonly ownerName: string,
  ) {
    this.mayHoldEdits = owns;
  }

  get keeping(): Keeping {
    if (this.store === undefined || !this.owns || this.failed) return "tab";
    return this.busy ? "writing" : "device";
  }

  /** Whether every rescued text is on the device. */
  get rescuesKept(): boolean {
    return this.store !== undefined && !this.failed && !this.busy;
  }

  private get busy(): boolean {
    return this.writing || this.wanted !== undefined;
  }

  /** The page has these edits that are not saved, or none, and these texts were rescued since. */
  keep(unsaved: Unsaved | undefined, rescued: readonly RescuedText[]): void {
    this.newest = unsaved;
    if (unsaved === undefined && rescued.length === 0) {
      this.tidyLater();
      return;
    }
    this.want(rescued);
  }

  /** Runs the task once everything handed over so far is on the disk; at once if that is so, or is not to be had. */
  whenKept(task: () => void): void {
    if (this.done < this.asked) this.heldBack.push({ after: this.asked, task });
    else task();
  }

  /** The page may be about to end: nothing is put off. */
  flush(): void {
    if (this.cancelTidying !== undefined) this.want([]);
  }

  /** This page has become the one that may keep edits. */
  own(): void {
    this.owns = true;
    this.mayHoldEdits = true;
    if (this.newest !== undefined) this.want([]);
    this.onChange();
  }

  /** The edits of this page are no longer the owner's: none of them is kept from now on. */
  disown(): void {
    this.newest = undefined;
    if (this.owns && this.mayHoldEdits) this.want([]);
    this.owns = false;
    this.onChange();
  }

  /** The person has seen a text and does not want it kept. */
  dismiss(id: string): void {
    if (this.wanted !== undefined) this.wanted.rescued = this.wanted.rescued.filter((text) => text.id !== id);
    this.store?.dismiss(id).catch((error: unknown) => {
      this.surroundings.report(error);
    });
  }

  private tidyLater(): void {
    if (!this.mayHoldEdits || this.cancelTidying !== undefined) return;
    this.cancelTidying = this.surroundings.schedule(TIDY_AFTER_MILLIS, () => {
      this.want([]);
    });
  }

  private want(rescued: readonly RescuedText[]): void {
    this.cancelTidying?.();
    this.cancelTidying = undefined;
    if (this.store === undefined) return;
    const before = this.wanted;
    const edits: Pick<Wanted, "unsaved"> = this.owns ? { unsaved: this.newest ?? "none" } : {};
    this.wanted = { ...before, ...edits, rescued: [...(before?.rescued ?? []), ...rescued] };
    this.asked++;
    this.goOn(this.store);
  }

  private goOn(store: DocumentStore): void {
    if (this.writing || this.wanted === undefined) return;
    if (this.failed) this.skip();
    else void this.write(store);
  }

  /** While the store does not work, nobody waits for it; it is tried again now and then. */
  private skip(): void {
    this.settle(this.asked);
    this.cancelRetry ??= this.surroundings.schedule(TRY_AGAIN_AFTER_MILLIS, () => {
      this.cancelRetry = undefined;
      if (this.store !== undefined) void this.write(this.store);
    });
  }

  private async write(store: DocumentStore): Promise<void> {
    if (this.wanted === undefined) return;
    const [change, upTo] = [this.wanted, this.asked];
    this.wanted = undefined;
    this.writing = true;
    this.onChange();
    const error = await this.outcome(store.save(change));
    if (error === undefined) {
      this.failed = false;
      this.mayHoldEdits = change.unsaved === undefined ? this.mayHoldEdits : change.unsaved !== "none";
    } else {
      this.surroundings.report(error);
      await this.failedOn(store, change);
    }
    this.writing = false;
    this.settle(upTo);
    this.onChange();
    this.goOn(store);
  }

  private async failedOn(store: DocumentStore, change: Wanted): Promise<void> {
    this.failed = true;
    // What is on the device is older than what will be sent: it must not be found there.
    if (change.unsaved !== undefined && this.mayHoldEdits)
      await this.outcome(store.save({ unsaved: "none", rescued: [] }));
    const later = this.wanted;
    this.wanted = { ...change, ...later, rescued: [...change.rescued, ...(later?.rescued ?? [])] };
  }

  /** Nothing where it went well. */
  private outcome(work: Promise<void>): Promise<unknown> {
    return new Promise((resolve) => {
      const cancel = this.surroundings.schedule(ANSWER_WITHIN_MILLIS, () => {
        resolve(new Error("the store of this device does not answer"));
      });
      const end = (error: unknown): void => {
        cancel();
        resolve(error);
      };
      work.then(() => {
        end(undefined);
      }, end);
    });
  }

  private settle(upTo: number): void {
    this.done = Math.max(this.done, upTo);
    while (this.heldBack.length > 0 && (this.heldBack[0]?.after ?? 0) <= this.done) this.heldBack.shift()?.task();
  }
}
