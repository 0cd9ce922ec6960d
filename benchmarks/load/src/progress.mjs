// One line that tells what is going on; where nobody watches, a line now and then.

import { nowMillis } from './clock.mjs';

const SILENCE_MILLIS = 10_000;
const ERASE = '\r\u001b[K';

export class Progress {
  constructor(out) {
    this.out = out;
    this.saidAtMillis = 0;
    this.what = '';
    this.startedAtMillis = nowMillis();
  }

  say(words) {
    this.out.write(`${this.out.isTTY ? ERASE : ''}load: ${words}\n`);
    this.saidAtMillis = nowMillis();
  }

  begin(what) {
    this.what = what;
    this.startedAtMillis = nowMillis();
    this.show('');
  }

  keys(keys, acked) {
    this.show(`${keys} keys, ${acked} acknowledged`);
  }

  ended(what, measures, problems) {
    const { keysPerSecond, ackP50Millis, ackP99Millis } = measures;
    const acks = ackP50Millis === undefined ? '' : `, ${keysPerSecond.toFixed(1)} keys/s, ack p50 ${ackP50Millis.toFixed(2)} ms, p99 ${ackP99Millis.toFixed(2)} ms`;
    this.say(`${what}: ${problems.length === 0 ? `converged${acks}` : `FAILED: ${problems[0]}`}`);
  }

  show(details) {
    const seconds = Math.round((nowMillis() - this.startedAtMillis) / 1_000);
    const line = `load: ${this.what}, ${seconds} s ${details}`;
    if (this.out.isTTY) this.out.write(`${ERASE}${line}`);
    else if (nowMillis() - this.saidAtMillis > SILENCE_MILLIS) this.say(line.slice('load: '.length));
  }
}
