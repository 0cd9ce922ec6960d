// What is wanted, always as a ratio to the best of some others in the same round, and what was reached.

const DURABLE = ['sharedb-postgres'];
const IN_MEMORY = ['sharedb-memory', 'hocuspocus'];
const SHAREDB = ['sharedb-postgres', 'sharedb-memory'];
const HOCUSPOCUS = ['hocuspocus'];

/** Measures where more is better; of all others less is. */
export const MORE_IS_BETTER = new Set(['keysPerSecond', 'heldKeysPerSecond']);

/**
 * `wanted`: Inkwell's figure over the best of `against`, at most that - at least that, where more is better. Where `against` is missing,
 * `wanted` is the figure itself.
 */
export const TARGETS = [
  { row: 1, workload: 'W1', measure: 'ackP50Millis', against: DURABLE, wanted: 1 },
  { row: 1, workload: 'W1', measure: 'ackP99Millis', against: DURABLE, wanted: 1 },
  { row: 2, workload: 'W2', measure: 'ackP50Millis', against: DURABLE, wanted: 0.6 },
  { row: 2, workload: 'W2', measure: 'propagationP50Millis', against: DURABLE, wanted: 0.6 },
  { row: 3, workload: 'W3', measure: 'ackP50Millis', against: DURABLE, wanted: 0.8 },
  { row: 3, workload: 'W4', measure: 'ackP50Millis', against: DURABLE, wanted: 0.8 },
  { row: 4, workload: 'W7', measure: 'ackP50Millis', against: DURABLE, wanted: 0.9 },
  { row: 4, workload: 'W7', measure: 'ackP99Millis', against: DURABLE, wanted: 1 },
  { row: 5, workload: 'W6d', measure: 'keysPerSecond', against: DURABLE, wanted: 30 },
  { row: 5, workload: 'W6d', measure: 'keysPerSecond', against: DURABLE, wanted: 100, stretch: true },
  { row: 6, workload: 'W6c', measure: 'keysPerSecond', against: DURABLE, wanted: 15 },
  { row: 7, workload: 'W6c', measure: 'serverCpuMicrosPerKey', against: IN_MEMORY, wanted: 2 },
  { row: 7, workload: 'W6d', measure: 'serverCpuMicrosPerKey', against: IN_MEMORY, wanted: 2 },
  { row: 8, workload: 'W6', measure: 'heldKeysPerSecond', against: DURABLE, wanted: 2.5 },
  { row: 8, workload: 'W6', measure: 'ackP99Millis', wanted: 50 },
  { row: 9, workload: 'W2', measure: 'serverCpuMicrosPerKey', against: DURABLE, wanted: 0.8 },
  { row: 9, workload: 'W4', measure: 'serverCpuMicrosPerKey', against: DURABLE, wanted: 1 },
  { row: 9, workload: 'W2', measure: 'databaseCpuMicrosPerKey', against: DURABLE, wanted: 0.4 },
  { row: 9, workload: 'W4', measure: 'databaseCpuMicrosPerKey', against: DURABLE, wanted: 0.4 },
  { row: 9, workload: 'W2', measure: 'serverCpuMicrosPerKey', against: IN_MEMORY, wanted: 1, stretch: true },
  { row: 9, workload: 'W4', measure: 'serverCpuMicrosPerKey', against: IN_MEMORY, wanted: 1, stretch: true },
  { row: 10, workload: 'W2', measure: 'bytesPerKey', against: HOCUSPOCUS, wanted: 0.7 },
  { row: 10, workload: 'W2', measure: 'bytesPerKey', against: SHAREDB, wanted: 0.2 },
  { row: 11, workload: 'W5', measure: 'bytesPerConnection', against: SHAREDB, wanted: 1 },
  { row: 12, workload: 'W8', measure: 'coldMillis', against: DURABLE, wanted: 1 },
  { row: 12, workload: 'W8', measure: 'warmMillis', against: SHAREDB, wanted: 0.8 },
  { row: 13, workload: 'W9d', measure: 'returnMillis', against: SHAREDB, wanted: 0.05 },
  { row: 13, workload: 'W9d', measure: 'returnMillis', against: HOCUSPOCUS, wanted: 5 },
  { row: 13, workload: 'W9d', measure: 'bytesReceived', against: SHAREDB, wanted: 0.1 },
];

export function median(values) {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median, least and greatest of the rounds. */
export function spreadOf(values) {
  if (values.length === 0) return null;
  return { median: median(values), least: Math.min(...values), greatest: Math.max(...values), rounds: values.length };
}

/** A figure of a run that counts: it converged, nothing failed in it, and the figure is a number. */
export function figureOf(run, measure) {
  if (run === undefined || run.problems.length > 0) return undefined;
  const value = run.measures?.[measure];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/**
 * What a target reached in the rounds, each round compared with itself.
 *
 * @param {object[]} runs of all workloads, peers and rounds
 * @returns undefined where the workload was not run with Inkwell and, where needed, with one of the others; otherwise `spread` (null where
 *   no round counts), `best` (who it was compared with in most rounds), `roundsWithout` a ratio, and the `outcome`: "failed" if one of
 *   Inkwell's runs failed, "no figure" if no ratio can be had, "met", "missed"
 */
export function reached(target, runs) {
  const { workload, measure, against } = target;
  const mine = runs.filter((run) => run.workload === workload && run.peer === 'inkwell');
  const others = runs.filter((run) => run.workload === workload && against?.includes(run.peer));
  if (mine.length === 0 || (against !== undefined && others.length === 0)) return undefined;
  const values = [];
  const bests = [];
  for (const run of mine) {
    const own = figureOf(run, measure);
    if (own === undefined) continue;
    if (against === undefined) {
      values.push(own);
      continue;
    }
    const best = bestOf(others.filter(({ round, session }) => round === run.round && session === run.session), measure);
    if (best === undefined || best.value <= 0) continue;
    bests.push(best.peer);
    values.push(own / best.value);
  }
  const spread = spreadOf(values);
  const roundsWithout = mine.length - values.length;
  const isMet = spread !== null && (isMore(target) ? spread.median >= target.wanted : spread.median <= target.wanted);
  return { spread, best: mostFrequent(bests), roundsWithout, outcome: outcomeOf(mine, spread, isMet) };
}

function outcomeOf(mine, spread, isMet) {
  if (mine.some(({ problems }) => problems.length > 0)) return 'failed';
  if (spread === null) return 'no figure';
  return isMet ? 'met' : 'missed';
}

export function isMore({ measure }) {
  return MORE_IS_BETTER.has(measure);
}

function bestOf(runs, measure) {
  let best;
  for (const run of runs) {
    const value = figureOf(run, measure);
    if (value === undefined) continue;
    const better = best === undefined || (MORE_IS_BETTER.has(measure) ? value > best.value : value < best.value);
    if (better) best = { peer: run.peer, value };
  }
  return best;
}

function mostFrequent(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
