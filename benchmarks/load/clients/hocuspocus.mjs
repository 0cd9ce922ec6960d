// Hocuspocus' own provider over a document of yjs. Nobody's caret is sent, as with the others.

import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

const FIELD = 'text';
/** Without carets nothing is heard in an idle document, and the provider would reconnect. */
const SILENCE_MILLIS = 3_600_000;
let documents = 0;

/** Makes documents and clients on one server. `access` is `{url}`. */
export const hocuspocus = {
  initialText: '',

  /** A document begins with its first client. */
  createDocument: async () => `load-${process.pid}-${++documents}`,

  client: (access, documentId, handlers) => new HocuspocusClient(access, documentId, handlers),
};

class HocuspocusClient {
  /*
   * Which edits a confirmation is for: confirmations come in the order of the messages, and each edit is a message. Only the first one of a
   * connection is for the exchange of states, in which everything travels that was typed before it.
   */
  constructor({ url }, documentId, handlers) {
    this.handlers = handlers;
    this.unsynced = 0;
    this.unconfirmed = 0;
    this.exchange = 'over';
    this.exchanged = 0;
    this.typing = false;
    this.bytesBefore = 0;
    this.document = new Y.Doc();
    this.content = this.document.getText(FIELD);
    this.content.observe((event) => {
      if (!event.transaction.local) handlers.remote(event.delta);
      handlers.changed?.();
    });
    this.socket = new HocuspocusProviderWebsocket({
      url,
      autoConnect: false,
      WebSocketPolyfill: this.countingWebSocket(),
      messageReconnectTimeout: SILENCE_MILLIS,
      minDelay: 0,
      delay: 0,
    });
    this.provider = new HocuspocusProvider({
      websocketProvider: this.socket,
      name: documentId,
      document: this.document,
      awareness: null,
      onOpen: () => {
        this.exchange = 'begins';
      },
      onSynced: () => this.synced(),
      onUnsyncedChanges: ({ number }) => this.unsyncedChanges(number),
      onAuthenticationFailed: ({ reason }) => handlers.failed(new Error(reason)),
    });
    this.provider.attach();
  }

  countingWebSocket() {
    const client = this;
    return class extends WebSocket {
      constructor(address, protocols) {
        super(address, protocols, { perMessageDeflate: false, maxPayload: 0 });
        this.on('upgrade', (answer) => {
          client.bytesBefore = client.bytesReceived;
          client.netSocket = answer.socket;
        });
        this.on('error', (error) => client.handlers.failed(error));
      }
    };
  }

  open() {
    return new Promise((resolve) => {
      this.opened = resolve;
      this.socket.connect();
    });
  }

  get length() {
    return this.content.length;
  }

  text() {
    return this.content.toString();
  }

  get quiet() {
    return this.provider.isSynced && this.unsynced === 0;
  }

  get bytesReceived() {
    return this.bytesBefore + (this.netSocket?.bytesRead ?? 0);
  }

  insert(index, text) {
    this.edit(() => this.content.insert(index, text));
  }

  delete(index, count) {
    this.edit(() => this.content.delete(index, count));
  }

  goOffline() {
    this.socket.disconnect();
  }

  goOnline() {
    this.socket.connect();
  }

  close() {
    this.provider.destroy();
    this.socket.destroy();
  }

  synced() {
    this.opened?.();
    this.handlers.changed?.();
  }

  /** One edit of the person. */
  edit(change) {
    this.typing = true;
    this.unconfirmed++;
    change();
    this.typing = false;
  }

  /** The provider says how many of its messages are not confirmed. */
  unsyncedChanges(number) {
    const before = this.unsynced;
    this.unsynced = number;
    if (this.typing) return;
    if (this.exchange === 'begins' && number === 1) {
      this.exchange = 'runs';
      this.exchanged = this.unconfirmed;
    } else if (number < before) {
      this.confirmed(this.exchange === 'runs' ? this.exchanged : before - number);
    }
    this.handlers.changed?.();
  }

  confirmed(edits) {
    this.exchange = 'over';
    this.unconfirmed -= edits;
    if (edits > 0) this.handlers.acked(edits);
  }
}
