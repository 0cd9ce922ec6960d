// The processes of the generator, and questions to them.

import { fork } from 'node:child_process';
import { join } from 'node:path';

import { HERE } from './bundle.mjs';

export class Generator {
  /** @param {(keys: number, acked: number) => void} onProgress */
  constructor(processes, onProgress = () => undefined) {
    this.questions = new Map();
    this.asked = 0;
    const progress = [];
    this.children = Array.from({ length: processes }, (_, index) => {
      const child = fork(join(HERE, 'src/worker.mjs'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      child.on('message', (message) => {
        if (message.progress === undefined) {
          this.answered(message);
          return;
        }
        progress[index] = message.progress;
        const sum = (of) => progress.reduce((total, one) => total + (one?.[of] ?? 0), 0);
        onProgress(sum('keys'), sum('acked'));
      });
      child.on('exit', (code) => this.ended(child, code));
      return child;
    });
  }

  ask(index, command, task) {
    const id = ++this.asked;
    const child = this.children[index];
    return new Promise((resolve, reject) => {
      this.questions.set(id, { child, resolve, reject });
      child.send({ id, command, task });
    });
  }

  /** @param {(index: number) => unknown} taskOf */
  askAll(command, taskOf = () => undefined) {
    return Promise.all(this.children.map((_, index) => this.ask(index, command, taskOf(index))));
  }

  async close() {
    const ends = this.children.map(
      (child) =>
        new Promise((resolve) => {
          if (child.exitCode !== null || child.signalCode !== null) resolve();
          else child.once('exit', resolve);
        }),
    );
    this.closing = true;
    for (const child of this.children) child.kill('SIGKILL');
    await Promise.all(ends);
  }

  answered({ id, result, error }) {
    const { resolve, reject } = this.questions.get(id);
    this.questions.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Error(error));
  }

  ended(child, code) {
    if (this.closing) return;
    for (const [id, question] of this.questions) {
      if (question.child !== child) continue;
      this.questions.delete(id);
      question.reject(new Error(`a process of the generator ended with ${code}`));
    }
  }
}
