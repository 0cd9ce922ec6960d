// When each editor types each key, drawn before the run: what a server answers, and when, cannot move a keystroke.

import { Random } from './random.mjs';

const MILLIS_PER_SECOND = 1_000;

/**
 * The keystrokes of an open loop in the order of their times. Each editor begins somewhere in its first interval; the intervals between
 * its keys are even, give or take a half.
 *
 * @param {number[]} editors their numbers, which together with the seed decide their times whichever process they type in
 * @param {number} ratePerSecond of one editor
 * @returns {{millis: Float64Array, editors: Int32Array}} when, from the start, and whose: the index in the argument
 */
export function openLoop(editors, seed, ratePerSecond, seconds) {
  const interval = MILLIS_PER_SECOND / ratePerSecond;
  const end = seconds * MILLIS_PER_SECOND;
  const keys = [];
  editors.forEach((editor, index) => {
    const random = new Random(seed, editor);
    for (let at = random.next() * interval; at < end; at += interval * (0.5 + random.next())) keys.push([at, index]);
  });
  keys.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return { millis: Float64Array.from(keys, ([at]) => at), editors: Int32Array.from(keys, ([, index]) => index) };
}
