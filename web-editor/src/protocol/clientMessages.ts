import type { InFlight, OpenRequest } from "../sync/types";
import { MessageType } from "./messageTypes";
import type { Cursor } from "./serverMessages";

type Name = (typeof MessageType)[keyof typeof MessageType];

/** The first message on a connection; `attempt` rises with each of them. */
export function openMessage(request: OpenRequest, attempt: number): string {
  const { clientId, from, inFlight, formerClientId } = request;
  return envelope(MessageType.DOCUMENT_OPEN, {
    ...(clientId !== undefined && { clientId }),
    attempt,
    ...from,
    ...(inFlight && {
      inflight: {
        ...(formerClientId !== undefined && { clientId: formerClientId }),
        seq: inFlight.id.seq,
        base: inFlight.baseRevision,
        hash: inFlight.hash,
      },
    }),
  });
}

/** The frozen bytes go out as they are. */
export function transformMessage(inFlight: InFlight): string {
  const payload = `{"revision":${inFlight.baseRevision},"seq":${inFlight.id.seq},"ops":${inFlight.bytes}}`;
  return `{"type":"operation","action":"transform","payload":${payload}}`;
}

export function cursorMessage(cursor: Cursor): string {
  return envelope(MessageType.CURSOR_MOVE, { index: cursor.index, length: cursor.length, revision: cursor.revision });
}

export function pingMessage(): string {
  return envelope(MessageType.HEARTBEAT_PING, {});
}

export function pongMessage(): string {
  return envelope(MessageType.HEARTBEAT_PONG, {});
}

function envelope(name: Name, payload: object): string {
  const [type, action] = name.split("/");
  return JSON.stringify({ type, action, payload });
}
