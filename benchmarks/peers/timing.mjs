// The measuring loop: warm up, then rounds of a fixed length. Answers for each the time on the wall and that of the processor, both of the
// whole process, in nanoseconds for one operation.

const BATCH_MILLIS = 1;
/** Who is so slow that all rounds would take longer than this has fewer; who is slower still is timed in its warm-up. */
const ALL_ROUNDS_MILLIS_MAX = 10_000;

/**
 * @param {() => void} run what is measured
 * @param {number} operations how many operations one run is
 * @param {{warmupMillis: number, rounds: number, roundMillis: number}} settings
 */
export function timed(run, operations, settings) {
  const warmup = repeated(run, 1, settings.warmupMillis);
  const batch = Math.max(1, Math.floor((BATCH_MILLIS * warmup.runs) / settings.warmupMillis));
  const runMillis = warmup.wallNanos / warmup.runs / 1e6;
  const affordable = Math.min(settings.rounds, Math.floor(ALL_ROUNDS_MILLIS_MAX / runMillis));
  const rounds =
    affordable === 0
      ? [warmup]
      : Array.from({ length: affordable }, () => repeated(run, batch, settings.roundMillis));
  return rounds.map((round) => ({
    wallNanos: round.wallNanos / round.runs / operations,
    processorNanos: round.cpuNanos / round.runs / operations,
  }));
}

function repeated(run, batch, millis) {
  const end = process.hrtime.bigint() + BigInt(millis) * 1_000_000n;
  const cpuStart = process.cpuUsage();
  const start = process.hrtime.bigint();
  let now = start;
  let runs = 0;
  do {
    for (let i = 0; i < batch; i++) run();
    runs += batch;
    now = process.hrtime.bigint();
  } while (now < end);
  const cpu = process.cpuUsage(cpuStart);
  return { runs, wallNanos: Number(now - start), cpuNanos: (cpu.user + cpu.system) * 1000 };
}
