import { CloseCode, SUBPROTOCOL } from "../protocol";
import type { Surroundings } from "../sync/link";
import { probeDocument } from "./api";

/** The browser, as a connection needs it. */
export function browserSurroundings(documentId: string): Surroundings {
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
        handlers.closed(event.code);
      };
      return {
        send: (text) => {
          socket.send(text);
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
    probe: () => probeDocument(documentId),
    report: (error) => {
      reportError(error);
    },
  };
}
