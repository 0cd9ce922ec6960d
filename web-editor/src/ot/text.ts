/** Whether a cut at `index` separates the two halves of a surrogate pair of `text`. */
export function splitsPairAt(text: string, index: number): boolean {
  return (
    index > 0 &&
    index < text.length &&
    isHighSurrogate(text.charCodeAt(index - 1)) &&
    isLowSurrogate(text.charCodeAt(index))
  );
}

/**
 * Whether a text may stand in a document, an attribute or an embed: well-formed UTF-16, of the C0 controls only tab and
 * newline, neither U+FFFE nor U+FFFF.
 */
export function isAcceptableText(text: string): boolean {
  return isEncodableText(text) && !CONTROL.test(text);
}

/** Whether every system on the way can carry a text at all: well-formed, without NUL, U+FFFE and U+FFFF. */
export function isEncodableText(text: string): boolean {
  return text.isWellFormed() && !UNENCODABLE.test(text);
}

/** The same text as it may stand in a document: CR LF and CR become LF, what is forbidden vanishes. */
export function toAcceptableText(text: string): string {
  if (isAcceptableText(text)) return text;
  return text.replace(/\r\n?/g, "\n").replace(LONE_SURROGATES, "").replace(FORBIDDEN_ALL, "");
}

const UNENCODABLE = /[\0\ufffe\uffff]/;
const CONTROL = /[\u0001-\u0008\u000b-\u001f]/;
const FORBIDDEN_ALL = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;
const LONE_SURROGATES = /\p{Surrogate}/gu;

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
