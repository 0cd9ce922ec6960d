// A Hocuspocus server without any extension: documents live in its memory.
// Prints {"port": N} when it is ready; collects its garbage when told so over IPC (with --expose-gc).

import { Server } from '@hocuspocus/server';

const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  websocketOptions: { perMessageDeflate: false, maxPayload: 0 },
});
await server.listen();
console.log(JSON.stringify({ port: server.address.port }));
process.on('message', () => {
  globalThis.gc?.();
  process.send('collected');
});
