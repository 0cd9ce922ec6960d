import type { Attributes, Scalar } from "./attributes";

/** One thing of length 1 that is not a character: an image, a divider. */
export interface Embed {
  readonly type: string;
  readonly value: Scalar;
}

export interface Retain {
  readonly kind: "retain";
  readonly length: number;
  readonly attributes: Attributes;
}

export interface InsertText {
  readonly kind: "insertText";
  readonly text: string;
  readonly attributes: Attributes;
}

export interface InsertEmbed {
  readonly kind: "insertEmbed";
  readonly embed: Embed;
  readonly attributes: Attributes;
}

export interface Delete {
  readonly kind: "delete";
  readonly length: number;
}

/** One component of a change. All lengths are UTF-16 code units. */
export type Op = Retain | InsertText | InsertEmbed | Delete;

export type Insert = InsertText | InsertEmbed;

export function isInsert(op: Op): op is Insert {
  return op.kind === "insertText" || op.kind === "insertEmbed";
}

export function opLength(op: Op): number {
  switch (op.kind) {
    case "retain":
    case "delete":
      return op.length;
    case "insertText":
      return op.text.length;
    case "insertEmbed":
      return 1;
  }
}

export function opEquals(a: Op, b: Op): boolean {
  switch (a.kind) {
    case "retain":
      return b.kind === "retain" && a.length === b.length && a.attributes.equals(b.attributes);
    case "delete":
      return b.kind === "delete" && a.length === b.length;
    case "insertText":
      return b.kind === "insertText" && a.text === b.text && a.attributes.equals(b.attributes);
    case "insertEmbed":
      return b.kind === "insertEmbed" && embedEquals(a.embed, b.embed) && a.attributes.equals(b.attributes);
  }
}

/** The part [from, to) of an op; an embed is only ever taken whole. */
export function sliceOp(op: Op, from: number, to: number): Op {
  switch (op.kind) {
    case "retain":
      return { kind: "retain", length: to - from, attributes: op.attributes };
    case "delete":
      return { kind: "delete", length: to - from };
    case "insertText":
      return from === 0 && to === op.text.length
        ? op
        : { kind: "insertText", text: op.text.slice(from, to), attributes: op.attributes };
    case "insertEmbed":
      return op;
  }
}

function embedEquals(a: Embed, b: Embed): boolean {
  return a.type === b.type && a.value === b.value;
}
