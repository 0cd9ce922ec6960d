import { CloseCode, SUBPROTOCOL } from "../protocol";
import type { Shelf } from "../sync/store/shelf";
import type { Surroundings } from "../sync/link";
import { IndexedDbShelf } from "../sync/store/indexedDbShelf";
import { probeDocument } from "./api";
import type { DeskSurroundings } from "./desk";
import { browserLocks } from "./locks";

/** The browser, as a connection and a desk need it. */
export function browserSurroundings(documentId: string): Surroundings & DeskSurroundings {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const url = `${scheme}//${location.host}/ws/documents/${encodeURIComponent(documentId)}`;
  return {
    openSocket: (handlers) => {
      const socket = new WebSocket(url, SUBPROTOCOL);
      socket.onopen = () => {
        handlers.opened();
      };
      socket.onmessage = (event) => {
        if (typeof event.data === "string") handlers.received(event.data);
      };
      socket.onclose = (event) => {
        handlers.closed(event.code, event.reason);
      };
      return {
        /** A socket that is closing drops what it is given, and complains of it in the console. */
        send: (text) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(text);
        },
        close: () => {
          socket.close(CloseCode.NORMAL);
        },
      };
    },
    schedule: (millis, task) => {
      const timer = setTimeout(task, millis);
      return () => {
        clearTimeout(timer);
      };
    },
    random: () => Math.random(),
    nowMillis: () => Date.now(),
    shelf: shelfFor(documentId),
    locks: browserLocks(),
    probe: () => probeDocument(documentId),
    report: (error) => {
      reportError(error);
    },
  };
}

/** Nothing where the browser keeps nothing for this page. */
export function shelfFor(documentId: string): Shelf | undefined {
  try {
    const factory = (globalThis as { readonly indexedDB?: IDBFactory }).indexedDB;
    return factory && new IndexedDbShelf(factory, documentId);
  } catch {
    return undefined;
  }
}
