/** A change that does not fit where it was put. Every message names both numbers. */
export class OtError extends Error {
  override name = "OtError";
}

/** A change met a document, or another change, of a length it was not made for. */
export class BaseLengthError extends OtError {
  override name = "BaseLengthError";

  constructor(
    readonly expected: number,
    readonly actual: number,
    what: string,
  ) {
    super(`${what}: expected length ${expected}, got ${actual}`);
  }
}

/** A length that is negative, not an integer, or beyond what the wire can carry. */
export class OpRangeError extends OtError {
  override name = "OpRangeError";
}

/** A change would cut between the two halves of a surrogate pair. */
export class SplitPairError extends OtError {
  override name = "SplitPairError";

  constructor(
    readonly position: number,
    documentLength: number,
  ) {
    super(`position ${position} of a document of ${documentLength} units lies inside a surrogate pair`);
  }
}
