import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Histogram } from '../src/histogram.mjs';
import { Random } from '../src/random.mjs';

test('every percentile is right to one percent, over six orders of magnitude', () => {
  const random = new Random(1);
  const histogram = new Histogram();
  const values = Array.from({ length: 20_000 }, () => 10 ** (random.next() * 6 - 2));
  values.forEach((value) => histogram.add(value));
  values.sort((a, b) => a - b);
  for (const percent of [1, 10, 50, 90, 99, 99.9]) {
    const exact = values[Math.ceil((values.length * percent) / 100) - 1];
    const found = histogram.percentileMillis(percent);
    assert.ok(Math.abs(found - exact) <= exact * 0.01 + 0.001, `p${percent}: ${found} for ${exact}`);
  }
  assert.equal(histogram.summary().max, values.at(-1));
});

test('what two processes counted adds up to what one would have counted', () => {
  const [one, left, right] = [new Histogram(), new Histogram(), new Histogram()];
  for (let i = 0; i < 1_000; i++) {
    one.add(i / 7);
    (i % 3 === 0 ? left : right).add(i / 7);
  }
  const sum = new Histogram();
  for (const part of [left, right]) sum.addAll(Histogram.fromJSON(JSON.parse(JSON.stringify(part))));
  assert.deepEqual(sum.summary(), one.summary());
});

test('no percentile is greater than the greatest value, nor made up where there is none', () => {
  const histogram = new Histogram();
  assert.equal(histogram.summary().p99, null);
  histogram.add(1.2345);
  assert.deepEqual(histogram.summary(), { count: 1, p50: 1.2345, p90: 1.2345, p99: 1.2345, max: 1.2345 });
});

test('the edges of the buckets and a duration of days are taken', () => {
  const histogram = new Histogram();
  for (const micros of [0, 1, 127, 128, 255, 256, 257, 2 ** 20 - 1, 2 ** 20, 2 ** 20 + 1]) {
    const alone = new Histogram();
    alone.add(micros / 1_000);
    assert.ok(Math.abs(alone.percentileMillis(50) * 1_000 - micros) <= micros * 0.01);
  }
  histogram.add(1e10);
  histogram.add(-0.001);
  assert.equal(histogram.count, 2);
});
