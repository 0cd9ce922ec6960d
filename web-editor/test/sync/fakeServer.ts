import { Delta, Document, type Ops, readOps, writeOps } from "../../src/ot";
import { CloseCode } from "../../src/protocol";
import { type DocumentType, checkApplied, checkSubmitted, startOf } from "../../src/types/documentType";
import { digestOfSubmission } from "../../src/sync/digest";

/** One revision of the log. */
export interface Commit {
  readonly revision: number;
  readonly displayId: number;
  readonly seq: number;
  readonly kind: "edit" | "burnt" | "refused";
  readonly ops: Ops;
  readonly hash: string;
}

/** The limits under which the fake misbehaves as the real server may. */
export interface FakeRules {
  /** Bases older than this are burnt. */
  readonly transformWindow: number;
  /** Gaps of more commits than this are composed where that is allowed. */
  readonly singlesMax: number;
  readonly documentLengthMax: number;
  /** With a type the rules of the document types hold, and an edit that breaks them fails the test. */
  readonly documentType?: DocumentType;
}

interface OpenPayload {
  clientId?: string;
  attempt: number;
  revision?: number;
  inflight?: { clientId?: string; seq: number; base: number; hash: string };
}

/** The server's end of one connection. What it says is put into `outbox` and delivered when the schedule wants. */
export class FakeConnection {
  readonly outbox: string[] = [];
  closedWith: number | undefined;
  displayId = 0;
  cursor = 0;
  isOpen = false;

  say(name: string, payload: object): void {
    const [type, action] = name.split("/");
    if (this.closedWith === undefined) this.outbox.push(JSON.stringify({ type, action, payload }));
  }
}

/** The rules of the commit protocol for one document, in memory: what a server decides, without sockets or a database. */
export class FakeServer {
  readonly commits: Commit[] = [];
  private readonly documents: Document[];
  private readonly displayIds = new Map<string, number>();
  private displayIdsGiven = 0;
  private readonly attempts = new Map<string, number>();
  private readonly lastBurnt = new Map<number, number>();
  private readonly connections: FakeConnection[] = [];

  constructor(private readonly rules: FakeRules) {
    this.documents = [startOf(rules.documentType ?? "text")];
  }

  get head(): number {
    return this.commits.length;
  }

  get document(): Document {
    return this.documentAt(this.head);
  }

  connect(): FakeConnection {
    const connection = new FakeConnection();
    this.connections.push(connection);
    return connection;
  }

  receive(connection: FakeConnection, text: string): void {
    if (connection.closedWith !== undefined) return;
    const { type, action, payload } = JSON.parse(text) as { type: string; action: string; payload: unknown };
    if (action === "open") this.open(connection, payload as OpenPayload);
    else if (type === "operation") this.submit(connection, payload as { revision: number; seq: number; ops: unknown });
    else if (action === "ping") connection.say("heartbeat/pong", {});
  }

  /** Sends what the connection has not seen: alone as an acknowledgement, together as one frame. */
  flush(connection: FakeConnection): void {
    if (!connection.isOpen || connection.cursor >= this.head) return;
    const news = this.commits.slice(connection.cursor);
    const [first] = news;
    if (first !== undefined && news.length === 1 && first.displayId === connection.displayId) {
      this.answerAlone(connection, first);
    } else {
      const changes = news.map(toEntry);
      connection.say("operation/remote", {
        from: connection.cursor,
        to: this.head,
        chain: chainAt(this.head),
        changes,
      });
    }
    connection.cursor = this.head;
  }

  /** No client id is known any more. */
  forgetClients(): void {
    this.displayIds.clear();
  }

  /** An old backup is restored: nothing after this revision happened. */
  forgetAfter(revision: number): void {
    this.commits.length = revision;
    this.documents.length = revision + 1;
  }

  close(connection: FakeConnection, code: number): void {
    connection.closedWith ??= code;
    connection.isOpen = false;
  }

