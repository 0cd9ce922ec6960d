/**
 * The algebra of changes, the same as the server's: compose (one after the other), transform (side by side), invert,
 * transformPosition. All lengths and positions are UTF-16 code units. Everything here is immutable and pure.
 */
export { Attributes, type Scalar } from "./attributes";
export { Delta, type Tie } from "./delta";
export { Document, EMBED_CHARACTER } from "./document";
export { BaseLengthError, OpRangeError, OtError, SplitPairError } from "./errors";
export { type Embed, type Insert, type InsertText, type Op, isInsert, opLength, sliceOp } from "./op";
export { LENGTH_MAX, Ops, type OpsBuilder } from "./ops";
export {
  DEFAULT_OPS_LIMITS,
  MalformedOpsError,
  type MalformedOpsProblem,
  type OpsLimits,
  opsBytes,
  readOps,
  utf8Length,
  withinLimits,
  writeOps,
} from "./opsJson";
export { replaceMiddle } from "./replaceMiddle";
export { isAcceptableText, splitsPairAt, toAcceptableText } from "./text";
