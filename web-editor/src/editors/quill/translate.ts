import {
  Attributes,
  Delta,
  Document,
  type Insert,
  Ops,
  type OpsBuilder,
  type Scalar,
  isInsert,
  replaceMiddle,
  toAcceptableText,
} from "../../ot";
import { type Place, attributeRule } from "../../types/attributeRule";
import { type DocumentType, allowsEmbed } from "../../types/documentType";
import { normaliseValue } from "./attributeValues";

/** An operation as Quill emits it. Nothing in it is believed. */
export interface EditorOp {
  readonly insert?: unknown;
  readonly retain?: unknown;
  readonly delete?: unknown;
  readonly attributes?: unknown;
}

/** What a document cannot hold and was left out. */
export interface Dropped {
  images: number;
  embeds: number;
  links: number;
}

export interface Translation {
  /** On the document as the replica's screen has it. */
  readonly change: Delta;
  readonly dropped: Dropped;
}

/** Kinds of line of which the editor can show only one. */
export const LINE_KINDS: readonly string[] = ["code-block", "list", "header", "blockquote"];

const NEWLINE = "\n";

/**
 * What the editor did, as a change that the server accepts: values are normalised, what a document cannot hold is left
 * out, attributes of text stay off newlines and attributes of lines off text, the newline at the end stays.
 *
 * The editor's document always ends with a newline. A rich document does too; a plain text document does not, and then
 * the last newline is the editor's own.
 *
 * @param ops what the editor did to its document
 * @param before the replica's screen before it
 * @param contentsAfter the editor's whole document after it: what counts where the ops make no sense
 */
export function translate(
  type: DocumentType,
  ops: readonly EditorOp[],
  before: Document,
  contentsAfter: () => readonly EditorOp[],
): Translation {
  const dropped: Dropped = { images: 0, embeds: 0, links: 0 };
  const editorBefore = type === "rich" ? before : withNewline(before);
  try {
    const change = keepFinalNewline(editorBefore, new Translator(type, editorBefore, dropped).run(ops));
    const bound = Delta.on(before.length, change);
    before.apply(bound);
    return { change: bound, dropped };
  } catch {
    const after = endingWithNewline(Document.of(translateInserts(type, contentsAfter()).ops));
    return { change: Delta.on(before.length, fromTo(editorBefore, after)), dropped };
  }
}

/** Contents from outside, as a document of this type can hold them; anything but inserts is left out. */
export function translateInserts(type: DocumentType, contents: readonly EditorOp[]): { ops: Ops; dropped: Dropped } {
  const dropped: Dropped = { images: 0, embeds: 0, links: 0 };
  const inserts = contents.filter((op) => op.insert !== undefined);
  return { ops: new Translator(type, Document.EMPTY, dropped).run(inserts), dropped };
}

class Translator {
  private readonly out: OpsBuilder = Ops.builder();
  private position = 0;

  constructor(
    private readonly type: DocumentType,
    private readonly before: Document,
    private readonly dropped: Dropped,
  ) {}

  run(ops: readonly EditorOp[]): Ops {
    for (const op of ops) {
      if (op.insert !== undefined) this.insert(op.insert, op.attributes);
      else if (op.retain !== undefined) this.retain(lengthOf(op.retain), op.attributes);
      else this.delete(lengthOf(op.delete));
    }
    return this.out.build();
  }

  private insert(what: unknown, attributes: unknown): void {
    if (typeof what === "string") {
      for (const run of runsOf(toAcceptableText(what))) {
        this.out.insert(run, this.attributesFor(placeOf(run), attributes, Attributes.NONE));
      }
      return;
    }
    const [member] = Object.entries(what ?? {}) as [string, unknown][];
    const [name, value] = member ?? ["", undefined];
    const embed = { type: name, value: value as Scalar };
    if (allowsEmbed(this.type, embed)) {
      this.out.insert(embed, this.attributesFor(name === "image" ? "image" : undefined, attributes, Attributes.NONE));
    } else if (name === "image") {
      this.dropped.images++;
    } else {
      this.dropped.embeds++;
    }
  }

  private delete(length: number): void {
    this.out.delete(length);
    this.position += length;
  }

