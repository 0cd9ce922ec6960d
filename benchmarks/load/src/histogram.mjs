// Durations in milliseconds, counted in buckets whose width grows with the value (the idea of HdrHistogram, Gil Tene): every percentile is
// right to 1 %, a histogram has a fixed size, and those of several processes are added up exactly.

const MICROS_PER_MILLI = 1_000;
/** Buckets of one power of two; a bucket is at most 1/128 of its value wide. */
const STEPS = 128;
const STEP_BITS = 7;
/** Up to 2^37 microseconds, more than a day. */
const POWERS = 31;

export class Histogram {
  constructor() {
    this.counts = new Float64Array(STEPS * POWERS);
    this.count = 0;
    this.maxMillis = 0;
  }

  /** Negative durations count as 0: two clocks are never compared here, so they are rounding. */
  add(millis) {
    const micros = Math.max(0, Math.round(millis * MICROS_PER_MILLI));
    this.counts[bucketOf(micros)]++;
    this.count++;
    if (millis > this.maxMillis) this.maxMillis = millis;
  }

  addAll(other) {
    for (let i = 0; i < this.counts.length; i++) this.counts[i] += other.counts[i];
    this.count += other.count;
    this.maxMillis = Math.max(this.maxMillis, other.maxMillis);
    return this;
  }

  /** The duration that so many percent of all do not exceed; null without any. */
  percentileMillis(percent) {
    if (this.count === 0) return null;
    const wanted = Math.max(1, Math.ceil((this.count * percent) / 100));
    let seen = 0;
    for (let i = 0; i < this.counts.length; i++) {
      seen += this.counts[i];
      if (seen >= wanted) return Math.min(this.maxMillis, middleOf(i) / MICROS_PER_MILLI);
    }
    return this.maxMillis;
  }

  summary() {
    return {
      count: this.count,
      p50: this.percentileMillis(50),
      p90: this.percentileMillis(90),
      p99: this.percentileMillis(99),
      max: this.count === 0 ? null : this.maxMillis,
    };
  }

  /** What a process tells another one. */
  toJSON() {
    const filled = [];
    this.counts.forEach((count, bucket) => {
      if (count > 0) filled.push(bucket, count);
    });
    return { maxMillis: this.maxMillis, filled };
  }

  static fromJSON({ maxMillis, filled }) {
    const histogram = new Histogram();
    histogram.maxMillis = maxMillis;
    for (let i = 0; i < filled.length; i += 2) {
      histogram.counts[filled[i]] = filled[i + 1];
      histogram.count += filled[i + 1];
    }
    return histogram;
  }
}

/** Values below STEPS have a bucket each; above, the leading STEP_BITS + 1 bits of a value choose it. */
function bucketOf(micros) {
  if (micros < STEPS) return micros;
  const power = Math.floor(Math.log2(micros)) - STEP_BITS;
  const exact = micros >= 2 ** (power + STEP_BITS + 1) ? power + 1 : power;
  const step = Math.floor(micros / 2 ** exact) - STEPS;
  return Math.min(STEPS * POWERS - 1, (exact + 1) * STEPS + step);
}

function middleOf(bucket) {
  if (bucket < STEPS) return bucket;
  const power = Math.floor(bucket / STEPS) - 1;
  return (STEPS + (bucket % STEPS) + 0.5) * 2 ** power;
}
