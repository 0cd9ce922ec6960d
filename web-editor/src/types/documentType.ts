import { type Attributes, type Delta, Document, type Embed, type Op, type Ops, isInsert, opLength } from "../ot";
import { RefusalCode } from "../sync/refusalCode";
import { type Place, attributeRule, placeTakesEmbed, placeTakesText } from "./attributeRule";
import { type ImagePolicy, isImageAddress } from "./webAddress";

/** What may be in a document; the same table as the server's. */
export type DocumentType = "rich" | "text";

/** The document at revision 0. */
export function startOf(type: DocumentType): Document {
  return type === "rich" ? Document.ofText("\n") : Document.EMPTY;
}

/** What can be judged by the bytes alone: names and values of attributes, embeds. The code, or nothing. */
export function checkSubmitted(type: DocumentType, ops: Ops, images: ImagePolicy = "OWN_UPLOADS"): string | undefined {
  for (const op of ops) {
    if (op.kind === "insertEmbed" && !allowsEmbed(type, op.embed, images)) return RefusalCode.EMBED;
    const code = op.kind === "delete" ? undefined : checkAttributes(type, op.attributes);
    if (code !== undefined) return code;
  }
  return undefined;
}

/** What depends on the document: the final newline, the length, where attributes stand. The code, or nothing. */
export function checkApplied(
  type: DocumentType,
  before: Document,
  change: Delta,
  documentLengthMax: number,
): string | undefined {
  if (change.resultLength > documentLengthMax && change.resultLength > before.length) return RefusalCode.DOC_FULL;
  if (type === "text") return undefined;
  let position = 0;
  let misplaced = false;
  for (const op of change.ops) {
    if (touchesEnd(op, position, change.baseLength)) return RefusalCode.OP_FINAL_NEWLINE;
    misplaced ||= isMisplaced(before, position, op);
    if (!isInsert(op)) position += op.length;
  }
  return misplaced ? RefusalCode.ATTR_PLACE : undefined;
}

export function allowsEmbed(type: DocumentType, embed: Embed, images: ImagePolicy = "OWN_UPLOADS"): boolean {
  if (type === "text") return false;
  if (embed.type === "image") return typeof embed.value === "string" && isImageAddress(embed.value, images);
  return embed.type === "divider" && embed.value === true;
}

function checkAttributes(type: DocumentType, attributes: Attributes): string | undefined {
  for (const [name, value] of attributes) {
    const rule = attributeRule(name);
    if (type === "text" || rule === undefined) return RefusalCode.ATTR_KEY;
    if (value !== null && !rule.allows(value)) return RefusalCode.ATTR_VALUE;
  }
  return undefined;
}

function touchesEnd(op: Op, position: number, documentLength: number): boolean {
  if (op.kind === "retain") return false;
  return (isInsert(op) ? position : position + opLength(op)) === documentLength;
}

function isMisplaced(before: Document, position: number, op: Op): boolean {
  if (op.kind === "delete") return false;
  const places = placesOf(op.attributes);
  if (places.length === 0) return false;
  const contents = op.kind === "retain" ? before.slice(position, position + op.length) : [op];
  return contents.some((content) =>
    places.some((place) =>
      content.kind === "insertText" ? !placeTakesText(place, content.text) : !placeTakesEmbed(place, content.embed),
    ),
  );
}

/** Where the attributes that are set, not removed, belong. */
function placesOf(attributes: Attributes): Place[] {
  const places = new Set<Place>();
  for (const [name, value] of attributes) {
    const place = value === null ? undefined : attributeRule(name)?.place;
    if (place !== undefined) places.add(place);
  }
  return [...places];
}
