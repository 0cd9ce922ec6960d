import assert from 'node:assert/strict';
import { test } from 'node:test';

import { reportOf } from '../src/report.mjs';

const SESSION = {
  kind: 'session',
  session: 's',
  date: '2026-01-01T00:00:00Z',
  command: 'benchmarks/load/run --workload W1',
  commit: 'abc1234',
  options: { quick: false, rounds: 1, seconds: 30, settleSeconds: 5, warmUpSeconds: 40, seed: 1 },
  machine: { processor: 'P', cores: 2, memoryBytes: 2 ** 33, system: 'Linux 6', fileSystem: 'ext4', syncMillis: 1.5 },
  versions: { java: 'Java 25', node: '20', packages: { sharedb: '7.0.0' } },
  postgres: { server_version: '18', fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' },
  load: 0.1,
};

function run(peer, ackP50Millis, problems = []) {
  return { session: 's', workload: 'W1', peer, round: 1, problems, measures: { ackP50Millis }, phases: [] };
}

function reportWith(runs, options = {}) {
  const session = { ...SESSION, options: { ...SESSION.options, ...options } };
  return reportOf({ sessions: [session], runs, ends: [{ session: 's', load: 0.2 }] });
}

test('the table says who, where, with what durability, and what was met', () => {
  const page = reportWith([run('inkwell', 1), run('sharedb-postgres', 2)]);
  assert.match(page, /fsync on/);
  assert.match(page, /Load average 0\.10 before, 0\.20 after/);
  assert.match(page, /\| 1 \| W1 ack p50 \| sharedb-postgres \| 0\.50 × .* \| ≤ 1\.00 × \| met \|/);
  assert.match(page, /All runs \(2\) converged/);
});

test('a run that did not converge stays in the table, as failed, with the reason, and its figure is not used', () => {
  const page = reportWith([run('inkwell', 1, ['document 0: 1 of 2 replicas differ']), run('sharedb-postgres', 2)]);
  assert.match(page, /\| ack p50 \| failed \| 2\.00 ms \|/);
  assert.match(page, /\| converged \| \*\*0 of 1\*\* \| 1 of 1 \|/);
  assert.match(page, /W1, inkwell, round 1: document 0: 1 of 2 replicas differ/);
  assert.match(page, /\*\*failed\*\*/);
  assert.doesNotMatch(page, /All runs/);
});

test('a quick look is called one, wherever it seems to say that something was met', () => {
  const page = reportWith([run('inkwell', 1), run('sharedb-postgres', 2)], { quick: true });
  assert.match(page, /the figures prove nothing/);
  assert.match(page, /\(met, in a quick look\)/);
});

test('a machine that was busy before is called busy', () => {
  const runs = [run('inkwell', 1)];
  const page = reportOf({ sessions: [{ ...SESSION, load: 1.5 }], runs, ends: [] });
  assert.match(page, /busy with something else/);
  assert.match(page, /the run did not end/);
  assert.doesNotMatch(reportWith(runs), /busy with something else/);
});

test('whose acknowledgement is not durable is said', () => {
  const page = reportWith([run('inkwell', 1), run('hocuspocus', 0.5)]);
  assert.match(page, /\| measure \| inkwell, durable \| hocuspocus \|/);
  assert.match(page, /\*\*hocuspocus\*\*: .*\*\*not durable\*\*/);
});
