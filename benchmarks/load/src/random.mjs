// Chance that can be repeated: xorshift with 32 bits (Marsaglia 2003). Good enough to scatter keystrokes, not for secrets.

const SCATTER = 0x9e3779b1;
const RANGE = 2 ** 32;

export class Random {
  /** @param {number[]} seed whole numbers; other numbers give another sequence */
  constructor(...seed) {
    this.state = seed.reduce((state, part) => Math.imul(state ^ part, SCATTER) + SCATTER, SCATTER) | 0 || 1;
    for (let i = 0; i < 8; i++) this.next();
  }

  /** In [0, 1). */
  next() {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return (x >>> 0) / RANGE;
  }

  /** A whole number in [0, bound). */
  below(bound) {
    return Math.floor(this.next() * bound);
  }
}
