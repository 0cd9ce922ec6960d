import type { Delta, Document, Ops } from "../ot";

/** A revision and the chain that proves the history up to it. The chain is opaque here. */
export interface Position {
  readonly revision: number;
  readonly chain: string;
}

/** The public face of a submission's key: `displayId` stands for one client id for ever. */
export interface SubmissionId {
  readonly displayId: number;
  readonly seq: number;
}

export function sameId(a: SubmissionId, b: SubmissionId | undefined): boolean {
  return a.displayId === b?.displayId && a.seq === b.seq;
}

/** Who a client is in a document: the secret id and its public face. */
export interface Identity {
  readonly clientId: string;
  readonly displayId: number;
}

export type CommitKind =
  | { readonly kind: "edit" }
  | { readonly kind: "burnt" }
  | { readonly kind: "restore" }
  | { readonly kind: "refused"; readonly code: string };

/** One step of the way from a revision to a newer one. */
export type Entry = SingleEntry | ComposedEntry;

/** One commit. */
export interface SingleEntry {
  readonly entry: "single";
  readonly revision: number;
  readonly kind: CommitKind;
  readonly id: SubmissionId;
  readonly ops: Ops;
}

/** Several commits as one change, from the revision before the first to the last. */
export interface ComposedEntry {
  readonly entry: "composed";
  readonly from: number;
  readonly to: number;
  readonly ops: Ops;
}

/** What became of an operation in flight while the client was away. */
export type Settled =
  /** Stored as an edit under this key; its entry is among the changes. */
  | { readonly outcome: "stored"; readonly id: SubmissionId }
  /** It can never be stored under its key: to be sent again under another one. */
  | { readonly outcome: "burnt" }
  | { readonly outcome: "refused"; readonly code: string };

/** An operation without an answer. */
export interface InFlight {
  readonly id: SubmissionId;
  /** The revision it was made on. */
  readonly baseRevision: number;
  /** The operation as it was first sent: canonical JSON, never changed. */
  readonly bytes: string;
  /** The fingerprint of base and bytes. */
  readonly hash: string;
  /** The same operation carried to the replica's revision. */
  readonly current: Delta;
}

/** How much of the screen is not durable yet. */
export type ReplicaState =
  | { readonly state: "Synchronized" }
  | { readonly state: "AwaitingAck"; readonly inFlight: InFlight }
  | { readonly state: "AwaitingAckWithBuffer"; readonly inFlight: InFlight; readonly buffer: Delta };

/**
 * All that a replica has to be given back after its page ended. To be stored as one whole after every edit of the person and
 * before anything is sent; commits of others need not be stored, an older whole record is as good. Never mixed out of two:
 * the operation in flight and the buffer belong to exactly this revision.
 */
export interface StoredReplica {
  /** Who the client is here; absent if that was lost. */
  readonly identity: Identity | undefined;
  /** The lost identity under which the operation in flight was sent. */
  readonly formerIdentity: Identity | undefined;
  /** The highest sequence number known to be stored. */
  readonly lastSeq: number;
  readonly position: Position;
  /** The document at that revision. */
  readonly content: Document;
  readonly inFlight: InFlight | undefined;
  /** Whether it ever left; if not, no server knows its key. */
  readonly sent: boolean;
  /** What was typed since. */
  readonly buffer: Delta | undefined;
}

/** What can happen to a replica. */
export type ReplicaEvent =
  /** Somebody edited the screen; `change` is on the document as the screen shows it. */
  | { readonly event: "edited"; readonly change: Delta }
  /** The server let the client in with the whole document. */
  | {
      readonly event: "loaded";
      readonly identity: Identity;
      readonly position: Position;
      readonly lastSeq: number;
      readonly content: Ops;
    }
  /** The server let the client back in and tells what it missed. Without `settled` the operation in flight is not stored. */
  | {
      readonly event: "resumed";
      readonly identity: Identity;
      readonly position: Position;
      readonly lastSeq: number;
      readonly changes: readonly Entry[];
      readonly settled?: Settled;
    }
  /** Commits, the own ones among them, that follow revision `from`. */
  | { readonly event: "received"; readonly from: number; readonly to: Position; readonly changes: readonly Entry[] }
  /** The operation in flight is durable as revision `at`. */
  | { readonly event: "acknowledged"; readonly seq: number; readonly at: Position }
  /** The key of the operation in flight was used up by the empty revision `at`. */
  | { readonly event: "rebased"; readonly seq: number; readonly at: Position }
  /** Refused; `seq` is 0 where no operation is meant, `at` is present where the refusal is itself a revision. */
  | {
      readonly event: "refused";
      readonly code: string;
      readonly seq: number;
      readonly at?: Position;
      readonly retryAfterMillis: number;
    }
  /** The delay after a refusal that means "later" is over. */
  | { readonly event: "retryDue" }
  | { readonly event: "disconnected" }
  /** Another connection took the identity over, or a sequence number was used twice. */
  | { readonly event: "identityLost" }
  /** The server's history is not this replica's: only the text can be saved. */
  | { readonly event: "historyDiffers" };

export type EventOf<Name extends ReplicaEvent["event"]> = Extract<ReplicaEvent, { event: Name }>;

/** What is to be done outside for a replica, in order. */
export type ReplicaEffect =
  /** Send an operation, exactly these bytes. */
  | { readonly effect: "send"; readonly inFlight: InFlight }
  /** Bring a change of others to the screen; it is on the document as the screen shows it. */
  | { readonly effect: "show"; readonly change: Delta }
  /** Show another document altogether. */
  | { readonly effect: "replace"; readonly document: Document }
  /** Everything up to the revision is durable, and nothing is unsaved. */
  | { readonly effect: "saved"; readonly revision: number }
  /** Hand an edit that will not be stored to the person. It was taken off the screen. */
  | { readonly effect: "rescue"; readonly code: string; readonly ops: Ops }
  /** The server refused something that is not the operation in flight. */
  | { readonly effect: "notice"; readonly code: string }
  /** Come back with `retryDue` after so long. */
  | { readonly effect: "retryLater"; readonly delayMillis: number }
  /** Drop the connection and open the document again. Always the last effect of a step. */
  | { readonly effect: "reopen"; readonly reason: string };

/** How to open the document, now. */
export interface OpenRequest {
  /** The identity to go on with; absent: a new one is wanted. */
  readonly clientId?: string;
  /** Where this replica stands; absent: it has nothing. */
  readonly from?: Position;
  /** The operation whose outcome is unknown. */
  readonly inFlight?: InFlight;
  /** The lost identity it was sent under, if so. */
  readonly formerClientId?: string;
}