  private answerAlone(connection: FakeConnection, commit: Commit): void {
    const { seq, revision, kind } = commit;
    const at = { revision, chain: chainAt(revision) };
    if (kind === "edit") connection.say("operation/ack", { seq, ...at });
    else if (kind === "burnt") connection.say("operation/rebase", { seq, ...at });
    else connection.say("error/refused", { code: "DOC_FULL", message: "full", seq, ...at });
  }

  private submit(connection: FakeConnection, payload: { revision: number; seq: number; ops: unknown }): void {
    if (!connection.isOpen) throw new Error("an operation before document/open");
    const { displayId } = connection;
    const ops = readOps(payload.ops);
    const hash = digestOfSubmission(payload.revision, writeOps(ops));
    const stored = this.find(displayId, payload.seq);
    if (stored !== undefined) {
      if (stored.hash !== hash) {
        connection.say("error/refused", { code: "SEQ_REUSED", message: "reused", seq: payload.seq });
        this.close(connection, CloseCode.SUPERSEDED);
      } else if (stored.revision <= connection.cursor) {
        this.answerAlone(connection, stored);
      }
      return;
    }
    const lastSeq = this.lastSeq(displayId);
    if (payload.seq !== lastSeq + 1) {
      connection.say("error/refused", { code: "SEQ_GAP", message: "gap", seq: payload.seq, lastSeq });
      return;
    }
    this.judge(displayId, payload.seq, payload.revision, ops, hash);
  }

  private judge(displayId: number, seq: number, base: number, ops: Ops, hash: string): void {
    const tooOld = base < this.head - this.rules.transformWindow && base < (this.lastBurnt.get(displayId) ?? Infinity);
    if (tooOld) {
      this.burn(displayId, seq, hash);
      return;
    }
    let carried = Delta.on(this.documentAt(base).length, ops);
    for (let revision = base; revision < this.head; revision++) {
      const commit = this.commits[revision];
      if (commit !== undefined) {
        carried = carried.transformOver(Delta.on(this.documentAt(revision).length, commit.ops));
      }
    }
    this.checkType(base, ops, carried);
    const full = carried.resultLength > this.rules.documentLengthMax && carried.resultLength > carried.baseLength;
    if (full) this.append(displayId, seq, "refused", Delta.identity(carried.baseLength), hash);
    else this.append(displayId, seq, "edit", carried, hash);
  }

  private checkType(base: number, ops: Ops, carried: Delta): void {
    const type = this.rules.documentType;
    if (type === undefined) return;
    const atBase = Delta.on(this.documentAt(base).length, ops);
    const code =
      checkSubmitted(type, ops) ??
      checkApplied(type, this.documentAt(base), atBase, this.rules.documentLengthMax) ??
      checkApplied(type, this.document, carried, this.rules.documentLengthMax);
    if (code !== undefined) throw new Error(`${code}: ${ops.toString()} on ${this.document.toOps().toString()}`);
  }

  private burn(displayId: number, seq: number, hash: string): void {
    this.append(displayId, seq, "burnt", Delta.identity(this.document.length), hash);
    this.lastBurnt.set(displayId, this.head);
  }

  private append(displayId: number, seq: number, kind: Commit["kind"], delta: Delta, hash: string): void {
    const after = this.document.apply(delta);
    this.commits.push({ revision: this.head + 1, displayId, seq, kind, ops: delta.ops, hash });
    this.documents.push(after);
  }

