import type { ConnectionState, DisconnectReason } from "../sync/link";

/** What the person is told about the text on the screen: only what is true. */
export interface SaveState {
  readonly kind: "saved" | "saving" | "waiting" | "offline" | "ended";
  readonly text: string;
}

export interface SaveFacts {
  readonly connection: ConnectionState;
  readonly reason: DisconnectReason | undefined;
  readonly loaded: boolean;
  /** Everything on the screen is durable. */
  readonly saved: boolean;
  readonly revision: number;
}

const KEPT = "your edits are kept in this tab and sent when the connection is back";

export function saveState(facts: SaveFacts): SaveState {
  switch (facts.connection) {
    case "connected":
      return facts.saved
        ? { kind: "saved", text: `Saved at revision ${facts.revision}` }
        : { kind: "saving", text: "Saving…" };
    case "connecting":
      return { kind: "waiting", text: "Connecting…" };
    case "reconnecting":
      return { kind: "waiting", text: `Reconnecting: ${KEPT}` };
    case "offline":
      return facts.loaded
        ? { kind: "offline", text: `Offline: ${KEPT}` }
        : { kind: "offline", text: "The server cannot be reached. Trying again…" };
    case "disconnected":
      return { kind: "ended", text: endedText(facts) };
  }
}

function endedText({ reason, saved }: SaveFacts): string {
  const unsaved = saved ? "" : " Some edits are not saved: copy them before you leave.";
  switch (reason) {
    case "authentication":
      return "You are signed out. Sign in again in another tab, then come back with “Reconnect”.";
    case "forbidden":
      return `You may not open this document any more.${unsaved}`;
    case "gone":
      return `This document is not here any more.${unsaved}`;
    case "closed":
    case undefined:
      return `Not connected.${unsaved}`;
  }
}
