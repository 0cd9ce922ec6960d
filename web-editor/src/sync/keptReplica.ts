import { DEFAULT_OPS_LIMITS, type Document, type Ops, replaceMiddle } from "../ot";
import { Replica } from "./replica";
import type { Keeper } from "./store/keeper";
import { RescueReason, type RescuedText, insertedText } from "./store/rescuedText";
import type { Unsaved } from "./store/unsavedCodec";
import type { ReplicaEffect, ReplicaEvent } from "./types";

/** An edit that will not be stored, and its text as it is kept for the person. */
export interface Rescue {
  readonly text: RescuedText;
  readonly ops: Ops;
}

/** What is to be done after a step, in order; a rescue carries its text along. */
export type KeptEffect = Exclude<ReplicaEffect, { effect: "rescue" }> | { readonly effect: "rescue"; rescue: Rescue };

/** Chance and time, for the names of rescued texts. */
export interface KeptReplicaSurroundings {
  random(): number;
  nowMillis(): number;
}

/**
 * A {@link Replica} whose unsaved edits are handed to a {@link Keeper} after each edit of the person and before anything of
 * them is sent. Commits of others alone are not kept: an older whole is as good.
 */
export class KeptReplica {
  replica: Replica;
  private attempt: number;
  /** What the server's document was, where the server says that it has another history. */
  private lostDocument: Document | undefined;

  /** @param unsaved what an earlier page left, to go on with */
  constructor(
    private readonly surroundings: KeptReplicaSurroundings,
    readonly keeper: Keeper,
    unsaved: Unsaved | undefined,
  ) {
    this.replica = new Replica(DEFAULT_OPS_LIMITS, unsaved?.replica);
    this.attempt = unsaved?.attempt ?? 0;
  }

  /** Whether every edit on the screen is durable on the server. */
  get saved(): boolean {
    return this.replica.state.state === "Synchronized";
  }

  step(event: ReplicaEvent): KeptEffect[] {
    const wasSaved = this.saved;
    const effects = this.replica.step(event).map((effect): KeptEffect => {
      if (effect.effect !== "rescue") return effect;
      return { effect: "rescue", rescue: this.rescue(effect.code, effect.ops) };
    });
    const rescues = effects.flatMap((effect) => (effect.effect === "rescue" ? [effect.rescue] : []));
    const sends = effects.some(({ effect }) => effect === "send");
    if (event.event === "edited" || sends || rescues.length > 0 || wasSaved !== this.saved) this.keep(rescues);
    return effects;
  }

  /** The number of the connection that is being made: kept before anybody hears it, like the edits themselves. */
  nextAttempt(): number {
    this.attempt++;
    if (!this.saved) this.keep([]);
    return this.attempt;
  }

  /**
   * Goes on with what another page left; nothing of this one may be unsaved.
   *
   * @returns the way from the screen before to the one now
   */
  becomes(unsaved: Unsaved): ReturnType<typeof replaceMiddle> {
    const before = this.replica.screen;
    this.replica = new Replica(DEFAULT_OPS_LIMITS, unsaved.replica);
    this.attempt = unsaved.attempt;
    this.keep([]);
    return replaceMiddle(before, this.replica.screen);
  }

  /** The server says that it has another history than this replica. */
  rememberLostDocument(): void {
    this.lostDocument = this.replica.server;
  }

  /** What was saved, and is not there any more, because the history of the server was set back. */
  rescueLost(now: Document): Rescue | undefined {
    const before = this.lostDocument;
    this.lostDocument = undefined;
    if (before === undefined) return undefined;
    const rescue = this.rescue(RescueReason.LOST_BY_SERVER, replaceMiddle(now, before).ops);
    if (rescue.text.text === "") return undefined;
    this.keep([rescue]);
    return rescue;
  }

  private keep(rescues: readonly Rescue[]): void {
    const replica = this.saved ? undefined : this.replica.stored();
    const texts = rescues.map(({ text }) => text).filter(({ text }) => text !== "");
    this.keeper.keep(replica && { replica, attempt: this.attempt }, texts);
  }

  private rescue(code: string, ops: Ops): Rescue {
    const atMillis = this.surroundings.nowMillis();
    const id = `${atMillis}-${this.surroundings.random().toString(36).slice(2)}`;
    return { text: { id, code, text: insertedText(ops), by: this.keeper.ownerName, atMillis }, ops };
  }
}
