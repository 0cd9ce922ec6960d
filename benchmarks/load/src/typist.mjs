// What somebody types: runs of letters at a caret, now and then a jump to another place, some corrections.
//
// Only what the typist has just written itself is ever taken back, and never a marker. So no two typists delete the same character, and at
// the end of a run the length of a document is what it was plus what was inserted minus what was deleted, exactly, on every server.

import { MARKER_EVERY, markerCharacter } from './markers.mjs';
import { Random } from './random.mjs';

const LETTERS = 'etaoinshrdlcumwfgypbvk      ';
/** A jump after so many keys, on average. */
const RUN_LENGTH = 40;
/** The share of keys that take a letter back. */
const DELETES = 0.06;

export class Typist {
  /**
   * @param {Random} random
   * @param {import('./markers.mjs').Markers} markers
   */
  constructor(random, markers) {
    this.random = random;
    this.markers = markers;
    this.caret = 0;
    /** So many characters before the caret are this typist's own, side by side, and no markers. */
    this.own = 0;
    /** Begins anywhere, so that the markers of a short run come from some of its typists and not from none. */
    this.keys = random.below(MARKER_EVERY);
  }

  /**
   * The next key.
   *
   * @param {number} end the last place where something may be inserted
   * @returns {{index: number, insert?: string, deletes?: number, marker: number}} marker: its number, or -1
   */
  key(end) {
    this.keys++;
    if (this.random.below(RUN_LENGTH) === 0) this.jump(end);
    if (this.caret > end) this.jump(end);
    const marker = this.keys % MARKER_EVERY === 0 ? this.markers.next() : -1;
    if (marker === -1 && this.own > 0 && this.random.next() < DELETES) {
      this.own--;
      this.caret--;
      return { index: this.caret, deletes: 1, marker };
    }
    const insert = marker === -1 ? LETTERS[this.random.below(LETTERS.length)] : markerCharacter(marker);
    const index = this.caret;
    this.caret++;
    this.own = marker === -1 ? this.own + 1 : 0;
    return { index, insert, marker };
  }

  /** Others changed the document: the caret stays with its text. */
  remote(ops) {
    let at = 0;
    for (const op of ops) {
      if (at > this.caret) return;
      if (op.retain !== undefined) at += op.retain;
      else if (op.insert !== undefined) at += this.inserted(at, op.insert.length ?? 1);
      else this.deleted(at, op.delete);
    }
  }

  inserted(at, length) {
    if (at >= this.caret) return length;
    if (at > this.caret - this.own) this.own = this.caret - at;
    this.caret += length;
    return length;
  }

  deleted(at, length) {
    if (at >= this.caret) return;
    const before = Math.min(length, this.caret - at);
    if (at + before > this.caret - this.own) this.own = Math.max(0, this.caret - at - before);
    this.caret -= before;
  }

  jump(end) {
    this.caret = this.random.below(end + 1);
    this.own = 0;
  }
}
