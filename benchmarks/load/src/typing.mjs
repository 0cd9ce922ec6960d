// One run of people typing (or not) against one server: open, warm up, measure, wait for quiet, compare everybody with everybody.

import { cpuMillis, residentBytes } from './processes.mjs';
import { eventually, nowMillis, sleep } from './clock.mjs';
import { clientsOf } from './clients.mjs';
import { problemsOf } from './convergence.mjs';
import { Generator } from './generator.mjs';
import { Histogram } from './histogram.mjs';
import { freshCopy } from './scenarios.mjs';

const START_IN_MILLIS = 200;
const QUIET_MILLIS_MAX = 120_000;
const QUIET_EVERY_MILLIS = 100;
const CREATING_AT_ONCE = 8;
const SETTLE_MILLIS = 1_000;
/** A ramp ends when the slowest hundredth of the keys waits longer. */
export const ACK_P99_MILLIS_MAX = 500;
const MICROS_PER_MILLI = 1_000;

/**
 * @param {object} server of peers.mjs
 * @param {object} workload of workloads.mjs
 * @param {{seed: number, seconds: number, settleSeconds: number, processes: number, databasePid: number, progress: Function}} how
 * @returns {Promise<{measures: object, phases: object[], problems: string[]}>}
 */
export async function typingRun(server, workload, how) {
  const generator = new Generator(how.processes, how.progress);
  try {
    return await new TypingRun(server, workload, how, generator).run();
  } finally {
    await generator.close();
  }
}

class TypingRun {
  constructor(server, workload, how, generator) {
    Object.assign(this, { server, workload, how, generator });
    /** What the moments of each phase cost, by its number. */
    this.costs = [];
  }

  async run() {
    const { server, workload, how } = this;
    this.kind = await clientsOf(server.client);
    this.documentIds = await this.createDocuments();
    const idle = workload.kind === 'idle';
    if (idle) await server.collected();
    const residentBefore = residentBytes(server.pid);
    await this.open();
    if (workload.kind === 'ramp') await this.ramp();
    else if (idle) await this.phase('measured', 'idle', 0, how.seconds);
    else {
      await this.phase('warm-up', workload.kind, workload.rate, how.settleSeconds);
      await this.phase('measured', workload.kind, workload.rate, how.seconds);
    }
    if (idle) await server.collected();
    const resident = { before: residentBefore, after: residentBytes(server.pid) };
    const problems = await this.becomeQuiet();
    const results = await this.generator.askAll('results');
    problems.push(...(await this.judge(results)));
    const phases = this.phasesOf(results);
    await this.generator.askAll('close');
    return { measures: this.measures(phases, resident), phases, problems };
  }

  async createDocuments() {
    const ids = [];
    while (ids.length < this.workload.documents) {
      const count = Math.min(CREATING_AT_ONCE, this.workload.documents - ids.length);
      ids.push(...(await Promise.all(Array.from({ length: count }, () => this.kind.createDocument(this.server.access)))));
    }
    return ids;
  }

  /** Editors go round the processes, so that each process has some of every document. */
  async open() {
    const { documents, editors } = this.workload;
    const everybody = [];
    for (let number = 0; number < editors; number++) {
      for (let document = 0; document < documents; document++) everybody.push({ document, number, index: everybody.length });
    }
    const { processes } = this.how;
    await this.generator.askAll('open', (process) => ({
      client: this.server.client,
      access: this.server.access,
      documentIds: this.documentIds,
      editors: everybody.filter(({ index }) => index % processes === process),
      editorsPerDocument: editors,
      seed: this.how.seed,
    }));
    await sleep(SETTLE_MILLIS);
  }

  async ramp() {
    const { totalRates, editors } = this.workload;
    await this.phase('warm-up', 'open', totalRates[0] / editors, this.how.settleSeconds);
    for (const total of totalRates) {
      const answers = await this.phase(`${total} keys/s`, 'open', total / editors, this.how.rampSeconds);
      if (!holds(answers)) return;
    }
  }

  async phase(name, kind, ratePerSecond, seconds) {
    const startAtMillis = nowMillis() + START_IN_MILLIS;
    const asked = this.generator.askAll('phase', () => ({ name, kind, ratePerSecond, seconds, startAtMillis }));
    await sleep(startAtMillis - nowMillis());
    const before = this.spent();
    await sleep(startAtMillis + seconds * 1_000 - nowMillis());
    const after = this.spent();
    const answers = await asked;
    this.costs.push({
      kind,
      ratePerSecond,
      seconds,
      serverMillis: after.server - before.server,
      databaseMillis: after.database - before.database,
      generatorMillis: sumOf(answers, 'cpuMillis'),
      busiestGenerator: Math.max(...answers.map((answer) => answer.cpuMillis)) / (seconds * 1_000),
      bytesReceived: sumOf(answers, 'bytesReceived'),
      ackedWithin: sumOf(answers, 'ackedWithin'),
      held: kind !== 'open' || holds(answers),
    });
    return answers;
  }

  spent() {
    return { server: cpuMillis(this.server.pid), database: this.server.durable ? cpuMillis(this.how.databasePid) : 0 };
  }

  /** Waits until every key is acknowledged and everybody has as many characters as were typed. */
  async becomeQuiet() {
    let last;
    const quiet = await eventually(
      async () => {
        last = await this.generator.askAll('standing');
        return last.every(({ untyped, unacked }) => untyped + unacked === 0) && this.lengthsFit(last);
      },
      QUIET_MILLIS_MAX,
      QUIET_EVERY_MILLIS,
    );
    this.accounts = this.accountsOf(last);
    this.errorCount = last.reduce((sum, { errors }) => sum + errors.count, 0);
    const problems = [...new Set(last.flatMap(({ errors }) => errors.shown))];
    if (!quiet) problems.push(`not quiet after ${QUIET_MILLIS_MAX / 1_000} s: ${sumOf(last, 'untyped')} keys not typed, ${sumOf(last, 'unacked')} not acknowledged`);
    return problems;
  }

