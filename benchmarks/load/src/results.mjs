// Results as JSON lines: a session, its runs as they end, its end. A session that was cut off keeps what it had.

import { appendFileSync, readFileSync } from 'node:fs';

export function append(file, line) {
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

/** @param {string[]} files sessions in several files are put together; each round is compared within its session */
export function readResults(files) {
  const results = { sessions: [], runs: [], ends: [] };
  const lists = { session: results.sessions, run: results.runs, end: results.ends };
  for (const file of files) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line === '') continue;
      const result = JSON.parse(line);
      const list = lists[result.kind];
      if (list === undefined) throw new Error(`${file} holds a line that is no result: ${line.slice(0, 60)}`);
      list.push(result);
    }
  }
  return results;
}
