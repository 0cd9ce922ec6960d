// A process of the generator: opens its share of the clients, types as it is told, and answers with what it saw.

import { nowMillis, sleep } from './clock.mjs';
import { Editor, Phase, Sightings } from './editor.mjs';
import { clientsOf } from './clients.mjs';
import { Markers } from './markers.mjs';
import { Random } from './random.mjs';
import { scenarios } from './scenarios.mjs';
import { openLoop } from './schedule.mjs';
import { Typist } from './typist.mjs';

const OPENING_AT_ONCE = 32;
const OPEN_MILLIS_MAX = 60_000;
const ERRORS_SHOWN = 3;
const PROGRESS_MILLIS = 500;
/** Keys typed without a look at what has arrived, when the generator is late. */
const KEYS_AT_ONCE = 16;
/** Up to so many keys a second a process waits for the exact moment awake; a timer alone is up to a millisecond late. */
const EXACT_RATE_MAX = 150;
const EXACT_MILLIS = 2;

const NOTHING_UNTYPED = { count: 0, since: Infinity };

const sightings = new Sightings();
const phases = [];
/** What of each phase is still to be typed: a generator that is late goes on after the end of a phase. */
const unfinished = [];
let editors = [];
let seed = 0;

const commands = {
  /** Opens the clients of this process. */
  async open(task) {
    const kind = await clientsOf(task.client);
    seed = task.seed;
    editors = task.editors.map(({ document, number, index }) => {
      const typist = new Typist(new Random(seed, document, number), new Markers(number, task.editorsPerDocument));
      const editor = new Editor({ document, number, index }, typist, sightings, kind.initialText.length);
      return editor;
    });
    for (let from = 0; from < editors.length; from += OPENING_AT_ONCE) {
      await Promise.all(editors.slice(from, from + OPENING_AT_ONCE).map((editor) => opened(editor, kind, task)));
    }
  },

  /** Types for a while. Answers at the end of the phase, whatever is acknowledged then. */
  async phase(task) {
    const untilMillis = task.startAtMillis + task.seconds * 1_000;
    const phase = new Phase({ ...task, number: phases.length, untilMillis });
    phases.push(phase);
    await sleep(task.startAtMillis - nowMillis());
    const [bytes, acked] = [bytesReceived(), ackedEver()];
    const cpu = process.cpuUsage();
    const untyped = task.kind === 'open' ? typeInOpenLoop(phase, task) : () => NOTHING_UNTYPED;
    unfinished.push(untyped);
    if (task.kind === 'closed') typeInClosedLoop(phase);
    await sleep(untilMillis - nowMillis());
    const { user, system } = process.cpuUsage(cpu);
    return {
      // Of whichever phase: what was done in this time, as its cost is.
      ackedWithin: ackedEver() - acked,
      keys: phase.keys,
      ack: phase.ack,
      ...waitingOf(phase, untyped()),
      bytesReceived: bytesReceived() - bytes,
      cpuMillis: (user + system) / 1_000,
    };
  },

  /** Where all clients of this process stand. */
  standing() {
    const documents = {};
    for (const { who, inserted, deleted, client } of editors) {
      documents[who.document] ??= { inserted: 0, deleted: 0, shortest: Infinity, longest: 0 };
      const sum = documents[who.document];
      sum.inserted += inserted;
      sum.deleted += deleted;
      sum.shortest = Math.min(sum.shortest, client.length);
      sum.longest = Math.max(sum.longest, client.length);
    }
    const errors = editors.flatMap((editor) => editor.errors);
    return {
      untyped: unfinished.reduce((sum, untyped) => sum + untyped().count, 0),
      unacked: editors.reduce((sum, editor) => sum + (editor.client.quiet ? 0 : 1) + editor.unacked, 0),
      documents,
      errors: { count: errors.length, shown: [...new Set(errors)].slice(0, ERRORS_SHOWN) },
    };
  },

  /** Everything, at the end. */
  results: () => ({
    phases: phases.map(({ name, keys, ack, late }) => ({ name, keys, ack, late })),
    sightings,
    copies: editors.map((editor) => editor.copy()),
  }),

  close() {
    for (const { client } of editors) client.close();
  },

  /** Something that is not a number of people typing. */
  scenario: ({ name, ...task }) => scenarios[name](task),
};

async function opened(editor, kind, { access, documentIds }) {
  editor.client = kind.client(access, documentIds[editor.who.document], editor.handlers());
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`a client did not open in time: ${editor.errors[0] ?? 'no error'}`)), OPEN_MILLIS_MAX);
  });
  await Promise.race([editor.client.open(), late]);
  clearTimeout(timer);
}

/** Keys of a phase that wait for their acknowledgement now, or should have been typed and were not. */
function waitingOf(phase, untyped) {
  const since = editors.map((editor) => editor.waitingSince(phase) ?? Infinity);
  const oldest = Math.min(untyped.since, ...since);
  return {
    waiting: phase.keys - phase.ack.count + untyped.count,
    waitingMillisMax: oldest === Infinity ? 0 : nowMillis() - oldest,
  };
}

/**
 * At the times that were drawn; who is late types at once, and the key counts from when it was meant to be typed.
 *
 * @returns {() => {count: number, since: number}} how many keys are still to be typed, and when the first of them was meant to be
 */
function typeInOpenLoop(phase, { ratePerSecond, seconds, startAtMillis }) {
  const numbers = editors.map(({ who }) => who.index);
  const plan = openLoop(numbers, seed + phase.number, ratePerSecond, seconds);
  const exactly = ratePerSecond * editors.length <= EXACT_RATE_MAX;
  let next = 0;
  const turn = () => {
    const now = nowMillis() - startAtMillis;
    for (let typed = 0; typed < KEYS_AT_ONCE && plan.millis[next] <= now; typed++, next++) {
      editors[plan.editors[next]].type(phase, startAtMillis + plan.millis[next]);
    }
    if (next >= plan.millis.length) return;
    const wait = plan.millis[next] - now;
    if (wait <= 0 || (exactly && wait < EXACT_MILLIS)) setImmediate(turn);
    else setTimeout(turn, exactly ? wait - EXACT_MILLIS : wait);
  };
  turn();
  return () => {
    const count = plan.millis.length - next;
    return count === 0 ? NOTHING_UNTYPED : { count, since: startAtMillis + plan.millis[next] };
  };
}

/** Each key when the one before is acknowledged. */
function typeInClosedLoop(phase) {
  for (const editor of editors) {
    const type = () => {
      // A key of the phase before may still be on its way.
      if (editor.unacked > 0) return;
      const now = nowMillis();
      if (now < phase.untilMillis) editor.type(phase, now);
      else editor.onAcked = () => undefined;
    };
    // Not from within the client, which may be in the middle of a message.
    editor.onAcked = () => queueMicrotask(type);
    type();
  }
}

function ackedEver() {
  return editors.reduce((sum, editor) => sum + editor.ackedEver, 0);
}

function bytesReceived() {
  return editors.reduce((sum, { client }) => sum + client.bytesReceived, 0);
}

setInterval(() => {
  const phase = phases.at(-1);
  if (phase !== undefined && process.connected) process.send({ progress: { keys: phase.keys, acked: phase.ack.count } });
}, PROGRESS_MILLIS).unref();

process.on('message', async ({ id, command, task }) => {
  try {
    process.send({ id, result: await commands[command](task) });
  } catch (error) {
    console.error(error);
    process.send({ id, error: String(error?.message ?? error) });
  }
});
process.on('disconnect', () => process.exit(0));
