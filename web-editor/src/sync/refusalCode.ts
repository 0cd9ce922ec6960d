/**
 * Why a message or an operation was not taken, as the wire names it. Codes that this version does not know are possible:
 * what they mean for the sequence number is told beside them, never derived from the name.
 */
export const RefusalCode = {
  BAD_MESSAGE: "BAD_MESSAGE",
  IDENTITY: "IDENTITY",
  BASE_FUTURE: "BASE_FUTURE",
  SEQ_REUSED: "SEQ_REUSED",
  SEQ_GAP: "SEQ_GAP",
  RATE: "RATE",
  PRESENCE: "PRESENCE",
  OP_EMPTY: "OP_EMPTY",
  OP_RANGE: "OP_RANGE",
  OP_LIMIT: "OP_LIMIT",
  OP_FINAL_NEWLINE: "OP_FINAL_NEWLINE",
  DOC_FULL: "DOC_FULL",
  TEXT: "TEXT",
  SPLIT_PAIR: "SPLIT_PAIR",
  ATTR_KEY: "ATTR_KEY",
  ATTR_VALUE: "ATTR_VALUE",
  ATTR_PLACE: "ATTR_PLACE",
  EMBED: "EMBED",
  READ_ONLY: "READ_ONLY",
  STORAGE: "STORAGE",
  FROZEN: "FROZEN",
  HEAD_MOVED: "HEAD_MOVED",
} as const;

/** Whether the same bytes may be sent again later without any change. */
export function meansLater(code: string): boolean {
  return code === RefusalCode.RATE || code === RefusalCode.STORAGE;
}
