// Characters that are typed once in a document and tell at the other clients which keystroke arrived.
//
// Ideographs and Hangul syllables: every server takes them, no two of them combine, and the other keys are Latin.

const RANGES = [
  [0x4e00, 0x9fff],
  [0x3400, 0x4dbf],
  [0xac00, 0xd7a3],
];
const FIRST = 0x3400;

export const MARKERS_MAX = RANGES.reduce((sum, [from, to]) => sum + to - from + 1, 0);
/** Every so many keystrokes one is a marker. */
export const MARKER_EVERY = 20;

/** The character of a marker, 0 to MARKERS_MAX - 1. */
export function markerCharacter(number) {
  let rest = number;
  for (const [from, to] of RANGES) {
    if (rest <= to - from) return String.fromCharCode(from + rest);
    rest -= to - from + 1;
  }
  throw new RangeError(`there are ${MARKERS_MAX} markers, not ${number}`);
}

/** The number of a marker, or -1 for another character. */
export function markerNumber(code) {
  if (code < FIRST) return -1;
  let before = 0;
  for (const [from, to] of RANGES) {
    if (code >= from && code <= to) return before + code - from;
    before += to - from + 1;
  }
  return -1;
}

/** The markers of one editor of a document, each once, then none any more. */
export class Markers {
  constructor(editor, editors) {
    const span = Math.floor(MARKERS_MAX / editors);
    this.following = editor * span;
    this.end = this.following + span;
  }

  /** A number, or -1. */
  next() {
    return this.following < this.end ? this.following++ : -1;
  }
}
