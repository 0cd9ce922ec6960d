// A ShareDB server, as its documentation builds one.   node sharedb.mjs [URL of a PostgreSQL]
// Prints {"port": N} when it is ready; collects its garbage when told so over IPC (with --expose-gc).

import WebSocketJSONStream from '@teamwork/websocket-json-stream';
import richText from 'rich-text';
import ShareDB from 'sharedb';
import ShareDbPostgres from 'sharedb-postgres';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

ShareDB.types.register(richText.type);

const [databaseUrl] = process.argv.slice(2);
const db = databaseUrl === undefined ? new ShareDB.MemoryDB() : new ShareDbPostgres({ connectionString: databaseUrl });
const backend = new ShareDB({ db });
const server = createServer();
new WebSocketServer({ server, perMessageDeflate: false, maxPayload: 0 }).on('connection', (socket) => {
  backend.listen(new WebSocketJSONStream(socket));
});
server.listen(0, '127.0.0.1', 16_384, () => {
  console.log(JSON.stringify({ port: server.address().port }));
});
process.on('message', () => {
  globalThis.gc?.();
  process.send('collected');
});
