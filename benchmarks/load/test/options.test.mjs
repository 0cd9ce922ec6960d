import assert from 'node:assert/strict';
import { test } from 'node:test';

import { WrongOptions, optionsOf } from '../src/options.mjs';

test('without options everybody plays everything, five rounds', () => {
  const { workloads, peers, rounds } = optionsOf([]);
  assert.equal(workloads.length, 14);
  assert.deepEqual(peers, ['inkwell', 'sharedb-postgres', 'sharedb-memory', 'hocuspocus']);
  assert.equal(rounds, 5);
});

test('W9 stands for all of its parts, W6 and W6c for themselves', () => {
  assert.deepEqual(optionsOf(['--workload', 'W9,W6c']).workloads, ['W6c', 'W9a', 'W9b', 'W9c', 'W9d']);
  assert.deepEqual(optionsOf(['--workload', 'W6']).workloads, ['W6']);
});

test('what is misspelt is refused, with what there is', () => {
  for (const words of [['--workload', 'W10'], ['--peer', 'etherpad'], ['--rounds', '0'], ['--seconds', '1.5'], ['--fast'], ['W1']]) {
    assert.throws(() => optionsOf(words), WrongOptions);
  }
});
