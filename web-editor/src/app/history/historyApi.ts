import { Document, type Ops } from "../../ot";
import { Fields } from "../../protocol/fields";
import { call, documentPath } from "../api";

/** Who made a revision. */
export interface Author {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
}

/** A stretch of work without a long pause. */
export interface Session {
  readonly fromRevision: number;
  readonly throughRevision: number;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly authors: readonly Author[];
}

/** A revision that somebody gave a name. */
export interface Version {
  readonly id: string;
  readonly revision: number;
  readonly name: string;
}

/** What happened to a stretch of a document, in the order of the document. */
export type Step =
  | { readonly kind: "kept"; readonly length: number }
  | { readonly kind: "formatted"; readonly length: number }
  | { readonly kind: "inserted"; readonly content: Ops; readonly author: Author | undefined }
  | { readonly kind: "deleted"; readonly content: Ops; readonly author: Author | undefined };

/** What a document held at a revision. */
export interface Content {
  readonly revision: number;
  readonly at: string;
  readonly document: Document;
}

/** Asks the server about the history of one document. Every method fails with an `ApiError`. */
export class HistoryApi {
  constructor(private readonly documentId: string) {}

  /** One page of sessions, newest first; `next` asks for the one after it. */
  async sessions(before?: number): Promise<{ sessions: Session[]; next: number | undefined }> {
    const fields = await this.get(`/sessions${before === undefined ? "" : `?before=${before}`}`);
    return {
      sessions: fields.list("sessions", (json) => readSession(Fields.of(json, "session"))),
      next: fields.optionalInteger("next", 1),
    };
  }

  /** All named versions, the newest revision first. */
  async versions(): Promise<Version[]> {
    const versions: Version[] = [];
    let after: string | undefined;
    do {
      const fields = await this.get(`/versions?limit=200${after === undefined ? "" : `&after=${after}`}`);
      versions.push(...fields.list("versions", (json) => readVersion(Fields.of(json, "version"))));
      after = fields.optionalString("next");
    } while (after !== undefined);
    return versions.sort((a, b) => b.revision - a.revision);
  }

  /** What the document held at a revision. */
  async content(revision: number): Promise<Content> {
    const fields = await this.get(`/content?revision=${revision}`);
    return {
      revision: fields.integer("revision", 0),
      at: fields.string("at"),
      document: Document.of(fields.ops("content")),
    };
  }

  /** All that happened from one revision to a later one. */
  async steps(from: number, to: number): Promise<Step[]> {
    const steps: Step[] = [];
    let after: number | undefined = 0;
    while (after !== undefined) {
      const fields = await this.get(`/diff?from=${from}&to=${to}&after=${after}`);
      const people = fields.object("people");
      steps.push(...fields.list("steps", (json) => readStep(Fields.of(json, "step"), people)));
      after = fields.optionalInteger("next", 1);
    }
    return steps;
  }

  /** Gives a revision a name. */
  async name(revision: number, name: string): Promise<Version> {
    return readVersion(await call("POST", this.path("/versions"), { revision, name }));
  }

  /** Takes a name away. */
  async unname(version: Version): Promise<void> {
    await call("DELETE", this.path(`/versions/${encodeURIComponent(version.id)}`));
  }

  /** Brings a past state back as a new revision; says which. */
  async restore(revision: number): Promise<number> {
    return (await call("POST", this.path("/restore"), { revision })).integer("revision", 0);
  }

  /** Makes a new document of a past state; says its id. */
  async copy(revision: number, title: string): Promise<string> {
    return (await call("POST", this.path("/copies"), { revision, title })).string("id");
  }

  /** Where the server plays a stretch of the history. */
  playbackAddress(from: number, revisionsPerSecond: number): string {
    return `/api/v1${this.path("/playback")}?from=${from}&speed=${revisionsPerSecond}`;
  }

  private get(path: string): Promise<Fields> {
    return call("GET", this.path(path));
  }

  private path(rest: string): string {
    return documentPath(this.documentId) + rest;
  }
}

function readAuthor(fields: Fields): Author {
  return { id: fields.string("id"), name: fields.string("name"), colour: fields.colour("colour") };
}

function readSession(fields: Fields): Session {
  return {
    fromRevision: fields.integer("fromRevision", 1),
    throughRevision: fields.integer("throughRevision", 1),
    startedAt: fields.string("startedAt"),
    endedAt: fields.string("endedAt"),
    authors: fields.list("shares", (json) => readAuthor(Fields.of(json, "share").object("author"))),
  };
}

function readVersion(fields: Fields): Version {
  return { id: fields.string("id"), revision: fields.integer("revision", 0), name: fields.string("name") };
}

function readStep(fields: Fields, people: Fields): Step {
  if (fields.has("kept")) return { kind: "kept", length: fields.integer("kept", 1) };
  if (fields.has("formatted")) {
    const length = fields.ops("formatted").requiredBaseLength();
    return { kind: "formatted", length };
  }
  const person = people.optionalObject(String(fields.integer("author", 0)));
  const author = person && readAuthor(person);
  return fields.has("inserted")
    ? { kind: "inserted", content: fields.ops("inserted"), author }
    : { kind: "deleted", content: fields.ops("deleted"), author };
}
