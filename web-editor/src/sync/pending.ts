import { type Delta, type OpsLimits, writeOps } from "../ot";
import { digestOfSubmission } from "./digest";
import { splitForLimits } from "./opsSplitter";
import type { InFlight, SubmissionId } from "./types";

/**
 * A buffer, or as much of it as one operation may hold, frozen as it will be sent, and the rest.
 *
 * Base, bytes and sequence number of what is in flight never change, however often it is sent again, so that the server
 * recognises it. Beside them stands "current", the same operation carried to the newest revision: when the own entry comes
 * back it must equal it, else somebody else used this identity, and the entry is foreign.
 *
 * @param revision the revision the buffer is on
 */
export function freeze(
  buffer: Delta,
  id: SubmissionId,
  revision: number,
  limits: OpsLimits,
): { inFlight: InFlight; rest: Delta | undefined } {
  const { first, rest } = splitForLimits(buffer, limits);
  const bytes = writeOps(first.ops);
  const hash = digestOfSubmission(revision, bytes);
  return { inFlight: { id, baseRevision: revision, bytes, hash, current: first }, rest };
}

/** What became of two pending changes and a third one that slid under them. */
interface Slid {
  readonly inFlight: InFlight | undefined;
  readonly buffer: Delta | undefined;
  /** The third change as it applies to the screen. */
  readonly shown: Delta;
}

/**
 * Brings `commit`, a change of the document at the revision, to the screen: past the operation in flight and the buffer,
 * which are carried over it. The commit is the earlier one and has priority everywhere.
 *
 *      server --- in flight ---> . --- buffer ---> screen
 *        |                       |                   |
 *      commit                 commit'             commit'' = shown
 *        v                       v                   v
 *      server' -- in flight' --> . --- buffer' --> screen'
 */
export function slideUnder(commit: Delta, inFlight: InFlight | undefined, buffer: Delta | undefined): Slid {
  const behindInFlight = inFlight === undefined ? commit : commit.transformUnder(inFlight.current);
  return {
    inFlight: inFlight && { ...inFlight, current: inFlight.current.transformOver(commit) },
    buffer: nothingIfIdentity(buffer?.transformOver(behindInFlight)),
    shown: buffer === undefined ? behindInFlight : behindInFlight.transformUnder(buffer),
  };
}

/** Nothing, where a buffer has become empty. */
export function nothingIfIdentity(change: Delta | undefined): Delta | undefined {
  return change?.isIdentity() === true ? undefined : change;
}
