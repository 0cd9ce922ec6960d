// The workloads. People: documents, editors of each, keys a second of each editor.

const QUICK_HISTORY = { revisions: 1_000, unitsPerRevision: 10 };

/**
 * `kind`: "open", typed at drawn times; "closed", each key when the one before is acknowledged; "idle"; "ramp", an open loop that gets
 * faster; "join" and "return", what one client does. `processes`: of the generator, unless the options say otherwise.
 */
export const WORKLOADS = {
  W1: { title: '1 document, 2 editors, 5 keys/s each', kind: 'open', documents: 1, editors: 2, rate: 5, processes: 1 },
  W2: { title: '1 document, 50 editors, 2 keys/s each', kind: 'open', documents: 1, editors: 50, rate: 2, processes: 1 },
  W3: { title: '100 documents, 2 editors, 2 keys/s each', kind: 'open', documents: 100, editors: 2, rate: 2, processes: 1 },
  W4: { title: '20 documents, 10 editors, 2 keys/s each', kind: 'open', documents: 20, editors: 10, rate: 2, processes: 1 },
  W5: { title: '200 documents, 2,000 idle connections', kind: 'idle', documents: 200, editors: 10, processes: 1 },
  W6: {
    title: '1 document, 10 editors, faster and faster until the ack takes 500 ms (p99)',
    kind: 'ramp',
    documents: 1,
    editors: 10,
    totalRates: [500, 1_000, 2_000, 4_000, 6_000, 8_000, 12_000, 16_000],
    processes: 2,
  },
  W6c: { title: '1 document, 10 editors, the next key on the ack', kind: 'closed', documents: 1, editors: 10, processes: 1 },
  W6d: { title: '1 document, 50 editors, the next key on the ack', kind: 'closed', documents: 1, editors: 50, processes: 2 },
  W7: { title: '100 documents, 50 editors, 0.1 keys/s each', kind: 'open', documents: 100, editors: 50, rate: 0.1, processes: 2 },
  W8: {
    title: 'opening 1 MB of text with 100,000 revisions',
    kind: 'join',
    history: { revisions: 100_000, unitsPerRevision: 10 },
    quickHistory: QUICK_HISTORY,
  },
  W9a: { title: 'coming back with 100 keys, others typed 100', kind: 'return', offline: 100, others: 100 },
  W9b: { title: 'coming back with 1,000 keys, others typed 1,000', kind: 'return', offline: 1_000, others: 1_000 },
  W9c: { title: 'coming back with 1,000 keys, others typed 10,000', kind: 'return', offline: 1_000, others: 10_000 },
  W9d: { title: 'coming back with 10,000 keys, others typed 10,000', kind: 'return', offline: 10_000, others: 10_000 },
};

/** In a quick look nobody is away for more keys. */
export const QUICK_RETURN_MAX = 500;

/** Typed on every server once after its start, before anything is measured: the same for all. */
export const WARM_UP = { kind: 'open', documents: 10, editors: 5, rate: 10, processes: 1 };

/** The workloads of names as people give them: W9, which is none itself, stands for all of W9. */
export function workloadsOf(names) {
  const found = new Set();
  for (const name of names) {
    const all = Object.keys(WORKLOADS);
    const matching = name in WORKLOADS ? [name] : all.filter((known) => known.replace(/[a-d]$/, '') === name);
    if (matching.length === 0) throw new RangeError(`there is no workload ${name}; there are ${all.join(', ')}`);
    matching.forEach((known) => found.add(known));
  }
  return Object.keys(WORKLOADS).filter((known) => found.has(known));
}