  accountsOf(standings) {
    const initial = this.kind.initialText.length;
    return this.documentIds.map((_, document) => {
      const parts = standings.map((standing) => standing.documents[document]).filter((part) => part !== undefined);
      return { initial, inserted: sumOf(parts, 'inserted'), deleted: sumOf(parts, 'deleted') };
    });
  }

  lengthsFit(standings) {
    const accounts = this.accountsOf(standings);
    return standings.every((standing) =>
      Object.entries(standing.documents).every(([document, { shortest, longest }]) => {
        const { initial, inserted, deleted } = accounts[document];
        const expected = initial + inserted - deleted;
        return shortest === expected && longest === expected;
      }),
    );
  }

  async judge(results) {
    const copies = results.flatMap((result) => result.copies);
    const fresh = [];
    for (const [document, id] of this.documentIds.entries()) {
      fresh.push({ document, ...(await freshCopy(this.kind, this.server.access, id)) });
    }
    const markers = this.documentIds.map(() => new Set());
    for (const { sightings } of results) {
      for (let i = 0; i < sightings.typed.length; i += 4) markers[sightings.typed[i]].add(sightings.typed[i + 1]);
    }
    return problemsOf(copies, fresh, this.accounts, markers);
  }

  phasesOf(results) {
    const propagation = propagationOf(results.map(({ sightings }) => sightings), this.costs.length);
    return this.costs.map((cost, number) => {
      const parts = results.map(({ phases }) => phases[number]);
      const merged = (of) => parts.reduce((sum, part) => sum.addAll(Histogram.fromJSON(part[of])), new Histogram());
      return {
        name: parts[0].name,
        ...cost,
        keys: sumOf(parts, 'keys'),
        ack: merged('ack').summary(),
        propagation: propagation[number].summary(),
        late: merged('late').summary(),
      };
    });
  }

  measures(phases, resident) {
    const { workload } = this;
    const connections = workload.documents * workload.editors;
    if (workload.kind === 'idle') {
      return {
        bytesPerConnection: (resident.after - resident.before) / connections,
        serverResidentBytes: resident.after,
        serverCpuMicrosPerConnectionSecond: (phases[0].serverMillis * MICROS_PER_MILLI) / connections / phases[0].seconds,
        errors: this.errorCount,
      };
    }
    const measured = workload.kind === 'ramp' ? phases.findLast(({ name, held }) => held && name !== 'warm-up') : phases.at(-1);
    const common = { serverResidentBytes: resident.after, errors: this.errorCount };
    if (measured === undefined) return { heldKeysPerSecond: 0, ...common };
    return {
      ...(workload.kind === 'ramp' && { heldKeysPerSecond: measured.ratePerSecond * workload.editors }),
      keysPerSecond: measured.ackedWithin / measured.seconds,
      ackP50Millis: measured.ack.p50,
      ackP90Millis: measured.ack.p90,
      ackP99Millis: measured.ack.p99,
      ackMaxMillis: measured.ack.max,
      propagationP50Millis: measured.propagation.p50,
      propagationP90Millis: measured.propagation.p90,
      propagationP99Millis: measured.propagation.p99,
      propagationMaxMillis: measured.propagation.max,
      lateP50Millis: measured.late.p50,
      lateP99Millis: measured.late.p99,
      ...perKey(measured, workload.editors),
      busiestGenerator: measured.busiestGenerator,
      ...common,
    };
  }
}

/** What a key cost: everybody's shares of what was acknowledged in the phase. */
function perKey(phase, editors) {
  const micros = (millis) => (millis * MICROS_PER_MILLI) / phase.ackedWithin;
  return {
    serverCpuMicrosPerKey: micros(phase.serverMillis),
    databaseCpuMicrosPerKey: micros(phase.databaseMillis),
    generatorCpuMicrosPerKey: micros(phase.generatorMillis),
    bytesPerKey: phase.bytesReceived / phase.ackedWithin,
    bytesPerDeliveredKey: phase.bytesReceived / (phase.ackedWithin * (editors - 1)),
  };
}

/** Whether the slowest hundredth was fast enough; what still waits at the end counts as long as the longest of it. */
export function holds(answers) {
  const ack = new Histogram();
  for (const answer of answers) {
    ack.addAll(Histogram.fromJSON(answer.ack));
    for (let i = 0; i < answer.waiting; i++) ack.add(answer.waitingMillisMax);
  }
  return ack.count > 0 && ack.percentileMillis(99) <= ACK_P99_MILLIS_MAX;
}

/** How long the markers took to the other editors, by phase. */
export function propagationOf(sightings, phases) {
  const typed = new Map();
  for (const { typed: rows } of sightings) {
    for (let i = 0; i < rows.length; i += 4) typed.set(`${rows[i]}/${rows[i + 1]}`, { at: rows[i + 2], phase: rows[i + 3] });
  }
  const histograms = Array.from({ length: phases }, () => new Histogram());
  for (const { seen } of sightings) {
    for (let i = 0; i < seen.length; i += 4) {
      const sent = typed.get(`${seen[i]}/${seen[i + 1]}`);
      if (sent !== undefined) histograms[sent.phase].add(seen[i + 2] - sent.at);
    }
  }
  return histograms;
}

function sumOf(parts, of) {
  return parts.reduce((sum, part) => sum + part[of], 0);
}
