// What benchmarks/load/run is told.

import { parseArgs } from 'node:util';

import { PEER_NAMES } from './names.mjs';
import { WORKLOADS, workloadsOf } from './workloads.mjs';

export const HELP = `Types into Inkwell and into other servers, side by side, and says who was faster at what cost.

  benchmarks/load/run [options]

  --workload W    ${Object.keys(WORKLOADS).join(', ')}; W9 stands for W9a to W9d.
                  May be repeated, or several with commas. Default: all.
  --peer P        ${PEER_NAMES.join(', ')}.
                  May be repeated, or several with commas. Default: all.
  --rounds N      everybody's turn so many times (default 5).
  --seconds N     how long each measurement takes (default 30).
  --processes N   processes of the generator (default: 1 or 2, by the workload).
  --seed N        of all chance (default 1).
  --quick         one round, short, smaller: to see that everything works. The figures prove nothing.
  --out FILE      where the results go, as JSON lines (default: target/load-DATE.jsonl beside this program);
                  the table goes beside it, as .md.
  --report FILE   measure nothing: print the table of these results. May be repeated: the runs are put together.
  --help          this.

Exit codes: 0 measured and all runs converged, 1 something failed (a run did not converge: see the table), 2 wrong options,
69 something is not installed, 130 stopped.
`;

export class WrongOptions extends Error {}

/** @returns {{help?: true, report?: string[]} | object} the options with their defaults */
export function optionsOf(words) {
  const { values } = parsed(words);
  if (values.help) return { help: true };
  if (values.report !== undefined) return { report: values.report };
  const quick = values.quick ?? false;
  const seconds = positive('seconds', values.seconds, quick ? 4 : 30);
  return {
    quick,
    workloads: chosen(() => workloadsOf(list(values.workload) ?? Object.keys(WORKLOADS))),
    peers: chosen(() => peersOf(list(values.peer))),
    rounds: positive('rounds', values.rounds, quick ? 1 : 5),
    seconds,
    rampSeconds: Math.max(2, Math.round(seconds / 3)),
    settleSeconds: quick ? 2 : 5,
    warmUpSeconds: quick ? 6 : 40,
    processes: values.processes === undefined ? undefined : positive('processes', values.processes),
    seed: positive('seed', values.seed, 1),
    out: values.out,
  };
}

function parsed(words) {
  const text = { type: 'string' };
  const several = { type: 'string', multiple: true };
  try {
    return parseArgs({
      args: words,
      options: {
        workload: several,
        peer: several,
        rounds: text,
        seconds: text,
        processes: text,
        seed: text,
        quick: { type: 'boolean' },
        out: text,
        report: several,
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new WrongOptions(error.message);
  }
}

function list(values) {
  return values?.flatMap((value) => value.split(',')).filter((value) => value !== '');
}

function peersOf(names) {
  const unknown = names?.find((name) => !PEER_NAMES.includes(name));
  if (unknown !== undefined) throw new RangeError(`there is no peer ${unknown}; there are ${PEER_NAMES.join(', ')}`);
  return PEER_NAMES.filter((name) => names?.includes(name) ?? true);
}

function chosen(choice) {
  try {
    return choice();
  } catch (error) {
    throw new WrongOptions(error.message);
  }
}

function positive(name, text, otherwise) {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(value) || value < 1) throw new WrongOptions(`--${name} is a whole number from 1, not ${text}`);
  return value;
}
