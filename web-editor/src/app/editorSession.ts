import { QuillEditor } from "../editors/quill/quillEditor";
import type { Delta, Document, Ops } from "../ot";
import type { InitMessage, Member, Role } from "../protocol";
import { Connection, type ConnectionListener, type ScreenSelection } from "../sync/connection";
import type { ConnectionState, DisconnectReason, Surroundings } from "../sync/link";
import { droppedText } from "./droppedText";
import { type SaveState, saveState } from "./saveState";

/** What the page shows of a session. */
export interface EditorSessionView {
  /** Where the editor of this document goes; called once, when its type is known. */
  editorMade(editor: QuillEditor, init: InitMessage): void;
  roleChanged(role: Role): void;
  titleChanged(title: string): void;
  stateChanged(state: SaveState): void;
  membersReplaced(members: readonly Member[], ownDisplayId: number | undefined): void;
  memberJoined(member: Member): void;
  memberLeft(displayId: number): void;
  rescued(code: string, ops: Ops): void;
  notice(text: string): void;
  /** What a toolbar shows may be out of date. */
  editorChanged(): void;
}

/** One open document: the editor, the connection, and what goes between them. */
export class EditorSession implements ConnectionListener {
  private readonly connection: Connection;
  private editor: QuillEditor | undefined;
  private reason: DisconnectReason | undefined;
  private role: Role = "read";
  private ownDisplayId: number | undefined;
  private shownBefore = false;

  constructor(
    private readonly mount: HTMLElement,
    surroundings: Surroundings,
    private readonly view: EditorSessionView,
  ) {
    this.connection = new Connection(surroundings, this);
  }

  /** Connects, or tries again now. */
  start(): void {
    this.connection.start();
  }

  /** Whether something on the screen is not durable. */
  get unsaved(): boolean {
    return this.connection.loaded && !this.connection.saved;
  }

  // ---- from the connection -----------------------------------------------------------------------------------------

  stateChanged(_state: ConnectionState, reason: DisconnectReason | undefined): void {
    this.reason = reason;
    this.progressed();
  }

  opened(init: InitMessage): void {
    this.ownDisplayId = init.displayId;
    this.role = init.role;
    if (this.editor === undefined) {
      this.editor = this.makeEditor(init);
      this.view.editorMade(this.editor, init);
    }
    this.view.titleChanged(init.title);
    this.view.roleChanged(init.role);
    this.editor.setEnabled(this.connection.loaded && init.role === "write");
  }

  unloaded(): void {
    this.editor?.setEnabled(false);
  }

  replaced(document: Document): void {
    this.editor?.replace(document);
    this.editor?.setEnabled(this.role === "write");
    // Only now the text takes the focus; later it stays where the person put it.
    if (!this.shownBefore && this.role === "write") this.editor?.focus();
    this.shownBefore = true;
  }

  shown(change: Delta): void {
    this.editor?.apply(change);
  }

  progressed(): void {
    const { state: connection, loaded, saved, revision } = this.connection;
    this.view.stateChanged(saveState({ connection, reason: this.reason, loaded, saved, revision }));
  }

  rescued(code: string, ops: Ops): void {
    this.view.rescued(code, ops);
  }

  noticed(_code: string, text: string): void {
    if (text !== "") this.view.notice(text);
  }

  membersReplaced(members: readonly Member[]): void {
    this.view.membersReplaced(members, this.ownDisplayId);
    this.editor?.carets.removeAllBut(new Set(members.map((member) => String(member.displayId))));
    for (const member of members) this.showCaret(member);
  }

  memberJoined(member: Member): void {
    this.view.memberJoined(member);
    this.showCaret(member);
  }

  memberLeft(displayId: number): void {
    this.view.memberLeft(displayId);
    this.editor?.carets.remove(String(displayId));
  }

  caretMoved(displayId: number, caret: ScreenSelection | undefined): void {
    this.editor?.carets.move(String(displayId), caret?.index ?? -1, caret?.length ?? 0);
  }

  selection(): ScreenSelection | undefined {
    return this.editor?.range;
  }

  private showCaret(member: Member): void {
    if (member.displayId === this.ownDisplayId) return;
    this.editor?.carets.show(String(member.displayId), member.name, member.colour);
  }

  // ---- from the editor ---------------------------------------------------------------------------------------------

  private makeEditor(init: InitMessage): QuillEditor {
    return new QuillEditor(this.mount, init.documentType, {
      edited: (change) => {
        this.connection.edit(change);
      },
      selectionChanged: () => {
        this.connection.selectionChanged();
      },
      dropped: (dropped) => {
        const text = droppedText(dropped);
        if (text !== undefined) this.view.notice(text);
      },
      composing: (active) => {
        if (active) this.connection.hold();
        else this.connection.release();
      },
      stateChanged: () => {
        this.view.editorChanged();
      },
    });
  }
}
