// Runs of one client: opening a long history, coming back after a while offline.

import { Generator } from './generator.mjs';
import { median } from './targets.mjs';
import { QUICK_RETURN_MAX } from './workloads.mjs';

const OPENINGS = 5;
/** Done once before what is measured, so that the client's code is warm as well. */
const PRACTICE = { offline: 50, others: 50 };
const PRACTICE_OPENINGS = 100;
const PRACTICE_HISTORY = { revisions: 20, unitsPerRevision: 10, hold: true };

/** The documents with a long history, by server: `{generation, documentId, digest, problems, generator}`. */
const histories = new Map();

/**
 * @param {object} server of peers.mjs
 * @param {{seed: number, quick: boolean, warmUp: () => Promise<void>}} how
 */
export async function joinRun(server, workload, how) {
  const { documentId, digest, problems } = await historyOf(server, workload, how);
  if (server.durable) {
    await server.restart();
    await how.warmUp();
  }
  return withGenerator(async (ask) => {
    const practice = await ask('history', { ...PRACTICE_HISTORY, seed: how.seed });
    for (let i = 0; i < PRACTICE_OPENINGS; i++) await ask('join', practice);
    const opened = [];
    for (let i = 0; i < OPENINGS + 1; i++) opened.push(await ask('join', { documentId, digest }));
    const warm = opened.slice(1).map(({ millis }) => millis);
    const measures = {
      ...(server.durable && { coldMillis: opened[0].millis }),
      warmMillis: median(warm),
      bytesReceived: opened[0].bytesReceived,
    };
    const { revisions, unitsPerRevision } = workload.quickHistory;
    const reduced = how.quick ? `${revisions} revisions of ${unitsPerRevision} characters` : undefined;
    return { measures, phases: [], problems: [...problems, ...[practice, ...opened].flatMap((one) => one.problems)], reduced };
  }, server);
}

/** Made once for a server; one that keeps documents in memory loses it with a restart, and keeps it while somebody has it open. */
async function historyOf(server, workload, { seed, quick }) {
  const known = histories.get(server.name);
  if (known !== undefined && (server.durable || known.generation === server.generation)) return known;
  await known?.generator?.close();
  const generator = new Generator(1);
  let made;
  try {
    made = await generator.ask(0, 'scenario', {
      name: 'history',
      client: server.client,
      access: server.access,
      seed,
      hold: !server.durable,
      ...(quick ? workload.quickHistory : workload.history),
    });
  } finally {
    if (server.durable || made === undefined) await generator.close();
  }
  const history = { ...made, generation: server.generation, generator: server.durable ? undefined : generator };
  histories.set(server.name, history);
  return history;
}

/** Lets go of the documents that are kept open. */
export async function forgetHistories() {
  for (const { generator } of histories.values()) await generator?.close();
  histories.clear();
}

export async function returnRun(server, workload, { seed, quick }) {
  const most = quick ? QUICK_RETURN_MAX : Infinity;
  return withGenerator(async (ask) => {
    const practice = await ask('return', { ...PRACTICE, seed });
    const offline = Math.min(workload.offline, most);
    const others = Math.min(workload.others, most);
    const { problems, ...measures } = await ask('return', { offline, others, seed: seed + 1 });
    const isReduced = offline < workload.offline || others < workload.others;
    const reduced = isReduced ? `${offline} keys offline, ${others} of others` : undefined;
    return { measures, phases: [], problems: [...practice.problems, ...problems], reduced };
  }, server);
}

async function withGenerator(work, { client, access }) {
  const generator = new Generator(1);
  const ask = (name, task) => generator.ask(0, 'scenario', { name, client, access, ...task });
  try {
    return await work(ask);
  } finally {
    await generator.close();
  }
}
