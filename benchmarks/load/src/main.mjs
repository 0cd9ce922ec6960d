// benchmarks/load/run: starts everything, lets everybody take turns, writes down what happened.

import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { HERE, ROOT, bundleInkwellClient } from './bundle.mjs';
import { commit, findJava, load, machineOf, versions } from './machine.mjs';
import { HELP, WrongOptions, optionsOf } from './options.mjs';
import { startPeer } from './peers.mjs';
import { startPostgres } from './postgres.mjs';
import { Progress } from './progress.mjs';
import { reportOf } from './report.mjs';
import { append, readResults } from './results.mjs';
import { forgetHistories, joinRun, returnRun } from './single.mjs';
import { typingRun } from './typing.mjs';
import { WARM_UP, WORKLOADS } from './workloads.mjs';

const FAILED = 1;
const WRONG_OPTIONS = 2;
const STOPPED = 130;
const SEEDS_PER_ROUND = 1_000;
/** Of a run's seed for what is typed before it. */
const WARM_UP_SEED = 500;

class Session {
  constructor(options, words) {
    this.options = options;
    this.id = new Date().toISOString();
    this.command = ['benchmarks/load/run', ...words].join(' ');
    this.out = resolve(options.out ?? join(HERE, `target/load-${this.id.replaceAll(':', '')}.jsonl`));
    this.folder = join(HERE, `target/run-${process.pid}`);
    this.servers = new Map();
    this.progress = new Progress(process.stderr);
    this.failed = 0;
  }

  async run() {
    mkdirSync(this.folder, { recursive: true });
    mkdirSync(dirname(this.out), { recursive: true });
    try {
      await this.start();
      await this.rounds();
      append(this.out, { kind: 'end', session: this.id, date: new Date().toISOString(), load: load() });
    } finally {
      await this.stop();
    }
    return this.failed === 0;
  }

  async start() {
    const { options, folder } = this;
    const java = findJava();
    const loadBefore = load();
    this.progress.say('bundling the client, starting PostgreSQL');
    await bundleInkwellClient();
    this.postgres = await startPostgres(java, folder);
    if (this.postgres.settings.fsync !== 'on') throw new Error('PostgreSQL runs with fsync off: nothing of it would be durable');
    append(this.out, {
      kind: 'session',
      session: this.id,
      date: this.id,
      command: this.command,
      commit: commit(),
      options,
      machine: machineOf(folder),
      versions: versions(java),
      postgres: this.postgres.settings,
      load: loadBefore,
    });
    for (const name of options.peers) {
      this.progress.say(`starting ${name}`);
      this.servers.set(name, await startPeer(name, { java, folder, postgres: this.postgres }));
      await this.warmUp(this.servers.get(name));
    }
  }

  async warmUp(server) {
    this.progress.begin(`warming up ${server.name}`);
    const how = { ...this.how(WARM_UP, WARM_UP_SEED), settleSeconds: 1, seconds: this.options.warmUpSeconds };
    const { problems } = await typingRun(server, WARM_UP, how);
    if (problems.length > 0) this.progress.say(`warming up ${server.name}: ${problems.join('; ')}`);
  }

  how(workload, seed) {
    const { options } = this;
    return {
      ...options,
      seed,
      processes: options.processes ?? workload.processes ?? 1,
      databasePid: this.postgres.pid,
      progress: (keys, acked) => this.progress.keys(keys, acked),
    };
  }

  /** In each round everybody takes a turn with the same seed; who begins changes. */
  async rounds() {
    const { options } = this;
    for (let round = 1; round <= options.rounds; round++) {
      for (const [index, name] of options.workloads.entries()) {
        for (let turn = 0; turn < options.peers.length; turn++) {
          const peer = options.peers[(turn + round + index - 1) % options.peers.length];
          await this.turn(round, name, this.servers.get(peer), options.seed * SEEDS_PER_ROUND + round);
        }
      }
    }
  }

  async turn(round, name, server, seed) {
    if (this.stopped !== undefined) return;
    const workload = WORKLOADS[name];
    const what = `round ${round}/${this.options.rounds} ${name} ${server.name}`;
    this.progress.begin(what);
    const loadBefore = load();
    const startedAt = Date.now();
    let result;
    try {
      result = await this.measured(workload, server, seed);
    } catch (error) {
      result = { measures: {}, phases: [], problems: [String(error?.message ?? error)] };
    }
    if (this.stopped !== undefined) return;
    const { measures, phases, problems, reduced } = result;
    if (problems.length > 0) this.failed++;
    append(this.out, {
      kind: 'run',
      session: this.id,
      workload: name,
      peer: server.name,
      round,
      seed,
      durable: server.durable,
      converged: problems.length === 0,
      problems,
      measures,
      phases,
      reduced,
      load: [loadBefore, load()],
      tookSeconds: (Date.now() - startedAt) / 1_000,
    });
    this.progress.ended(what, measures, problems);
  }

  async measured(workload, server, seed) {
    if (!server.isRunning || workload.kind === 'idle') await this.startAnew(server);
    const how = { ...this.how(workload, seed), warmUp: () => this.warmUp(server) };
    switch (workload.kind) {
      case 'join':
        return joinRun(server, workload, how);
      case 'return':
        return returnRun(server, workload, how);
      default:
        return typingRun(server, workload, how);
    }
  }

  async startAnew(server) {
    await server.restart();
    await this.warmUp(server);
  }

  /** Ends everything, once; turns that are still to come are not taken. */
  stop() {
    this.stopped ??= this.stopAll();
    return this.stopped;
  }

  async stopAll() {
    this.progress.say('stopping');
    process.once('exit', () => rmSync(this.folder, { recursive: true, force: true }));
    await forgetHistories();
    for (const server of this.servers.values()) await server.stop();
    await this.postgres?.stop();
  }
}

/** Builds the server if it is not built, or older than its sources. */
function buildServer() {
  execFileSync(join(ROOT, 'inkwell'), ['--version'], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function main(words) {
  const options = optionsOf(words);
  if (options.help) {
    process.stdout.write(HELP);
    return true;
  }
  if (options.report !== undefined) {
    process.stdout.write(reportOf(readResults(options.report)));
    return true;
  }
  buildServer();
  const session = new Session(options, words);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      void session.stop().finally(() => process.exit(STOPPED));
    });
  }
  const converged = await session.run();
  const report = reportOf(readResults([session.out]));
  const table = session.out.replace(/(\.jsonl)?$/, '.md');
  writeFileSync(table, report);
  process.stdout.write(report);
  process.stderr.write(`load: results in ${session.out}, the table in ${table}\n`);
  return converged;
}

try {
  process.exit((await main(process.argv.slice(2))) ? 0 : FAILED);
} catch (error) {
  const wrong = error instanceof WrongOptions;
  process.stderr.write(`load: ${error.message}${wrong ? '\nload: --help tells all options.' : ''}\n`);
  process.exit(wrong ? WRONG_OPTIONS : FAILED);
}
