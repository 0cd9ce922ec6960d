import type { Ops, OpsLimits } from "../ot";
import type { CommitKind, Entry, Position, SubmissionId } from "../sync/types";
import { Fields, ProtocolError } from "./fields";
import { MessageType } from "./messageTypes";

export type Role = "write" | "read";
export type DocumentTypeName = "rich" | "text";

/** A caret (length 0) or a selection in the document at `revision`. Index -1: not shown. */
export interface Cursor {
  readonly index: number;
  readonly length: number;
  readonly revision: number;
}

/** Somebody who has the document open: one per connection. */
export interface Member {
  readonly displayId: number;
  readonly name: string;
  readonly colour: string;
  readonly kind: "person" | "program";
  readonly cursor: Cursor | undefined;
}

export interface Limits extends OpsLimits {
  readonly messageBytesMax: number;
  readonly documentLengthMax: number;
}

/** What became of the edit that the client named as in flight when it opened. */
export interface SettledMessage {
  readonly id: SubmissionId;
  readonly outcome: "edit" | "burnt" | "refused" | "unknown";
  readonly code: string | undefined;
}

export interface InitMessage {
  readonly message: typeof MessageType.DOCUMENT_INIT;
  readonly clientId: string;
  readonly displayId: number;
  readonly at: Position;
  readonly lastSeq: number;
  readonly start: { readonly content: Ops } | { readonly changes: readonly Entry[] };
  readonly settled: SettledMessage | undefined;
  readonly role: Role;
  readonly documentType: DocumentTypeName;
  readonly title: string;
  readonly members: readonly Member[];
  readonly limits: Limits;
}

export interface RefusedMessage {
  readonly message: typeof MessageType.ERROR_REFUSED;
  readonly code: string;
  readonly text: string;
  /** 0: no operation is meant. */
  readonly seq: number;
  readonly retryAfterMillis: number;
  /** The revision, where the refusal is itself one. */
  readonly at: Position | undefined;
}

/** Everything the server can say. */
export type ServerMessage =
  | InitMessage
  | { readonly message: typeof MessageType.OPERATION_ACK; readonly seq: number; readonly at: Position }
  | {
      readonly message: typeof MessageType.OPERATION_REMOTE;
      readonly from: number;
      readonly to: Position;
      readonly changes: readonly Entry[];
    }
  | { readonly message: typeof MessageType.OPERATION_REBASE; readonly seq: number; readonly at: Position }
  | { readonly message: typeof MessageType.CURSOR_MOVE; readonly displayId: number; readonly cursor: Cursor }
  | { readonly message: typeof MessageType.PRESENCE_JOIN; readonly member: Member }
  | { readonly message: typeof MessageType.PRESENCE_LEAVE; readonly displayId: number }
  | { readonly message: typeof MessageType.PRESENCE_LIST; readonly members: readonly Member[] }
  | { readonly message: typeof MessageType.HEARTBEAT_PING }
  | { readonly message: typeof MessageType.HEARTBEAT_PONG }
  | RefusedMessage;

/**
 * Reads one message. A name this version does not know gives `undefined`: the protocol grows by adding messages.
 *
 * @throws ProtocolError where a known message is not what the protocol describes
 */
export function readServerMessage(text: string): ServerMessage | undefined {
  const envelope = Fields.of(parseJson(text), "message");
  const name = `${envelope.string("type")}/${envelope.string("action")}`;
  const read = READERS.get(name);
  return read?.(envelope.object("payload"));
}

const READERS: ReadonlyMap<string, (payload: Fields) => ServerMessage> = new Map<
  string,
  (payload: Fields) => ServerMessage
>([
  [MessageType.DOCUMENT_INIT, readInit],
  [MessageType.OPERATION_ACK, (p) => ({ message: MessageType.OPERATION_ACK, seq: readSeq(p), at: readPosition(p) })],
  [MessageType.OPERATION_REMOTE, readRemote],
  [
    MessageType.OPERATION_REBASE,
    (p) => ({ message: MessageType.OPERATION_REBASE, seq: readSeq(p), at: readPosition(p) }),
  ],
  [
    MessageType.CURSOR_MOVE,
    (p) => ({ message: MessageType.CURSOR_MOVE, displayId: readDisplayId(p), cursor: readCursor(p) }),
  ],
  [MessageType.PRESENCE_JOIN, (p) => ({ message: MessageType.PRESENCE_JOIN, member: readMember(p) })],
  [MessageType.PRESENCE_LEAVE, (p) => ({ message: MessageType.PRESENCE_LEAVE, displayId: readDisplayId(p) })],
  [MessageType.PRESENCE_LIST, (p) => ({ message: MessageType.PRESENCE_LIST, members: readMembers(p) })],
  [MessageType.HEARTBEAT_PING, () => ({ message: MessageType.HEARTBEAT_PING })],
  [MessageType.HEARTBEAT_PONG, () => ({ message: MessageType.HEARTBEAT_PONG })],
  [MessageType.ERROR_REFUSED, readRefused],
]);

