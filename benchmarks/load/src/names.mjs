/** In the order of the tables. */
export const PEER_NAMES = ['inkwell', 'sharedb-postgres', 'sharedb-memory', 'hocuspocus'];

/** What each one's acknowledgement promises. `durable`: in PostgreSQL, flushed to disk, before the acknowledgement. */
export const PEER_NOTES = {
  inkwell: { durable: true, ack: 'the revision that holds the key is in the log, flushed to disk.' },
  'sharedb-postgres': { durable: true, ack: 'the callback of submitOp: operation and snapshot are committed, flushed to disk.' },
  'sharedb-memory': { durable: false, ack: 'the callback of submitOp: in the memory of the server, **not durable**.' },
  hocuspocus: {
    durable: false,
    ack: 'its confirmation of the change ("unsynced changes" of the provider): in the memory of the server, **not durable**. With storage it would write some seconds later, so its acknowledgement stays what it is.',
  },
};
