import type { Delta, Document } from "../ot";
import type { InitMessage, Member } from "../protocol";
import type { ScreenSelection } from "./carets";
import type { Rescue } from "./keptReplica";
import type { ConnectionState, DisconnectReason } from "./link";

/** What a {@link Connection} tells the page. */
export interface ConnectionListener {
  stateChanged(state: ConnectionState, reason: DisconnectReason | undefined): void;
  /** The server let the client in. Comes before the document. */
  opened(init: InitMessage): void;
  /** The document can no longer be edited until {@link replaced}: another history is being fetched. */
  unloaded(): void;
  replaced(document: Document): void;
  /** A change of others, on the document as the screen shows it. */
  shown(change: Delta): void;
  /** Something changed in what is durable and what is not. */
  progressed(): void;
  /** An edit that will not be stored; its text is kept on the device, if that is possible. */
  rescued(rescue: Rescue): void;
  noticed(code: string, text: string): void;
  membersReplaced(members: readonly Member[]): void;
  memberJoined(member: Member): void;
  memberLeft(displayId: number): void;
  /** Somebody's caret, in the document on the screen; nothing: it is hidden. */
  caretMoved(displayId: number, caret: ScreenSelection | undefined): void;
  /** The own caret, for the others. */
  selection(): ScreenSelection | undefined;
}
