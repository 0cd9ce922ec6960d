// Results as Markdown: where and how, what is wanted and reached, every figure of every server, and what failed.

import { TARGETS, figureOf, isMore, reached, spreadOf } from './targets.mjs';
import { PEER_NAMES, PEER_NOTES } from './names.mjs';
import { WORKLOADS } from './workloads.mjs';

const GIBIBYTE = 2 ** 30;
const MEBIBYTE = 2 ** 20;
const BUSY = 0.9;
const PROBLEMS_SHOWN = 3;

/** Measures in the order of the tables: name, words, how a value is written. */
const MEASURES = [
  ['heldKeysPerSecond', 'keys/s held', count],
  ['keysPerSecond', 'keys/s acknowledged', count],
  ['ackP50Millis', 'ack p50', duration],
  ['ackP90Millis', 'ack p90', duration],
  ['ackP99Millis', 'ack p99', duration],
  ['ackMaxMillis', 'ack max', duration],
  ['propagationP50Millis', 'propagation p50', duration],
  ['propagationP90Millis', 'propagation p90', duration],
  ['propagationP99Millis', 'propagation p99', duration],
  ['propagationMaxMillis', 'propagation max', duration],
  ['coldMillis', 'first open, server restarted', duration],
  ['warmMillis', 'open', duration],
  ['returnMillis', 'back and saved', duration],
  ['everybodyMillis', 'the others have it too', duration],
  ['serverCpuMicrosPerKey', 'server CPU per key', micros],
  ['databaseCpuMicrosPerKey', 'database CPU per key', micros],
  ['generatorCpuMicrosPerKey', 'generator CPU per key', micros],
  ['serverCpuMicrosPerConnectionSecond', 'server CPU per connection and second', micros],
  ['bytesPerKey', 'bytes received per key, all clients', count],
  ['bytesPerDeliveredKey', 'bytes received per delivered key', count],
  ['bytesReceived', 'bytes received', count],
  ['bytesPerConnection', 'memory per idle connection', (bytes) => `${digits(bytes / 1_024)} KiB`],
  ['serverResidentBytes', 'server memory (RSS)', (bytes) => `${digits(bytes / MEBIBYTE)} MiB`],
  ['lateP50Millis', 'generator late p50', duration],
  ['lateP99Millis', 'generator late p99', duration],
  ['busiestGenerator', 'busiest process of the generator, cores', digits],
  ['errors', 'errors', count],
];
const MEASURE_WORDS = new Map(MEASURES.map(([name, words]) => [name, words]));
const FORMATS = new Map(MEASURES.map(([name, , format]) => [name, format]));

/** @param {{sessions: object[], runs: object[], ends: object[]}} results of results.mjs */
export function reportOf({ sessions, runs, ends }) {
  const lines = [];
  sessions.forEach((session) => lines.push(...where(session, ends.find((end) => end.session === session.session))));
  const quick = new Set(sessions.filter(({ options }) => options.quick).map(({ session }) => session));
  lines.push(...wanted(runs, quick));
  for (const workload of Object.keys(WORKLOADS)) {
    const own = runs.filter((run) => run.workload === workload);
    if (own.length > 0) lines.push(...figures(workload, own));
  }
  lines.push(...failures(runs), ...notes(runs));
  return `${lines.join('\n')}\n`;
}

function where(session, end) {
  const { machine, versions, options, postgres } = session;
  const isBusy = session.load > machine.cores / 2;
  const gibi = (machine.memoryBytes / GIBIBYTE).toFixed(0);
  return [
    `Measured ${session.date} at commit ${session.commit} with \`${session.command}\`${options.quick ? ' (**quick look: the figures prove nothing**)' : ''}.`,
    '',
    `${machine.processor}, ${machine.cores} cores, ${gibi} GiB, ${machine.system}; ${versions.java}; Node.js ${versions.node}. Load average ${loadOf(session.load)} before, ${end === undefined ? 'unknown: the run did not end' : loadOf(end.load)} after. One fdatasync of 8 KiB takes ${duration(machine.syncMillis)} (median), on ${machine.fileSystem}.`,
    `PostgreSQL ${postgres.server_version}: fsync ${postgres.fsync}, synchronous_commit ${postgres.synchronous_commit}, full_page_writes ${postgres.full_page_writes}; one for everybody durable.`,
    `Others: ${Object.entries(versions.packages).map(([name, version]) => `${name} ${version}`).join(', ')}.`,
    `Rounds: ${options.rounds}, in each everybody's turn, in another order; measured ${options.seconds} s each. Every server typed on for ${options.warmUpSeconds} s after its start (50 people, 500 keys/s) and ${options.settleSeconds} s before each measurement. Seed ${options.seed}.`,
    ...(isBusy ? ['', '**The machine was busy with something else before it began: these figures say little.**'] : []),
    '',
  ];
}

