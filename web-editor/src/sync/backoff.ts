const DELAY_MAX_MILLIS = 30_000;
const DELAY_FIRST_MILLIS = 500;

/**
 * How long to wait before a connection is tried again: min(30 s, 0.5 s * 2^failures), of which a random part is taken
 * (full jitter), so that the clients of a server that comes back do not all come at once.
 *
 * @param failures how many tries have failed in a row, 0 or more
 * @param random in [0, 1)
 */
export function reconnectDelayMillis(failures: number, random: number): number {
  return Math.min(DELAY_MAX_MILLIS, DELAY_FIRST_MILLIS * 2 ** Math.min(failures, 16)) * random;
}
