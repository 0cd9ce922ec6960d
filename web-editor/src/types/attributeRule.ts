import type { Embed, Scalar } from "../ot";
import { isLink } from "./webAddress";

/** What an attribute belongs on: characters, the newline that ends a line, an image. */
export type Place = "text" | "newline" | "image";

/** One line of the table of attributes of a rich document. */
interface AttributeRule {
  readonly place: Place;
  readonly allows: (value: Scalar) => boolean;
}

const ALT_LENGTH_MAX = 300;
const IMAGE_PIXELS_MAX = 4_000;
const COLOUR = /^#[0-9a-f]{6}$/;
const LANGUAGE = /^[a-z0-9+#-]{1,20}$/;

const isTrue = (value: Scalar): boolean => value === true;
const isColour = matching(COLOUR);

const TABLE: ReadonlyMap<string, AttributeRule> = new Map<string, AttributeRule>([
  ["bold", { place: "text", allows: isTrue }],
  ["italic", { place: "text", allows: isTrue }],
  ["underline", { place: "text", allows: isTrue }],
  ["strike", { place: "text", allows: isTrue }],
  ["code", { place: "text", allows: isTrue }],
  ["script", { place: "text", allows: oneOf("sub", "super") }],
  ["link", { place: "text", allows: (value) => typeof value === "string" && isLink(value) }],
  ["color", { place: "text", allows: isColour }],
  ["background", { place: "text", allows: isColour }],
  ["size", { place: "text", allows: oneOf("small", "large", "huge") }],
  ["font", { place: "text", allows: oneOf("serif", "monospace") }],
  ["header", { place: "newline", allows: between(1, 6) }],
  ["list", { place: "newline", allows: oneOf("bullet", "ordered", "checked", "unchecked") }],
  ["indent", { place: "newline", allows: between(1, 8) }],
  ["align", { place: "newline", allows: oneOf("center", "right", "justify") }],
  ["direction", { place: "newline", allows: oneOf("rtl") }],
  ["blockquote", { place: "newline", allows: isTrue }],
  ["code-block", { place: "newline", allows: (value) => isTrue(value) || matching(LANGUAGE)(value) }],
  ["alt", { place: "image", allows: (value) => typeof value === "string" && value.length <= ALT_LENGTH_MAX }],
  ["width", { place: "image", allows: between(1, IMAGE_PIXELS_MAX) }],
  ["height", { place: "image", allows: between(1, IMAGE_PIXELS_MAX) }],
]);

/** All attribute names of a rich document. */
export const ATTRIBUTE_NAMES: readonly string[] = [...TABLE.keys()];

/** The line for this name, compared exactly; nothing where a rich document has no such attribute. */
export function attributeRule(name: string): AttributeRule | undefined {
  return TABLE.get(name);
}

/** Whether every character of the text is such a place. */
export function placeTakesText(place: Place, text: string): boolean {
  switch (place) {
    case "text":
      return !text.includes("\n");
    case "newline":
      return /^\n*$/.test(text);
    case "image":
      return false;
  }
}

/** Whether the embed is such a place. */
export function placeTakesEmbed(place: Place, embed: Embed): boolean {
  return place === "image" && embed.type === "image";
}

function oneOf(...words: string[]): (value: Scalar) => boolean {
  return (value) => typeof value === "string" && words.includes(value);
}

function between(least: number, greatest: number): (value: Scalar) => boolean {
  return (value) => typeof value === "number" && value >= least && value <= greatest;
}

function matching(pattern: RegExp): (value: Scalar) => boolean {
  return (value) => typeof value === "string" && pattern.test(value);
}