  private retain(length: number, attributes: unknown): void {
    const end = this.position + length;
    if (isEmptyObject(attributes)) {
      this.out.retain(length);
    } else {
      for (const piece of this.before.slice(this.position, end)) this.retainPiece(piece, attributes);
    }
    this.position = end;
  }

  private retainPiece(piece: Insert, attributes: unknown): void {
    if (piece.kind === "insertEmbed") {
      const place = piece.embed.type === "image" ? "image" : undefined;
      this.out.retain(1, this.attributesFor(place, attributes, piece.attributes));
      return;
    }
    for (const run of runsOf(piece.text)) {
      this.out.retain(run.length, this.attributesFor(placeOf(run), attributes, piece.attributes));
    }
  }

  /** What of the wanted attributes may stand on such a place and changes anything there. */
  private attributesFor(place: Place | undefined, wanted: unknown, present: Attributes): Attributes {
    if (this.type === "text" || typeof wanted !== "object" || wanted === null) return Attributes.NONE;
    const entries: [string, Scalar | null][] = [];
    let mentionsKind = false;
    for (const [name, raw] of Object.entries(wanted)) {
      if (attributeRule(name)?.place !== place) continue;
      const value = raw === null || raw === false ? null : normaliseValue(name, raw);
      if (value === undefined && name === "link") this.dropped.links++;
      if (value === undefined) continue;
      mentionsKind ||= LINE_KINDS.includes(name);
      if (value !== (present.get(name) ?? null)) entries.push([name, value]);
    }
    if (mentionsKind) entries.push(...otherKinds(present, wanted));
    return Attributes.of(entries);
  }
}

/** A line gets one kind; what it was before, even where the editor could not show it, goes. */
function otherKinds(present: Attributes, wanted: object): [string, null][] {
  return LINE_KINDS.filter((name) => !(name in wanted) && present.get(name) !== undefined).map((name) => [name, null]);
}

/** The same change, except that the last unit of `before`, a newline, is neither deleted nor followed by anything. */
function keepFinalNewline(before: Document, ops: Ops): Ops {
  if (!touchesEnd(ops, before.length)) return ops;
  return fromTo(before, endingWithNewline(before.apply(Delta.on(before.length, ops))));
}

/**
 * A change from one document to another, both ending with a newline: the one of the first stays and takes over the
 * attributes of the other.
 */
function fromTo(before: Document, after: Document): Ops {
  const middle = replaceMiddle(withoutLast(before), withoutLast(after));
  const [was, is] = [attributesAtEnd(before), attributesAtEnd(after)];
  const removed: [string, null][] = was.names().flatMap((name) => (is.get(name) === undefined ? [[name, null]] : []));
  const set = [...is].filter(([name, value]) => was.get(name) !== value);
  const out = Ops.builder();
  for (const op of middle.ops) out.push(op);
  return out
    .retain(before.length - 1 - middle.ops.requiredBaseLength())
    .retain(1, Attributes.of([...removed, ...set]))
    .build();
}

function touchesEnd(ops: Ops, length: number): boolean {
  let position = 0;
  for (const op of ops) {
    if (isInsert(op) && position >= length) return true;
    if (!isInsert(op)) position += op.length;
    if (op.kind === "delete" && position >= length) return true;
  }
  return false;
}

function endingWithNewline(document: Document): Document {
  return document.endsWithNewline() ? document : withNewline(document);
}

function withNewline(document: Document): Document {
  return document.apply(Delta.on(document.length, Ops.builder().retain(document.length).insert(NEWLINE).build()));
}

function withoutLast(document: Document): Document {
  return document.apply(
    Delta.on(
      document.length,
      Ops.builder()
        .retain(document.length - 1)
        .delete(1)
        .build(),
    ),
  );
}

function attributesAtEnd(document: Document): Attributes {
  return document.slice(document.length - 1, document.length)[0]?.attributes ?? Attributes.NONE;
}

/** Newlines and everything else, apart. */
function runsOf(text: string): string[] {
  return text.match(/\n+|[^\n]+/g) ?? [];
}

function placeOf(run: string): Place {
  return run.startsWith(NEWLINE) ? "newline" : "text";
}

function lengthOf(value: unknown): number {
  if (typeof value !== "number") throw new TypeError("a length is not a number");
  return value;
}

function isEmptyObject(value: unknown): boolean {
  return typeof value !== "object" || value === null || Object.keys(value).length === 0;
}
