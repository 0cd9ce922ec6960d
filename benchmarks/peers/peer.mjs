// Measures one library in one measure and prints one line of JSON. A process of its own for each, so that no measure warms another.
//   node peer.mjs LIBRARY MEASURE CASES TRACES WARMUP_MILLIS ROUNDS ROUND_MILLIS
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { measureOf } from './measures.mjs';
import { timed } from './timing.mjs';

const [name, id, cases, traces, warmupMillis, rounds, roundMillis] = process.argv.slice(2);
const { default: library } = await import(`./libraries/${name}.mjs`);
const measure = measureOf(id, library, JSON.parse(readFileSync(cases, 'utf8')), traces);
const differs = measure.check() ?? null;
const measured = timed(measure.run, measure.operations, {
  warmupMillis: Number(warmupMillis),
  rounds: Number(rounds),
  roundMillis: Number(roundMillis),
});
const { version } = createRequire(import.meta.url)(`./node_modules/${library.packageName}/package.json`);
console.log(JSON.stringify({ version, differs, rounds: measured }));
