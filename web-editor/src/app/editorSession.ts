import { QuillEditor } from "../editors/quill/quillEditor";
import type { Delta, Document } from "../ot";
import type { InitMessage, Member, Role } from "../protocol";
import type { ScreenSelection } from "../sync/carets";
import { Connection } from "../sync/connection";
import type { ConnectionListener } from "../sync/connectionListener";
import type { ConnectionState, DisconnectReason, Surroundings } from "../sync/link";
import type { Rescue } from "../sync/keptReplica";
import type { RescuedText } from "../sync/store/rescuedText";
import type { DocumentType } from "../types/documentType";
import type { DocumentEntry } from "./api";
import type { Desk, Heir } from "./desk";
import { droppedText } from "./droppedText";
import { type SaveState, saveState } from "./saveState";

/** What the page shows of a session. */
export interface EditorSessionView {
  /** Where the editor of this document goes; called once, when its type is known. */
  editorMade(editor: QuillEditor, type: DocumentType): void;
  roleChanged(role: Role): void;
  titleChanged(title: string): void;
  stateChanged(state: SaveState): void;
  membersReplaced(members: readonly Member[], ownDisplayId: number | undefined): void;
  memberJoined(member: Member): void;
  memberLeft(displayId: number): void;
  /** Texts that will not be in the document by themselves; some may be shown already. */
  offered(texts: readonly RescuedText[]): void;
  notice(text: string): void;
  /** What a toolbar shows may be out of date. */
  editorChanged(): void;
}

/** One open document: the editor, the connection, and what goes between them. */
export class EditorSession implements ConnectionListener, Heir {
  private readonly connection: Connection;
  private editor: QuillEditor | undefined;
  private reason: DisconnectReason | undefined;
  private role: Role = "read";
  private ownDisplayId: number | undefined;
  private shownBefore = false;

  constructor(
    private readonly mount: HTMLElement,
    surroundings: Surroundings,
    private readonly desk: Desk,
    private readonly entry: DocumentEntry,
    private readonly view: EditorSessionView,
  ) {
    const { unsaved, rescued } = desk.found;
    this.connection = new Connection(surroundings, this, desk.keeper, unsaved);
    desk.keeper.onChange = () => {
      this.progressed();
    };
    view.offered(rescued);
    desk.announce(this);
  }

  /** Connects, or tries again now. The place of the editor is in the page. */
  start(): void {
    if (this.editor === undefined && this.connection.loaded) this.goOn();
    this.progressed();
    this.connection.start();
  }

  /** The newest revision that this page has seen; 0 before the first. */
  get revision(): number {
    return this.connection.revision;
  }

  /** Whether something would be lost with this page. */
  get wouldLose(): boolean {
    return this.connection.loaded && !this.connection.saved && this.desk.keeper.keeping !== "device";
  }

  /** The page may be about to end. */
  leaving(): void {
    this.desk.keeper.flush();
  }

  inherit(...edits: Parameters<Heir["inherit"]>): void {
    this.connection.inherit(...edits);
  }

  offered(texts: readonly RescuedText[]): void {
    this.view.offered(texts);
  }

  /** An earlier page left edits: they can be seen, and gone on with, before the server is there. */
  private goOn(): void {
    this.role = this.entry.role;
    this.makeEditor(this.entry.type);
    this.replaced(this.connection.screen);
  }

  // ---- from the connection -----------------------------------------------------------------------------------------

  stateChanged(_state: ConnectionState, reason: DisconnectReason | undefined): void {
    this.reason = reason;
    this.progressed();
  }

  opened(init: InitMessage): void {
    this.ownDisplayId = init.displayId;
    this.role = init.role;
    const editor = this.editor ?? this.makeEditor(init.documentType);
    this.view.titleChanged(init.title);
    this.view.roleChanged(init.role);
    editor.setEnabled(this.connection.loaded && init.role === "write");
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
    const { keeping } = this.desk.keeper;
    this.view.stateChanged(saveState({ connection, reason: this.reason, loaded, saved, revision, keeping }));
  }

  rescued({ text }: Rescue): void {
    if (text.text === "") this.view.notice("A change of formatting or a deletion was not saved.");
    else this.view.offered([text]);
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

  private makeEditor(type: DocumentType): QuillEditor {
    const editor = new QuillEditor(this.mount, type, {
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
    this.editor = editor;
    this.view.editorMade(editor, type);
    return editor;
  }
}
