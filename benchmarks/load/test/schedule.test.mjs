import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openLoop } from '../src/schedule.mjs';

const EVERYBODY = Array.from({ length: 50 }, (_, index) => index);

test('one seed is one schedule, another seed another', () => {
  assert.deepEqual(openLoop(EVERYBODY, 7, 2, 10), openLoop(EVERYBODY, 7, 2, 10));
  assert.notDeepEqual(openLoop(EVERYBODY, 7, 2, 10).millis, openLoop(EVERYBODY, 8, 2, 10).millis);
});

test('an editor types at the same times in whichever process', () => {
  const timesOf = (plan, at) => [...plan.millis].filter((_, i) => plan.editors[i] === at);
  const all = openLoop(EVERYBODY, 7, 2, 10);
  const some = openLoop([3, 40], 7, 2, 10);
  assert.deepEqual(timesOf(some, 0), timesOf(all, 3));
  assert.deepEqual(timesOf(some, 1), timesOf(all, 40));
});

test('the times are in order, within the phase, and as many as the rate says', () => {
  const { millis } = openLoop(EVERYBODY, 3, 2, 60);
  assert.ok(millis.every((at, i) => at >= 0 && at < 60_000 && (i === 0 || at >= millis[i - 1])));
  assert.ok(Math.abs(millis.length - 6_000) < 150, `${millis.length}`);
});

test('between two keys of an editor there is half an interval at least and one and a half at most', () => {
  const { millis } = openLoop([5], 3, 10, 20);
  for (let i = 1; i < millis.length; i++) {
    const interval = millis[i] - millis[i - 1];
    assert.ok(interval >= 49.999 && interval <= 150.001, `${interval}`);
  }
});
