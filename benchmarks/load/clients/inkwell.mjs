// Inkwell's client is the one of its pages, bundled as it is: replica, connection, protocol and algebra. Only the socket is the library ws.

import { WebSocket } from 'ws';

import { postJson } from '../src/http.mjs';
import { Connection, Delta, Keeper, Ops, SUBPROTOCOL } from '../target/inkwellClient.mjs';

const CLOSED_BY_US = 1006;

/** Makes documents and clients on one server. `access` is `{origin, key}`. */
export const inkwell = {
  initialText: '\n',

  async createDocument({ origin, key }) {
    const { id } = await postJson(`${origin}/api/v1/documents`, key, { title: 'load', type: 'rich' });
    return id;
  },

  client: (access, documentId, handlers) => new InkwellClient(access, documentId, handlers),
};

class InkwellClient {
  /*
   * Which keystrokes an acknowledgement is for: the connection sends all that was typed as one operation and waits for its answer. When it
   * sends the next one, or has nothing unsaved any more, the one before is durable - unless its number was burnt, then the same
   * keystrokes travel again under the next number.
   */
  constructor({ origin, key }, documentId, handlers) {
    this.url = `${origin.replace(/^http/, 'ws')}/ws/documents/${documentId}`;
    this.key = key;
    this.handlers = handlers;
    this.inFlight = 0;
    this.buffered = 0;
    this.sentSeq = 0;
    this.displayId = 0;
    this.burnt = false;
    this.online = true;
    this.bytesBefore = 0;
    const surroundings = {
      openSocket: (socketHandlers) => this.openSocket(socketHandlers),
      schedule: (millis, task) => {
        const timer = setTimeout(task, millis);
        return () => clearTimeout(timer);
      },
      random: () => Math.random(),
      nowMillis: () => Date.now(),
      probe: async () => 'reachable',
      report: (error) => handlers.failed(error),
    };
    this.connection = new Connection(surroundings, this.listener(), new Keeper(surroundings, undefined, false, 'load'));
  }

  listener() {
    const nothing = () => undefined;
    return {
      stateChanged: (state, reason) => {
        if (state === 'disconnected' && reason !== undefined) this.handlers.failed(new Error(`disconnected: ${reason}`));
      },
      opened: (init) => {
        this.displayId = init.displayId;
      },
      unloaded: () => this.handlers.failed(new Error('the server has another history')),
      replaced: () => this.loaded?.(),
      shown: (change) => this.handlers.remote(plainOps(change)),
      progressed: () => this.progressed(),
      rescued: (rescue) => this.handlers.failed(new Error(`refused: ${rescue.text.code}`)),
      noticed: (code, text) => this.handlers.failed(new Error(`${code} ${text}`)),
      membersReplaced: nothing,
      memberJoined: nothing,
      memberLeft: nothing,
      caretMoved: nothing,
      selection: nothing,
    };
  }

  open() {
    return new Promise((resolve) => {
      this.loaded = resolve;
      this.connection.start();
    });
  }

  get length() {
    return this.connection.screen.length;
  }

  text() {
    return this.connection.screen.text();
  }

  get quiet() {
    return this.connection.loaded && this.connection.saved;
  }

  get bytesReceived() {
    return this.bytesBefore + (this.netSocket?.bytesRead ?? 0);
  }

  insert(index, text) {
    this.edit(Ops.builder().retain(index).insert(text));
  }

  delete(index, count) {
    this.edit(Ops.builder().retain(index).delete(count));
  }

  edit(builder) {
    this.buffered++;
    this.connection.edit(Delta.on(this.length, builder.build()));
  }

  goOffline() {
    this.online = false;
    this.drop(CLOSED_BY_US);
  }

  goOnline() {
    this.online = true;
    this.waiting?.();
    this.waiting = undefined;
    this.connection.start();
  }

  close() {
    this.online = false;
    this.ws?.removeAllListeners();
    this.ws?.on('error', () => undefined);
    this.ws?.terminate();
  }

  progressed() {
    if (this.inFlight > 0 && this.connection.saved) {
      const acked = this.inFlight + this.buffered;
      this.inFlight = 0;
      this.buffered = 0;
      this.handlers.acked(acked);
    }
    this.handlers.changed?.();
  }

  openSocket(handlers) {
    let current;
    const connect = () => {
      current = this.connect(handlers);
    };
    if (this.online) connect();
    else this.waiting = connect;
    return {
      send: (text) => {
        this.sending(text);
        if (current?.readyState === WebSocket.OPEN) current.send(text);
      },
      close: () => current?.close(),
    };
  }

  connect(handlers) {
    const ws = new WebSocket(this.url, SUBPROTOCOL, {
      headers: { Authorization: `Bearer ${this.key}` },
      perMessageDeflate: false,
      maxPayload: 0,
    });
    this.ws = ws;
    ws.on('upgrade', (answer) => {
      this.bytesBefore = this.bytesReceived;
      this.netSocket = answer.socket;
    });
    ws.on('open', () => handlers.opened());
    ws.on('message', (data) => this.received(data.toString(), handlers));
    ws.on('error', (error) => this.handlers.failed(error));
    ws.on('close', (code, reason) => {
      if (this.online) this.handlers.failed(new Error(`closed by the server: ${code} ${reason}`));
      this.closed(handlers, code, reason.toString());
    });
    this.closed = (own, code, reason) => {
      if (this.ws === ws) {
        this.ws = undefined;
        own.closed(code, reason);
      }
    };
    this.drop = (code) => {
      ws.removeAllListeners();
      ws.on('error', () => undefined);
      ws.terminate();
      this.closed(handlers, code, '');
    };
    return ws;
  }

  sending(text) {
    if (!text.startsWith('{"type":"operation","action":"transform"')) return;
    const seq = Number(/"seq":(\d+)/.exec(text)[1]);
    if (seq <= this.sentSeq) return;
    this.sentSeq = seq;
    const acked = this.burnt ? 0 : this.inFlight;
    this.inFlight += this.buffered - acked;
    this.buffered = 0;
    this.burnt = false;
    if (acked > 0) this.handlers.acked(acked);
  }

  received(text, handlers) {
    if (text.includes('"action":"rebase"') || (text.includes('"kind":"burnt"') && this.isBurntIn(text))) this.burnt = true;
    handlers.received(text);
  }

  isBurntIn(text) {
    const changes = JSON.parse(text).payload.changes ?? [];
    return changes.some(({ kind, displayId, seq }) => kind === 'burnt' && displayId === this.displayId && seq === this.sentSeq);
  }
}

function plainOps(change) {
  const ops = [];
  for (const op of change.ops) {
    if (op.kind === 'retain') ops.push({ retain: op.length });
    else if (op.kind === 'delete') ops.push({ delete: op.length });
    else ops.push({ insert: op.text ?? '\ufffc' });
  }
  return ops;
}
