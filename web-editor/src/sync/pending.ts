import type { Delta } from "../ot";

/** What became of two pending changes and a third one that slid under them. */
interface Slid {
  readonly inFlight: Delta | undefined;
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
export function slideUnder(commit: Delta, inFlight: Delta | undefined, buffer: Delta | undefined): Slid {
  const behindInFlight = inFlight === undefined ? commit : commit.transformUnder(inFlight);
  return {
    inFlight: inFlight?.transformOver(commit),
    buffer: nothingIfIdentity(buffer?.transformOver(behindInFlight)),
    shown: buffer === undefined ? behindInFlight : behindInFlight.transformUnder(buffer),
  };
}

/** Nothing, where a buffer has become empty. */
export function nothingIfIdentity(change: Delta | undefined): Delta | undefined {
  return change?.isIdentity() === true ? undefined : change;
}
