import { type Scalar, toAcceptableText } from "../../ot";
import { attributeRule } from "../../types/attributeRule";
import { toHexColour } from "../../types/colour";
import { isLink } from "../../types/webAddress";

const ALT_LENGTH_MAX = 300;
const INDENT_MAX = 8;
/** Font sizes in CSS pixels from which text counts as small, large, huge. */
const [SMALL_BELOW, LARGE_FROM, HUGE_FROM] = [12, 18, 28];
const PIXELS_PER_POINT = 4 / 3;

/**
 * An attribute value of an editor or a pasted page as the documents hold it; nothing where there is no such value. The
 * result always obeys the table of the document types.
 */
export function normaliseValue(name: string, value: unknown): Scalar | undefined {
  const normalised = NORMALISERS.get(name)?.(value) ?? asIs(value);
  const rule = attributeRule(name);
  return normalised !== undefined && rule?.allows(normalised) === true ? normalised : undefined;
}

const NORMALISERS: ReadonlyMap<string, (value: unknown) => Scalar | undefined> = new Map<
  string,
  (value: unknown) => Scalar | undefined
>([
  ["bold", truth],
  ["italic", truth],
  ["underline", truth],
  ["strike", truth],
  ["code", truth],
  ["blockquote", truth],
  ["link", linkAddress],
  ["color", colour],
  ["background", colour],
  ["size", fontSize],
  ["font", fontFamily],
  ["header", integer],
  ["indent", (value) => atMost(INDENT_MAX, integer(value))],
  ["list", (value) => (value === true ? "bullet" : asIs(value))],
  ["code-block", (value) => (typeof value === "string" ? language(value) : truth(value))],
  ["alt", (value) => (typeof value === "string" ? toAcceptableText(value).slice(0, ALT_LENGTH_MAX) : undefined)],
  ["width", integer],
  ["height", integer],
]);

function asIs(value: unknown): Scalar | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : undefined;
}

function truth(value: unknown): Scalar | undefined {
  return value === true || (typeof value === "string" && value !== "" && value !== "false") ? true : undefined;
}

/** "100", "100px", 100.4 */
function integer(value: unknown): number | undefined {
  const number = typeof value === "number" ? value : typeof value === "string" ? parseFloat(value) : NaN;
  return Number.isFinite(number) ? Math.round(number) : undefined;
}

function atMost(max: number, value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.min(max, value);
}

function colour(value: unknown): string | undefined {
  return typeof value === "string" ? toHexColour(value) : undefined;
}

function language(value: string): Scalar {
  return value === "" || value === "plain" || value === "true" ? true : value.toLowerCase();
}

/** An address as it is, or as the browser writes it where that repairs spaces and international names. */
function linkAddress(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const trimmed = value.trim();
  if (isLink(trimmed)) return trimmed;
  const repaired = URL.canParse(trimmed) ? new URL(trimmed).href : trimmed;
  return isLink(repaired) ? repaired : undefined;
}

function fontSize(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const [, number, unit] = /^([0-9.]+)(px|pt)$/.exec(value) ?? [];
  if (number === undefined) return value;
  const pixels = Number(number) * (unit === "pt" ? PIXELS_PER_POINT : 1);
  if (pixels >= HUGE_FROM) return "huge";
  if (pixels >= LARGE_FROM) return "large";
  return pixels < SMALL_BELOW ? "small" : undefined;
}

function fontFamily(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (/mono|courier|consolas|menlo/i.test(value)) return "monospace";
  return /(^|[\s,"'])(?<!sans-)serif|georgia|times/i.test(value) ? "serif" : undefined;
}