/** @param {Set<string>} quick sessions that prove nothing */
function wanted(runs, quick) {
  const lines = [];
  for (const target of TARGETS) {
    const result = reached(target, runs);
    if (result === undefined) continue;
    const { spread, best, outcome } = result;
    const isQuick = runs.some(({ workload, session }) => workload === target.workload && quick.has(session));
    const { against, measure } = target;
    const write = against === undefined ? FORMATS.get(measure) : (value) => `${digits(value)} ×`;
    const range = spread === null ? '' : `${write(spread.median)} (${write(spread.least)} – ${write(spread.greatest)}, ${spread.rounds})`;
    const words = `${target.workload} ${MEASURE_WORDS.get(measure)}${target.stretch ? ', further aim' : ''}`;
    const sign = isMore(target) ? '≥' : '≤';
    lines.push(row(target.row, words, best ?? (against?.join(' or ') ?? '–'), range, `${sign} ${write(target.wanted)}`, said(outcome, isQuick)));
  }
  if (lines.length === 0) return [];
  return [
    '### Targets',
    '',
    'Inkwell over the best of those it is comparable with, round by round: the median (least – greatest, rounds).',
    '',
    row('row', 'measure', 'compared with', 'ratio', 'wanted', ''),
    '| ---: | --- | --- | ---: | ---: | --- |',
    ...lines,
    '',
  ];
}

function said(outcome, isQuick) {
  const word = outcome === 'met' ? 'met' : `**${outcome}**`;
  return isQuick ? `(${word}, in a quick look)` : word;
}

function figures(workload, runs) {
  const peers = PEER_NAMES.filter((peer) => runs.some((run) => run.peer === peer));
  const lines = [
    `### ${workload}: ${WORKLOADS[workload].title}`,
    '',
    ...sizes(runs),
    row('measure', ...peers.map((peer) => `${peer}${PEER_NOTES[peer].durable ? ', durable' : ''}`)),
    `| --- |${' ---: |'.repeat(peers.length)}`,
  ];
  for (const [measure, words, write] of MEASURES) {
    if (!runs.some(({ measures }) => typeof measures[measure] === 'number')) continue;
    lines.push(row(words, ...peers.map((peer) => cell(runs.filter((run) => run.peer === peer), measure, write))));
  }
  lines.push(row('converged', ...peers.map((peer) => converged(runs.filter((run) => run.peer === peer)))), '');
  return lines;
}

/** What was smaller than the title says. */
function sizes(runs) {
  const reduced = new Set(runs.filter(({ reduced: to }) => to !== undefined).map(({ reduced: to }) => to));
  return reduced.size === 0 ? [] : [`Reduced in a quick look: ${[...reduced].join('; ')}.`, ''];
}

function cell(runs, measure, write) {
  const spread = spreadOf(runs.map((run) => figureOf(run, measure)).filter((value) => value !== undefined));
  if (spread === null) return runs.some(({ problems }) => problems.length > 0) ? 'failed' : '';
  if (spread.rounds === 1) return write(spread.median);
  return `${write(spread.median)} (${write(spread.least)} – ${write(spread.greatest)})`;
}

function converged(runs) {
  const good = runs.filter(({ problems }) => problems.length === 0).length;
  return good === runs.length ? `${good} of ${good}` : `**${good} of ${runs.length}**`;
}

function failures(runs) {
  const failed = runs.filter(({ problems }) => problems.length > 0);
  if (failed.length === 0) {
    return [
      `All runs (${runs.length}) converged: every replica and a client that opened the document at the end are equal, character for character, and hold what was typed.`,
      '',
    ];
  }
  const lines = failed.map(({ workload, peer, round, problems }) => {
    const more = problems.length > PROBLEMS_SHOWN ? `; and ${problems.length - PROBLEMS_SHOWN} more` : '';
    return `- ${workload}, ${peer}, round ${round}: ${problems.slice(0, PROBLEMS_SHOWN).join('; ')}${more}`;
  });
  return ['### Failed', '', ...lines, ''];
}

function notes(runs) {
  const lines = PEER_NAMES.filter((peer) => runs.some((run) => run.peer === peer)).map((peer) => `- **${peer}**: ${PEER_NOTES[peer].ack}`);
  const busy = new Set(runs.filter(({ measures }) => measures?.busiestGenerator > BUSY).map(({ workload, peer }) => `${workload} ${peer}`));
  if (busy.size > 0) lines.push(`- The generator was the limit (a process of it busy over ${BUSY * 100} %): ${[...busy].join(', ')}.`);
  return ['What an acknowledgement means:', '', ...lines, ''];
}

function loadOf(load) {
  return load.toFixed(2);
}

function row(...cells) {
  return `| ${cells.join(' | ')} |`;
}

function duration(millis) {
  if (millis < 1) return `${digits(millis * 1_000)} µs`;
  return millis < 1_000 ? `${digits(millis)} ms` : `${digits(millis / 1_000)} s`;
}

function micros(value) {
  return `${digits(value)} µs`;
}

function count(value) {
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : digits(value);
}

function digits(value) {
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString('en-US');
  if (size >= 10) return value.toFixed(1);
  return size > 0 && size < 0.1 ? value.toFixed(3) : value.toFixed(2);
}
