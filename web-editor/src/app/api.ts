import { Fields, ProtocolError } from "../protocol/fields";
import type { Reachability } from "../sync/link";

/** An answer that is not the one hoped for; the message is a sentence for a person. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    /** The HTTP status, 0 where there was no answer at all. */
    readonly status: number,
    readonly code: string,
    message: string,
    readonly signInAllowed = false,
  ) {
    super(message);
  }
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
}

export interface Me {
  readonly person: Person;
  /** A guest came with an invitation and cannot make documents. */
  readonly guest: boolean;
}

export interface DocumentEntry {
  readonly id: string;
  readonly title: string;
  readonly type: "rich" | "text";
  readonly changedAt: string;
  readonly revision: number;
  readonly role: "write" | "read";
  /** May rename, delete and invite. */
  readonly manages: boolean;
}

export interface Invitation {
  readonly url: string;
  readonly expiresAt: string;
}

export type Access = "read" | "write";

const PREFIX = "/api/v1";
const UNREACHABLE = "The server cannot be reached. Check that it is running and try again.";

/** Who is signed in; an error with status 401 says nobody. */
export async function me(): Promise<Me> {
  const fields = await call("GET", "/me");
  return { person: readPerson(fields), guest: fields.optionalBoolean("guest") ?? false };
}

export async function signIn(name: string): Promise<void> {
  await call("POST", "/sign-in", { name });
}

export async function signOut(): Promise<void> {
  await call("POST", "/sign-out");
}

/** One page of documents; `next` asks for the one after it. */
export async function listDocuments(after?: string): Promise<{ documents: DocumentEntry[]; next: string | undefined }> {
  const fields = await call("GET", `/documents${after === undefined ? "" : `?after=${encodeURIComponent(after)}`}`);
  return {
    documents: fields.list("documents", (json) => readDocument(Fields.of(json, "document"))),
    next: fields.optionalString("next"),
  };
}

export async function createDocument(title: string, type: "rich" | "text"): Promise<DocumentEntry> {
  return readDocument(await call("POST", "/documents", { title, type }));
}

export async function readDocumentEntry(id: string): Promise<DocumentEntry> {
  return readDocument(await call("GET", documentPath(id)));
}

export async function renameDocument(id: string, title: string): Promise<DocumentEntry> {
  return readDocument(await call("PATCH", documentPath(id), { title }));
}

export async function deleteDocument(id: string): Promise<void> {
  await call("DELETE", documentPath(id));
}

export async function invite(id: string, access: Access, expiresInSeconds: number): Promise<Invitation> {
  const fields = await call("POST", `${documentPath(id)}/invitations`, { access, expiresInSeconds });
  return { url: fields.string("url"), expiresAt: fields.string("expiresAt") };
}

/** Takes an invitation along; says who the server now takes this browser for. */
export async function join(id: string, invitation: string, name: string): Promise<Person> {
  return readPerson(await call("POST", `${documentPath(id)}/join`, { invitation, name }));
}

/** Why a document cannot be opened, found out by asking for it. */
export async function probeDocument(id: string): Promise<Reachability> {
  try {
    await readDocumentEntry(id);
    return "reachable";
  } catch (error) {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 401) return "authentication";
    if (status === 403) return "forbidden";
    return status === 404 ? "gone" : "unreachable";
  }
}

export function documentPath(id: string): string {
  return `/documents/${encodeURIComponent(id)}`;
}

export async function call(method: string, path: string, body?: object): Promise<Fields> {
  const request: RequestInit = { method, credentials: "same-origin" };
  if (body !== undefined) {
    request.headers = { "Content-Type": "application/json" };
    request.body = JSON.stringify(body);
  }
  let response: Response;
  try {
    response = await fetch(PREFIX + path, request);
  } catch {
    throw new ApiError(0, "UNREACHABLE", UNREACHABLE);
  }
  const json: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw problem(response.status, json);
  try {
    return Fields.of(json, "answer");
  } catch {
    throw notUnderstood(response.status);
  }
}

function problem(status: number, json: unknown): ApiError {
  try {
    const fields = Fields.of(json, "problem");
    const message = fields.optionalString("detail") ?? fields.optionalString("title") ?? UNREACHABLE;
    const signInAllowed = fields.optionalBoolean("signInAllowed") ?? false;
    return new ApiError(status, fields.optionalString("code") ?? "UNKNOWN", message, signInAllowed);
  } catch {
    return notUnderstood(status);
  }
}

function notUnderstood(status: number): ApiError {
  return new ApiError(status, "UNKNOWN", `The server gave an answer that this page does not understand (${status}).`);
}

function readPerson(fields: Fields): Person {
  const person = fields.object("person");
  return { id: person.string("id"), name: person.string("name"), colour: person.colour("colour") };
}

function readDocument(fields: Fields): DocumentEntry {
  const role = fields.oneOf("role", ["write", "read"]);
  return {
    id: fields.string("id"),
    title: fields.string("title"),
    type: fields.oneOf("type", ["rich", "text"]),
    changedAt: fields.optionalString("changedAt") ?? fields.string("createdAt"),
    revision: fields.integer("revision", 0),
    role,
    manages: fields.optionalBoolean("manages") ?? role === "write",
  };
}

/** What to tell a person about an error, whatever it is. */
export function sentenceFor(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  if (error instanceof ProtocolError) return "The server gave an answer that this page does not understand.";
  return "Something went wrong in this page. Reload it and try again.";
}
