import type { ConnectionState, DisconnectReason } from "../sync/link";
import type { Keeping } from "../sync/store/keeper";

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
  /** Where what is not saved is kept meanwhile. */
  readonly keeping: Keeping;
}

const KEPT: Record<Keeping, string> = {
  device: "your edits are kept on this device and sent when the connection is back",
  writing: "your edits are being kept on this device…",
  tab: "your edits are kept in this tab only, leave it open: they are sent when the connection is back",
};

export function saveState(facts: SaveFacts): SaveState {
  switch (facts.connection) {
    case "connected":
      return facts.saved
        ? { kind: "saved", text: `Saved at revision ${facts.revision}` }
        : { kind: "saving", text: "Saving…" };
    case "connecting":
      return { kind: "waiting", text: facts.loaded ? `Connecting: ${whereItIs(facts)}` : "Connecting…" };
    case "reconnecting":
      return { kind: "waiting", text: `Reconnecting: ${whereItIs(facts)}` };
    case "offline":
      return facts.loaded
        ? { kind: "offline", text: `Offline: ${whereItIs(facts)}` }
        : { kind: "offline", text: "The server cannot be reached. Trying again…" };
    case "disconnected":
      return { kind: "ended", text: endedText(facts) };
  }
}

/** What is true of the text while there is no connection. */
function whereItIs({ saved, revision, keeping }: SaveFacts): string {
  return saved ? `everything is saved at revision ${revision}` : KEPT[keeping];
}

function endedText({ reason, saved, keeping }: SaveFacts): string {
  const unsaved = saved
    ? ""
    : keeping === "device"
      ? " Some edits are not saved. They are kept on this device."
      : " Some edits are not saved: copy them before you leave.";
  switch (reason) {
    case "authentication":
      return `You are signed out. Sign in again in another tab, then come back with “Reconnect”.${unsaved}`;
    case "forbidden":
      return `You may not open this document any more.${unsaved}`;
    case "gone":
      return `This document is not here any more.${unsaved}`;
    case "closed":
    case undefined:
      return `Not connected.${unsaved}`;
  }
}
