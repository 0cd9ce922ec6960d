import type { Ops } from "../../ot";

/** Text that will not be stored in the document by itself: kept for the person until they dismiss it. */
export interface RescuedText {
  readonly id: string;
  /** Why: a refusal code, or one of {@link RescueReason}. */
  readonly code: string;
  readonly text: string;
  /** The name of the person who wrote it. */
  readonly by: string;
  /** When it was rescued, in milliseconds since 1970. */
  readonly atMillis: number;
}

/** Reasons that no server gives. */
export const RescueReason = {
  /** It was saved, but the history of the server was set back since. */
  LOST_BY_SERVER: "LOST_BY_SERVER",
  /** Somebody else wrote it on this device, and it was not sent. */
  OF_SOMEBODY_ELSE: "OF_SOMEBODY_ELSE",
  /** It was kept to be sent, but the document cannot be opened. */
  NOT_SENT: "NOT_SENT",
  /** It was kept by another version of this page, or is damaged. */
  UNREADABLE: "UNREADABLE",
} as const;

/** What an operation inserts, without embeds and formats. */
export function insertedText(ops: Ops): string {
  return [...ops].map((op) => (op.kind === "insertText" ? op.text : "")).join("");
}
