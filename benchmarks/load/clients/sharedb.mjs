// ShareDB's own client, with the type rich-text.

import ShareDB from 'sharedb/lib/client/index.js';
import richText from 'rich-text';
import { WebSocket } from 'ws';

ShareDB.types.register(richText.type);

const COLLECTION = 'documents';
let documents = 0;

/** Makes documents and clients on one server. `access` is `{url}`. */
export const sharedb = {
  initialText: '',

  async createDocument(access) {
    const documentId = `load-${process.pid}-${++documents}`;
    const handlers = {
      acked: () => undefined,
      remote: () => undefined,
      failed: (error) => {
        throw error;
      },
    };
    const client = new ShareDbClient(access, documentId, handlers);
    await new Promise((resolve, reject) => {
      client.doc.create([], richText.type.uri, (error) => (error ? reject(error) : resolve()));
    });
    client.close();
    return documentId;
  },

  client: (access, documentId, handlers) => new ShareDbClient(access, documentId, handlers),
};

class ShareDbClient {
  constructor({ url }, documentId, handlers) {
    this.url = url;
    this.handlers = handlers;
    this.bytesBefore = 0;
    this.connection = new ShareDB.Connection(this.socket());
    this.connection.on('error', (error) => handlers.failed(error));
    this.doc = this.connection.get(COLLECTION, documentId);
    this.doc.on('error', (error) => handlers.failed(error));
    this.doc.on('nothing pending', () => handlers.changed?.());
    this.doc.on('op', (op, source) => {
      if (!source) handlers.remote(op.ops ?? op);
      handlers.changed?.();
    });
  }

  socket() {
    const ws = new WebSocket(this.url, { perMessageDeflate: false, maxPayload: 0 });
    ws.on('upgrade', (answer) => {
      this.bytesBefore = this.bytesReceived;
      this.netSocket = answer.socket;
    });
    ws.on('error', (error) => this.handlers.failed(error));
    ws.on('close', (code) => {
      if (ws === this.ws) this.handlers.failed(new Error(`closed by the server: ${code}`));
    });
    this.ws = ws;
    return ws;
  }

  open() {
    return new Promise((resolve, reject) => {
      this.doc.subscribe((error) => (error ? reject(error) : resolve()));
    });
  }

  get length() {
    return this.doc.data.length();
  }

  text() {
    return this.doc.data.ops.map(({ insert }) => insert).join('');
  }

  get quiet() {
    return this.connection.canSend && !this.doc.hasPending();
  }

  get bytesReceived() {
    return this.bytesBefore + (this.netSocket?.bytesRead ?? 0);
  }

  insert(index, text) {
    this.submit(index, { insert: text });
  }

  delete(index, count) {
    this.submit(index, { delete: count });
  }

  submit(index, op) {
    this.doc.submitOp(index === 0 ? [op] : [{ retain: index }, op], undefined, (error) => {
      if (error) this.handlers.failed(error);
      else this.handlers.acked(1);
      this.handlers.changed?.();
    });
  }

  goOffline() {
    const { ws } = this;
    this.ws = undefined;
    ws.close();
    // What is on its way when a connection is cut does not arrive.
    ws.terminate();
  }

  goOnline() {
    this.connection.bindToSocket(this.socket());
  }

  close() {
    const { ws } = this;
    this.ws = undefined;
    ws.onclose = undefined;
    ws.terminate();
  }
}
