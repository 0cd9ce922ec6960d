import assert from 'node:assert/strict';
import { test } from 'node:test';

import { median, reached } from '../src/targets.mjs';

const LESS = { row: 1, workload: 'W1', measure: 'ackP50Millis', against: ['sharedb-postgres', 'sharedb-memory'], wanted: 0.6 };
const MORE = { row: 5, workload: 'W1', measure: 'keysPerSecond', against: ['sharedb-postgres'], wanted: 3 };

function run(peer, round, measures, problems = []) {
  return { session: 's', workload: 'W1', peer, round, measures, problems };
}

test('the ratio is Inkwell over the best of the others in the same round, and the median of the rounds counts', () => {
  const runs = [1, 2, 3].flatMap((round) => [
    run('inkwell', round, { ackP50Millis: round }),
    run('sharedb-postgres', round, { ackP50Millis: 4 * round }),
    run('sharedb-memory', round, { ackP50Millis: 2 * round * round }),
  ]);
  const { spread, best, outcome } = reached(LESS, runs);
  // 1/2, 2/8, 3/12
  assert.deepEqual(spread, { median: 0.25, least: 0.25, greatest: 0.5, rounds: 3 });
  assert.equal(best, 'sharedb-postgres');
  assert.equal(outcome, 'met');
});

test('where more is better, the best of the others is the greatest, and the target a floor', () => {
  const runs = [run('inkwell', 1, { keysPerSecond: 20 }), run('sharedb-postgres', 1, { keysPerSecond: 10 })];
  assert.equal(reached(MORE, runs).outcome, 'missed');
  assert.equal(reached({ ...MORE, wanted: 2 }, runs).outcome, 'met');
});

test('a run that did not converge gives no figure, and its target is failed, not met by the rest', () => {
  const runs = [
    run('inkwell', 1, { ackP50Millis: 1 }),
    run('inkwell', 2, { ackP50Millis: 1 }, ['1 of 2 replicas differ']),
    run('sharedb-postgres', 1, { ackP50Millis: 4 }),
    run('sharedb-postgres', 2, { ackP50Millis: 4 }),
  ];
  const { spread, roundsWithout, outcome } = reached(LESS, runs);
  assert.equal(spread.rounds, 1);
  assert.equal(roundsWithout, 1);
  assert.equal(outcome, 'failed');
});

test('a peer that failed in a round is not compared with in that round', () => {
  const runs = [
    run('inkwell', 1, { ackP50Millis: 1 }),
    run('sharedb-postgres', 1, { ackP50Millis: 4 }),
    run('sharedb-memory', 1, { ackP50Millis: 0.1 }, ['closed']),
  ];
  assert.equal(reached(LESS, runs).best, 'sharedb-postgres');
});

test('where every other one failed there is no figure, which is neither met nor missed', () => {
  const runs = [run('inkwell', 1, { ackP50Millis: 1 }), run('sharedb-memory', 1, { ackP50Millis: 4 }, ['closed'])];
  assert.equal(reached(LESS, runs).outcome, 'no figure');
});

test('rounds of two sessions are not mixed', () => {
  const runs = [
    { ...run('inkwell', 1, { ackP50Millis: 1 }), session: 'a' },
    { ...run('sharedb-postgres', 1, { ackP50Millis: 2 }), session: 'a' },
    { ...run('inkwell', 1, { ackP50Millis: 10 }), session: 'b' },
    { ...run('sharedb-postgres', 1, { ackP50Millis: 100 }), session: 'b' },
  ];
  assert.deepEqual(reached(LESS, runs).spread, { median: 0.3, least: 0.1, greatest: 0.5, rounds: 2 });
});

test('what was not run is not in the table', () => {
  assert.equal(reached(LESS, [run('inkwell', 1, { ackP50Millis: 1 })]), undefined);
  assert.equal(reached({ ...LESS, workload: 'W2' }, [run('inkwell', 1, {})]), undefined);
});

test('the median of an even number is the middle of the two in the middle', () => {
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(median([]), null);
});