function readInit(p: Fields): InitMessage {
  const limits = p.object("limits");
  const settled = p.optionalObject("settled");
  return {
    message: MessageType.DOCUMENT_INIT,
    clientId: p.string("clientId"),
    displayId: readDisplayId(p),
    at: readPosition(p),
    lastSeq: p.integer("lastSeq", 0),
    start: p.has("content") ? { content: readContent(p) } : { changes: p.list("changes", readEntry) },
    settled: settled && readSettled(settled),
    role: p.oneOf("role", ["write", "read"]),
    documentType: p.oneOf("documentType", ["rich", "text"]),
    title: p.string("title"),
    members: readMembers(p),
    limits: {
      operationBytesMax: limits.integer("operationBytesMax", 1),
      componentsMax: limits.integer("componentsMax", 1),
      attributesPerComponentMax: limits.integer("attributesPerComponentMax", 0),
      messageBytesMax: limits.integer("messageBytesMax", 1),
      documentLengthMax: limits.integer("documentLengthMax", 1),
    },
  };
}

function readContent(p: Fields): Ops {
  const content = p.ops("content");
  if (!content.insertsOnly()) throw new ProtocolError("the content of a document is more than inserts");
  return content;
}

function readSettled(p: Fields): SettledMessage {
  return {
    id: { displayId: readDisplayId(p), seq: readSeq(p) },
    outcome: p.oneOf("outcome", ["edit", "burnt", "refused", "unknown"]),
    code: p.optionalString("code"),
  };
}

function readRemote(p: Fields): ServerMessage {
  const from = p.integer("from", 0);
  const to = { revision: p.integer("to", from), chain: p.digest("chain") };
  const changes = p.list("changes", readEntry);
  checkConsecutive(from, to.revision, changes);
  return { message: MessageType.OPERATION_REMOTE, from, to, changes };
}

/** Every revision from `from` + 1 to `to` is there once, in order. */
export function checkConsecutive(from: number, to: number, changes: readonly Entry[]): void {
  let revision = from;
  for (const entry of changes) {
    const before = entry.entry === "single" ? entry.revision - 1 : entry.from;
    if (before !== revision)
      throw new ProtocolError(`a change of revision ${before} stands where ${revision} is reached`);
    revision = entry.entry === "single" ? entry.revision : entry.to;
  }
  if (revision !== to) throw new ProtocolError(`the changes lead to revision ${revision}, not to ${to}`);
}

function readEntry(json: unknown): Entry {
  const p = Fields.of(json, "entry");
  if (p.has("composed")) {
    const from = p.integer("from", 0);
    return { entry: "composed", from, to: p.integer("to", from), ops: p.ops("ops") };
  }
  return {
    entry: "single",
    revision: p.integer("revision", 1),
    kind: readKind(p),
    id: { displayId: p.integer("displayId", 0), seq: p.integer("seq", 0) },
    ops: p.ops("ops"),
  };
}

function readKind(p: Fields): CommitKind {
  if (!p.has("kind")) return { kind: "edit" };
  const kind = p.oneOf("kind", ["edit", "burnt", "refused", "restore"]);
  return kind === "refused" ? { kind, code: p.string("code") } : { kind };
}

function readRefused(p: Fields): RefusedMessage {
  return {
    message: MessageType.ERROR_REFUSED,
    code: p.string("code"),
    text: p.string("message"),
    seq: p.optionalInteger("seq", 0) ?? 0,
    retryAfterMillis: p.optionalInteger("retryAfterMillis", 0) ?? 0,
    at: p.has("chain") ? readPosition(p) : undefined,
  };
}

function readMembers(p: Fields): Member[] {
  return p.list("members", (json) => readMember(Fields.of(json, "member")));
}

function readMember(p: Fields): Member {
  const cursor = p.optionalObject("cursor");
  return {
    displayId: readDisplayId(p),
    name: p.string("name"),
    colour: p.colour("colour"),
    kind: p.oneOf("kind", ["person", "program"]),
    cursor: cursor && readCursor(cursor),
  };
}

function readCursor(p: Fields): Cursor {
  return { index: p.integer("index", -1), length: p.integer("length", 0), revision: p.integer("revision", 0) };
}

function readPosition(p: Fields): Position {
  return { revision: p.integer("revision", 0), chain: p.digest("chain") };
}

function readSeq(p: Fields): number {
  return p.integer("seq", 1);
}

function readDisplayId(p: Fields): number {
  return p.integer("displayId", 0);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ProtocolError("a message is not JSON");
  }
}
