// The one PostgreSQL of all durable servers.

import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

import { HERE, ROOT } from './bundle.mjs';
import { started } from './children.mjs';

const OWNER = 'inkwell_owner';
const PASSWORD = 'load';
/** What a durable server depends on. */
const SETTINGS = ['server_version', 'fsync', 'synchronous_commit', 'full_page_writes'];
const SCHEMA_OF_SHAREDB = join(HERE, 'node_modules/sharedb-postgres/structure.sql');

/** @param {string} folder for its data */
export async function startPostgres(java, folder) {
  const data = join(folder, 'database');
  await mkdir(data, { recursive: true });
  const child = await started(
    java,
    [
      '-Xmx64m',
      '-cp',
      join(ROOT, 'collab-server/target/lib/*'),
      join(HERE, 'servers/DatabaseForLoad.java'),
      data,
      join(HERE, 'target/postgres-binaries'),
    ],
    join(folder, 'database.log'),
    (line) => (line.startsWith('{') ? JSON.parse(line).port : undefined),
    { endsWithInput: true },
  );
  const port = child.ready;
  const superuser = { host: '127.0.0.1', port, user: 'postgres', password: readFileSync(join(data, 'postgres-password'), 'latin1').trim() };
  const settings = await prepare(superuser);
  return {
    settings,
    pid: Number(readFileSync(join(data, 'postgres/postmaster.pid'), 'latin1').split('\n')[0]),
    url: (database) => `postgresql://${OWNER}:${PASSWORD}@127.0.0.1:${port}/${database}`,
    stop: () => child.stop(),
  };
}

/** The roles and databases of the servers. */
async function prepare(superuser) {
  const settings = await connected({ ...superuser, database: 'inkwell' }, async (client) => {
    await client.query(`alter role ${OWNER} password '${PASSWORD}'`);
    await client.query(`grant inkwell_app to ${OWNER}`);
    await client.query(`create database sharedb owner ${OWNER}`);
    const values = {};
    for (const name of SETTINGS) values[name] = (await client.query(`show ${name}`)).rows[0][name];
    return values;
  });
  const asOwner = { ...superuser, user: OWNER, password: PASSWORD, database: 'sharedb' };
  await connected(asOwner, (client) => client.query(readFileSync(SCHEMA_OF_SHAREDB, 'utf8')));
  return settings;
}

async function connected(how, work) {
  const client = new pg.Client(how);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