  private open(connection: FakeConnection, open: OpenPayload): void {
    const known = open.clientId !== undefined && this.displayIds.has(open.clientId);
    const clientId = known && open.clientId !== undefined ? open.clientId : `client-${++this.displayIdsGiven}`;
    if (!known) this.displayIds.set(clientId, this.displayIdsGiven);
    const displayId = this.displayIds.get(clientId) ?? 0;
    if (open.attempt <= (this.attempts.get(clientId) ?? 0)) return;
    this.attempts.set(clientId, open.attempt);
    for (const other of this.connections) {
      if (other !== connection && other.displayId === displayId) this.close(other, CloseCode.SUPERSEDED);
    }
    let singlesThrough = open.revision ?? 0;
    const settled = open.inflight && this.settle(open.inflight, displayId);
    if (settled?.outcome === "reused") {
      connection.say("error/refused", { code: "SEQ_REUSED", message: "reused", seq: open.inflight?.seq });
      this.close(connection, CloseCode.SUPERSEDED);
      return;
    }
    if (settled?.outcome === "edit") singlesThrough = settled.revision;
    if (open.inflight && settled === undefined) singlesThrough = this.head;
    connection.displayId = displayId;
    connection.isOpen = true;
    connection.cursor = this.head;
    connection.say("document/init", {
      clientId,
      displayId,
      revision: this.head,
      chain: chainAt(this.head),
      lastSeq: this.lastSeq(displayId),
      ...(open.revision === undefined
        ? { content: toJson(this.document.toOps()) }
        : { changes: this.changes(open.revision, singlesThrough) }),
      ...(settled && { settled }),
      role: "write",
      documentType: this.rules.documentType ?? "text",
      title: "Test",
      members: [],
      limits: LIMITS,
    });
  }

  /** What became of an operation in flight; nothing where the client may send it again as it is. */
  private settle(
    inflight: NonNullable<OpenPayload["inflight"]>,
    displayId: number,
  ): { outcome: string; revision: number; seq: number; displayId: number; code?: string } | undefined {
    const id = inflight.clientId === undefined ? displayId : (this.displayIds.get(inflight.clientId) ?? displayId);
    const key = { seq: inflight.seq, displayId: id };
    const stored = this.find(id, inflight.seq);
    if (stored !== undefined) {
      if (stored.hash !== inflight.hash) return { ...key, outcome: id === displayId ? "reused" : "burnt", revision: 0 };
      return {
        ...key,
        outcome: stored.kind,
        revision: stored.revision,
        ...(stored.kind === "refused" && { code: "DOC_FULL" }),
      };
    }
    if (id === displayId && inflight.base >= this.head - this.rules.transformWindow) return undefined;
    this.burn(id, inflight.seq, inflight.hash);
    return { ...key, outcome: "burnt", revision: this.head };
  }

  private changes(from: number, singlesThrough: number): object[] {
    const composeFrom = Math.max(from, singlesThrough);
    if (this.head - composeFrom <= this.rules.singlesMax) return this.commits.slice(from).map(toEntry);
    const composed = Delta.composeAll(
      this.documentAt(composeFrom).length,
      this.commits.slice(composeFrom).map((c) => Delta.on(this.documentAt(c.revision - 1).length, c.ops)),
    );
    return [
      ...this.commits.slice(from, composeFrom).map(toEntry),
      { from: composeFrom, to: this.head, ops: toJson(composed.ops), composed: true },
    ];
  }

  private find(displayId: number, seq: number): Commit | undefined {
    return this.commits.find((c) => c.displayId === displayId && c.seq === seq);
  }

  private lastSeq(displayId: number): number {
    return Math.max(0, ...this.commits.filter((c) => c.displayId === displayId).map((c) => c.seq));
  }

  private documentAt(revision: number): Document {
    return this.documents[revision] ?? Document.EMPTY;
  }
}

const LIMITS = {
  operationBytesMax: 400,
  componentsMax: 8,
  attributesPerComponentMax: 16,
  messageBytesMax: 100_000,
  documentLengthMax: 5_000_000,
};

export function chainAt(revision: number): string {
  return revision.toString(16).padStart(32, "0");
}

function toEntry(commit: Commit): object {
  const { revision, displayId, seq, kind } = commit;
  return {
    revision,
    displayId,
    seq,
    at: 0,
    ops: toJson(commit.ops),
    ...(kind !== "edit" && { kind }),
    ...(kind === "refused" && { code: "DOC_FULL" }),
  };
}

function toJson(ops: Ops): unknown {
  return JSON.parse(writeOps(ops)) as unknown;
}
