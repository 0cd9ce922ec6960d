import { Delta, Document, type Ops, readOps, replaceMiddle, writeOps } from "../../ot";
import { Fields } from "../../protocol/fields";
import { digestOfSubmission } from "../digest";
import type { Identity, InFlight, StoredReplica } from "../types";

/** The version of the rows; a row of another version is never guessed at. */
const VERSION = 1;
/** The content is written anew when the change since has grown to this, or to a quarter of it. */
const ADVANCE_UNITS_MIN = 65_536;

/** What a page has to give to the next one: the replica and the count of its connections. */
export interface Unsaved {
  readonly replica: StoredReplica;
  /** The highest attempt that a `document/open` was sent with, or is about to be. */
  readonly attempt: number;
}

/** A content that is on the shelf already. */
export interface ContentOnShelf {
  readonly id: string;
  readonly document: Document;
}

/** The rows of an unsaved document; the content is missing where the one on the shelf still serves. */
export interface UnsavedRows {
  readonly unsaved: object;
  readonly content: object | undefined;
}

/**
 * The content of a large document does not change much between two keys, so it stands in a row of its own and is written
 * anew only when much has changed; the other row holds the way from there to the replica's revision. Both are put in one
 * transaction, and name each other.
 *
 * @param newId for the content, if it has to be written
 */
export function writeUnsaved(
  { replica, attempt }: Unsaved,
  by: string,
  shelved: ContentOnShelf | undefined,
  newId: string,
): UnsavedRows & { shelved: ContentOnShelf } {
  const advance = shelved && advanceFrom(shelved.document, replica.content);
  const base = shelved && advance !== undefined ? shelved : { id: newId, document: replica.content };
  const { inFlight, buffer } = replica;
  const unsaved = {
    version: VERSION,
    by,
    attempt,
    identity: replica.identity ?? null,
    formerIdentity: replica.formerIdentity ?? null,
    lastSeq: replica.lastSeq,
    revision: replica.position.revision,
    chain: replica.position.chain,
    contentId: base.id,
    advance: advance ?? "[]",
    inFlight: inFlight
      ? {
          displayId: inFlight.id.displayId,
          seq: inFlight.id.seq,
          base: inFlight.baseRevision,
          bytes: inFlight.bytes,
          hash: inFlight.hash,
          current: writeOps(inFlight.current.ops),
        }
      : null,
    sent: replica.sent,
    buffer: buffer ? writeOps(buffer.ops) : null,
  };
  const content =
    base === shelved ? undefined : { version: VERSION, id: base.id, ops: writeOps(replica.content.toOps()) };
  return { unsaved, content, shelved: base };
}

/** The way from a shelved content, unless it is so long that the content had better be written anew. */
function advanceFrom(shelved: Document, now: Document): string | undefined {
  if (shelved === now) return "[]";
  const advance = writeOps(replaceMiddle(shelved, now).ops);
  return advance.length > Math.max(ADVANCE_UNITS_MIN, now.length / 4) ? undefined : advance;
}

/**
 * Reads the two rows.
 *
 * @throws Error where they are of another version, damaged, or not of one piece
 */
export function readUnsaved(unsavedRow: unknown, contentRow: unknown): { unsaved: Unsaved; shelved: ContentOnShelf } {
  const row = versioned(unsavedRow, "unsaved edits");
  const contentFields = versioned(contentRow, "content");
  const id = contentFields.string("id");
  if (row.string("contentId") !== id) throw new Error("the content belongs to other edits");
  const document = Document.of(opsIn(contentFields, "ops"));
  const content = document.apply(Delta.on(document.length, opsIn(row, "advance")));
  const inFlight = readInFlight(row.objectOrNull("inFlight"), content);
  const bufferBase = inFlight?.current.resultLength ?? content.length;
  const buffer = row.isNull("buffer") ? undefined : Delta.on(bufferBase, opsIn(row, "buffer"));
  const replica: StoredReplica = {
    identity: readIdentity(row.objectOrNull("identity")),
    formerIdentity: readIdentity(row.objectOrNull("formerIdentity")),
    lastSeq: row.integer("lastSeq", 0),
    position: { revision: row.integer("revision", 0), chain: row.digest("chain") },
    content,
    inFlight,
    sent: row.optionalBoolean("sent") ?? false,
    buffer,
  };
  return { unsaved: { replica, attempt: row.integer("attempt", 0) }, shelved: { id, document } };
}

function versioned(value: unknown, what: string): Fields {
  const fields = Fields.of(value, what);
  const version = fields.integer("version", 1);
  if (version !== VERSION) throw new Error(`${what} of version ${version}, this page knows ${VERSION}`);
  return fields;
}

function readInFlight(row: Fields | undefined, content: Document): InFlight | undefined {
  if (row === undefined) return undefined;
  const bytes = row.string("bytes");
  const baseRevision = row.integer("base", 0);
  const hash = row.digest("hash");
  if (digestOfSubmission(baseRevision, bytes) !== hash) throw new Error("the bytes in flight are damaged");
  return {
    id: { displayId: row.integer("displayId", 1), seq: row.integer("seq", 1) },
    baseRevision,
    bytes,
    hash,
    current: Delta.on(content.length, opsIn(row, "current")),
  };
}

function readIdentity(row: Fields | undefined): Identity | undefined {
  return row && { clientId: row.string("clientId"), displayId: row.integer("displayId", 1) };
}

function opsIn(row: Fields, name: string): Ops {
  return readOps(JSON.parse(row.string(name)) as unknown);
}
