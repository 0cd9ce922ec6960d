// The servers that are compared: how each is started, and what its acknowledgement means.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

import { HERE, ROOT } from './bundle.mjs';
import { started } from './children.mjs';
import { postJson } from './http.mjs';
import { PEER_NOTES } from './names.mjs';

/** Limits that a server has against people who type faster than people; here somebody does. */
const INKWELL_LIMITS = {
  messagesPerSecondMax: 1_000_000_000,
  messagesBurstMax: 1_000_000_000,
  receivedBytesPerSecondMax: 1_000_000_000,
  connectionsPerPersonAndDocumentMax: 100_000,
  connectionsPerPersonMax: 100_000,
  connectionsPerDocumentMax: 100_000,
  connectionsMax: 100_000,
};

const PEERS = {
  inkwell: { client: 'inkwell', start: startInkwell },
  'sharedb-postgres': { client: 'sharedb', start: startShareDb },
  'sharedb-memory': { client: 'sharedb', start: startShareDb },
  hocuspocus: { client: 'hocuspocus', start: startHocuspocus },
};

/**
 * @param {{java: string, folder: string, postgres: object}} place
 * @returns a server: `access` for its clients, `pid`, `collected()`, `restart()`, `stop()`; `generation` counts its starts
 */
export async function startPeer(name, place) {
  const { start, client } = PEERS[name];
  let child = await start(name, place);
  return {
    name,
    client,
    durable: PEER_NOTES[name].durable,
    generation: 1,
    get access() {
      return child.access;
    },
    get pid() {
      return child.pid;
    },
    get isRunning() {
      return child.isRunning();
    },
    collected: () => child.collected(),
    async restart() {
      await child.stop('SIGTERM');
      child = await start(name, place, child);
      this.generation++;
    },
    stop: () => child.stop('SIGTERM'),
  };
}

async function startInkwell(name, { java, folder, postgres }, before) {
  const data = join(folder, 'inkwell');
  await mkdir(data, { recursive: true });
  const limits = Object.entries(INKWELL_LIMITS).map(([limit, value]) => `${limit}=${value}\n`);
  await writeFile(join(data, 'limits.properties'), limits.join(''));
  const port = before?.port ?? (await freePort());
  const child = await started(
    join(ROOT, 'inkwell'),
    ['serve', '--port', String(port), '--data', data, '--database-url', postgres.url('inkwell')],
    join(folder, 'inkwell.log'),
    (line) => (line.startsWith('Open ') ? true : undefined),
  );
  const origin = `http://127.0.0.1:${port}`;
  const key = before?.access.key ?? (await postJson(`${origin}/api/v1/sign-in`, undefined, { name: 'load' })).key;
  const jcmd = join(dirname(java), 'jcmd');
  const collected = async () => {
    if (existsSync(jcmd)) execFileSync(jcmd, [String(child.pid), 'GC.run']);
  };
  return { ...child, port, access: { origin, key }, collected };
}

async function startShareDb(name, { folder, postgres }) {
  const database = name === 'sharedb-postgres' ? [postgres.url('sharedb')] : [];
  return startNode(name, join(HERE, 'servers/sharedb.mjs'), database, folder);
}

async function startHocuspocus(name, { folder }) {
  return startNode(name, join(HERE, 'servers/hocuspocus.mjs'), [], folder);
}

async function startNode(name, script, options, folder) {
  const child = await started(
    process.execPath,
    ['--expose-gc', script, ...options],
    join(folder, `${name}.log`),
    (line) => (line.startsWith('{"port"') ? JSON.parse(line).port : undefined),
    { environment: { NODE_ENV: 'production' }, ipc: true },
  );
  return { ...child, access: { url: `ws://127.0.0.1:${child.ready}` } };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
