// Processes that are started, become ready, and are ended again whatever happens.

import { spawn } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const READY_MILLIS_MAX = 90_000;
const STOP_MILLIS_MAX = 20_000;
const LOG_TAIL_LENGTH = 2_000;
const running = new Set();

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts a program and waits until it says that it is ready.
 *
 * It is killed at the latest when this process ends, except `endsWithInput`: that one ends by itself then, in order.
 *
 * @param {string} log the file for all it says
 * @param {(line: string) => unknown} readyOf what the line that says it is ready tells; undefined for other lines
 */
export async function started(program, options, log, readyOf, { environment = {}, ipc = false, endsWithInput = false } = {}) {
  const child = spawn(program, options, {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'pipe', ...(ipc ? ['ipc'] : [])],
  });
  if (!endsWithInput) running.add(child);
  const ended = new Promise((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  const file = createWriteStream(log, { flags: 'a' });
  child.stderr.pipe(file, { end: false });
  const ready = await new Promise((resolve, reject) => {
    const why = () => readFileSync(log, 'utf8').slice(-LOG_TAIL_LENGTH);
    const timer = setTimeout(() => reject(new Error(`${program} did not get ready:\n${why()}`)), READY_MILLIS_MAX);
    child.once('error', reject);
    child.once('close', (code) => {
      setTimeout(() => reject(new Error(`${program} ended with ${code}:\n${why()}`)), 100);
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      file.write(`${line}\n`);
      const found = readyOf(line);
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
  return {
    ready,
    pid: child.pid,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    /** Asks a Node.js server to collect its garbage. */
    collected: () =>
      new Promise((resolve) => {
        child.once('message', resolve);
        child.send('collect');
      }),
    /** The end of its input and SIGTERM; SIGKILL if that is not enough. */
    async stop(signal = undefined) {
      child.stdin.end();
      if (signal !== undefined) child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MILLIS_MAX);
      const code = await ended;
      clearTimeout(timer);
      file.end();
      return code;
    },
  };
}
