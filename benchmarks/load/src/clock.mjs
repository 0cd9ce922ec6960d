// The machine's monotonic clock: the same for all processes of one machine, unlike performance.now().

const MILLIS_PER_SECOND = 1_000;
const NANOS_PER_MILLI = 1_000_000;

/** Milliseconds since some moment before the machine's processes began, to the microsecond. */
export function nowMillis() {
  const [seconds, nanos] = process.hrtime();
  return seconds * MILLIS_PER_SECOND + nanos / NANOS_PER_MILLI;
}

export function sleep(millis) {
  return new Promise((resolve) => {
    setTimeout(resolve, millis);
  });
}

/**
 * Waits until something is true, asking every few milliseconds.
 *
 * @param {() => boolean | Promise<boolean>} isTrue
 * @returns {Promise<boolean>} whether it became true in time
 */
export async function eventually(isTrue, millisMax, everyMillis = 20) {
  const end = nowMillis() + millisMax;
  while (!(await isTrue())) {
    if (nowMillis() > end) return false;
    await sleep(everyMillis);
  }
  return true;
}
