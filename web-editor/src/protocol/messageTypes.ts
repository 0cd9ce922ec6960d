/** The names of all messages: `type/action` of the envelope. Never renamed. */
export const MessageType = {
  DOCUMENT_OPEN: "document/open",
  DOCUMENT_INIT: "document/init",
  OPERATION_TRANSFORM: "operation/transform",
  OPERATION_ACK: "operation/ack",
  OPERATION_REMOTE: "operation/remote",
  OPERATION_REBASE: "operation/rebase",
  CURSOR_MOVE: "cursor/move",
  PRESENCE_JOIN: "presence/join",
  PRESENCE_LEAVE: "presence/leave",
  PRESENCE_LIST: "presence/list",
  HEARTBEAT_PING: "heartbeat/ping",
  HEARTBEAT_PONG: "heartbeat/pong",
  ERROR_REFUSED: "error/refused",
} as const;

export const SUBPROTOCOL = "inkwell.v1";

/** Why a connection was closed. 1xxx are the transport's own. */
export const CloseCode = {
  NORMAL: 1000,
  GOING_AWAY: 1001,
  RESTART: 1012,
  BAD_MESSAGES: 4400,
  AUTHENTICATION: 4401,
  FORBIDDEN: 4403,
  GONE: 4404,
  SILENT: 4408,
  SUPERSEDED: 4409,
  HISTORY_DIFFERS: 4410,
  RATE: 4429,
  STORAGE: 4503,
  TOO_SLOW: 4508,
} as const;

const RETRY_WITHIN = /; retry-within-millis=(\d{1,6})$/;

/** A server that stops says within how long its clients may come back, so that they do not all come at once. */
export function retryWithinMillis(closeReason: string): number | undefined {
  const millis = RETRY_WITHIN.exec(closeReason)?.[1];
  return millis === undefined ? undefined : Number(millis);
}
