// One client of one document with somebody who types in it, and the record of what became of each key.

import { digestOf } from './convergence.mjs';
import { Histogram } from './histogram.mjs';
import { markerNumber } from './markers.mjs';
import { nowMillis } from './clock.mjs';

const FORGET_AFTER = 1_024;

/** What is measured between two moments: the keys that were meant to be typed in it, whenever they are acknowledged. */
export class Phase {
  constructor({ name, number, untilMillis }) {
    this.name = name;
    this.number = number;
    this.untilMillis = untilMillis;
    this.ack = new Histogram();
    /** How much later than meant the generator typed. */
    this.late = new Histogram();
    this.keys = 0;
  }

  typed(intended, at) {
    this.keys++;
    this.late.add(at - intended);
  }
}

/** What the markers of one process tell: rows of numbers, side by side. */
export class Sightings {
  constructor() {
    /** document, marker, intended millis, phase */
    this.typed = [];
    /** document, marker, millis, editor */
    this.seen = [];
  }
}

export class Editor {
  /**
   * @param {{document: number, number: number}} who which document, and which of its editors
   * @param {import('./typist.mjs').Typist} typist
   * @param {Sightings} sightings
   */
  constructor(who, typist, sightings, initialLength) {
    this.who = who;
    this.typist = typist;
    this.sightings = sightings;
    this.initialLength = initialLength;
    this.inserted = 0;
    this.deleted = 0;
    this.errors = [];
    this.waitingTimes = [];
    this.waitingPhases = [];
    this.answered = 0;
    this.ackedEver = 0;
    /** Called when keys were acknowledged. */
    this.onAcked = () => undefined;
    /** Called when anything has changed. */
    this.onChanged = () => undefined;
  }

  /** For the client. */
  handlers() {
    return {
      acked: (count) => this.acked(count),
      remote: (ops) => this.remote(ops),
      failed: (error) => this.errors.push(String(error?.message ?? error)),
      changed: () => this.onChanged(),
    };
  }

  /** One key. */
  type(phase, intended) {
    const key = this.typist.key(this.client.length - this.initialLength);
    phase.typed(intended, nowMillis());
    this.waitingTimes.push(intended);
    this.waitingPhases.push(phase);
    if (key.marker !== -1) this.sightings.typed.push(this.who.document, key.marker, intended, phase.number);
    if (key.insert === undefined) {
      this.deleted += key.deletes;
      this.client.delete(key.index, key.deletes);
    } else {
      this.inserted += key.insert.length;
      this.client.insert(key.index, key.insert);
    }
  }

  /** A text at once, at a place of the typist's choice; it is one key. */
  paste(phase, text) {
    this.waitingTimes.push(nowMillis());
    this.waitingPhases.push(phase);
    this.inserted += text.length;
    const end = this.client.length - this.initialLength;
    this.client.insert(this.typist.random.below(end + 1), text);
  }

  get unacked() {
    return this.waitingTimes.length - this.answered;
  }

  /** The oldest key of a phase that waits for its answer, or undefined. */
  waitingSince(phase) {
    for (let i = this.answered; i < this.waitingTimes.length; i++) {
      if (this.waitingPhases[i] === phase) return this.waitingTimes[i];
    }
    return undefined;
  }

  acked(count) {
    const at = nowMillis();
    if (count > this.unacked) this.errors.push(`${count} keys were acknowledged and ${this.unacked} were waiting`);
    this.ackedEver += count;
    const end = Math.min(this.waitingTimes.length, this.answered + count);
    for (; this.answered < end; this.answered++) {
      this.waitingPhases[this.answered].ack.add(at - this.waitingTimes[this.answered]);
    }
    if (this.answered > FORGET_AFTER) {
      this.waitingTimes.splice(0, this.answered);
      this.waitingPhases.splice(0, this.answered);
      this.answered = 0;
    }
    this.onAcked();
  }

  remote(ops) {
    this.typist.remote(ops);
    const { document, number } = this.who;
    for (const op of ops) {
      const text = op.insert;
      if (typeof text !== 'string') continue;
      for (let i = 0; i < text.length; i++) {
        const marker = markerNumber(text.charCodeAt(i));
        if (marker !== -1) this.sightings.seen.push(document, marker, nowMillis(), number);
      }
    }
  }

  /** What this editor ended with. */
  copy() {
    const text = this.client.text();
    return { document: this.who.document, digest: digestOf(text), length: text.length };
  }
}
