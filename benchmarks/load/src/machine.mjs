// Where it is measured, and with which versions.

import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, fdatasyncSync, openSync, readFileSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';

import { HERE, ROOT } from './bundle.mjs';
import { nowMillis } from './clock.mjs';
import { median } from './targets.mjs';

const JAVA_WANTED = 25;
const SYNCS = 40;
const SYNCED_BYTES = 8_192;

export function load() {
  return loadavg()[0];
}

/** @param {string} folder where the database will be */
export function machineOf(folder) {
  const processors = cpus();
  return {
    processor: processors[0]?.model ?? process.arch,
    cores: processors.length,
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
    fileSystem: execFileSync('stat', ['-f', '-c', '%T', folder], { encoding: 'utf8' }).trim(),
    syncMillis: syncMillis(folder),
  };
}

/** How long the disk takes to keep a page: no durable acknowledgement can be faster. */
function syncMillis(folder) {
  const path = join(folder, 'sync');
  const file = openSync(path, 'w');
  const page = Buffer.alloc(SYNCED_BYTES, 1);
  const times = [];
  for (let i = 0; i < SYNCS; i++) {
    const start = nowMillis();
    writeSync(file, page);
    fdatasyncSync(file);
    times.push(nowMillis() - start);
  }
  closeSync(file);
  rmSync(path);
  return median(times);
}

export function versions(java) {
  const { dependencies } = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'));
  const names = ['sharedb', 'rich-text', 'sharedb-postgres', '@hocuspocus/server', '@hocuspocus/provider', 'yjs', 'ws', 'pg'];
  return {
    node: process.versions.node,
    java: execFileSync(java, ['--version'], { encoding: 'utf8' }).split('\n')[1]?.trim() ?? java,
    packages: Object.fromEntries(names.map((name) => [name, dependencies[name]])),
  };
}

export function commit() {
  try {
    const git = (...words) => execFileSync('git', words, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : '+changes');
  } catch {
    return 'unknown';
  }
}

/** The program `java` of a new enough JDK. */
export function findJava() {
  const homes = [process.env.INKWELL_JAVA_HOME, process.env.JAVA_HOME];
  for (const folder of ['/usr/lib/jvm', '/usr/local/lib/jvm', '/opt/java']) {
    if (existsSync(folder)) homes.push(...readdirSync(folder).map((name) => join(folder, name)));
  }
  for (const home of homes) {
    if (home === undefined || !existsSync(join(home, 'bin/javac')) || !existsSync(join(home, 'release'))) continue;
    const version = /JAVA_VERSION="(\d+)/.exec(readFileSync(join(home, 'release'), 'utf8'))?.[1];
    if (Number(version) >= JAVA_WANTED) return join(home, 'bin/java');
  }
  throw new Error(`a JDK ${JAVA_WANTED} is needed; say where it is with INKWELL_JAVA_HOME`);
}
