import { Toolbar } from "../editors/quill/toolbar";
import type { QuillEditor } from "../editors/quill/quillEditor";
import type { Member, Role } from "../protocol";
import type { RescuedText } from "../sync/store/rescuedText";
import type { DocumentType } from "../types/documentType";
import { el, icon } from "../ui/dom";
import { ICONS } from "../ui/icons";
import * as api from "./api";
import { Desk } from "./desk";
import { HistoryPanel, revisionInAddress } from "./history/historyPanel";
import { EditorSession, type EditorSessionView } from "./editorSession";
import { Notices } from "./notices";
import { RescuedPanel } from "./rescuedPanel";
import { Roster } from "./roster";
import type { SaveState } from "./saveState";
import { openShareDialog } from "./shareDialog";
import { browserSurroundings } from "./surroundings";
import "quill/dist/quill.core.css";
import "quill-cursors/css";
import "./styles/editor.css";

const TITLE_LENGTH_MAX = 200;
const ANNOUNCE_AFTER_MILLIS = 1_500;
const ESCAPE_HINT = "Press Escape to leave the text.";

/** The page of one document. */
export class EditorPage implements EditorSessionView {
  readonly element = el("div", { class: "page editor-page" });
  private readonly notices = new Notices();
  private readonly rescuedPanel = new RescuedPanel((id) => {
    this.desk.keeper.dismiss(id);
  });
  private readonly roster = new Roster();
  private readonly title = el("input", {
    class: "title",
    "data-testid": "title",
    "aria-label": "Title of the document",
    maxlength: TITLE_LENGTH_MAX,
    readonly: true,
  });
  private readonly badge = el("span", { class: "badge", "data-testid": "read-only" }, "Read only");
  private readonly state = el("span", { class: "state", "data-testid": "state" });
  private readonly announcement = el("span", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  private readonly reconnect = el("button", { type: "button", class: "small" }, "Reconnect");
  private readonly share = el(
    "button",
    { type: "button", "data-testid": "share" },
    icon(ICONS.share),
    el("span", {}, "Invite"),
  );
  private readonly historyButton = el(
    "button",
    { type: "button", "data-testid": "open-history", "aria-pressed": "false" },
    icon(ICONS.history),
    el("span", {}, "History"),
  );
  private readonly toolbarPlace = el("div", { class: "toolbar-place" });
  private readonly mount = el("div", { class: "paper" });
  private readonly text = el("main", { class: "desk" }, this.rescuedPanel.element, this.mount);
  private readonly room = el("div", { class: "room" }, this.text);
  private readonly session: EditorSession;
  private toolbar: Toolbar | undefined;
  private cancelAnnouncement: number | undefined;
  private panel: HistoryPanel | undefined;

  /** The page of a document, with what was left of it on this device. */
  static async open(entry: api.DocumentEntry, person: api.Person): Promise<EditorPage> {
    const surroundings = browserSurroundings(entry.id);
    return new EditorPage(entry, surroundings, await Desk.open(surroundings, entry.id, person));
  }

  private constructor(
    private readonly entry: api.DocumentEntry,
    surroundings: ReturnType<typeof browserSurroundings>,
    private readonly desk: Desk,
  ) {
    this.session = new EditorSession(this.mount, surroundings, desk, entry, this);
    this.badge.hidden = entry.role === "write";
    this.reconnect.hidden = true;
    this.share.hidden = !entry.manages;
    this.titleChanged(entry.title);
    this.build();
    this.listen();
  }

  start(): void {
    this.session.start();
    const revision = revisionInAddress();
    if (revision !== undefined) this.openHistory(revision);
  }

  private build(): void {
    const back = el(
      "a",
      { class: "back", href: "/", "aria-label": "All documents", title: "All documents" },
      icon(ICONS.back),
    );
    const heading = el(
      "div",
      { class: "heading" },
      this.title,
      el("div", { class: "state-row" }, this.state, this.reconnect, this.badge),
    );
    this.element.append(
      el(
        "header",
        { class: "top" },
        el(
          "div",
          { class: "bar" },
          back,
          heading,
          el("div", { class: "bar-end" }, this.roster.element, this.historyButton, this.share),
        ),
        this.toolbarPlace,
      ),
      this.room,
      this.announcement,
      this.notices.element,
    );
  }

  private listen(): void {
    this.reconnect.addEventListener("click", () => {
      this.session.start();
    });
    this.share.addEventListener("click", () => {
      openShareDialog(this.entry.id, this.title.value);
    });
    this.historyButton.addEventListener("click", () => {
      if (this.panel === undefined) this.openHistory();
      else this.panel.close();
    });
    this.title.readOnly = !this.entry.manages;
    this.title.addEventListener("change", () => void this.rename());
    this.title.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.title.blur();
    });
    addEventListener("online", () => {
      this.session.start();
    });
    addEventListener("beforeunload", (event) => {
      const losesRescued = !this.rescuedPanel.element.hidden && !this.desk.keeper.rescuesKept;
      if (this.session.wouldLose || losesRescued) event.preventDefault();
    });
    for (const event of ["pagehide", "visibilitychange"]) {
      addEventListener(event, () => {
        this.session.leaving();
      });
    }
  }

  private async rename(): Promise<void> {
    const wanted = this.title.value.trim();
    try {
      if (wanted !== "") this.shownTitle = (await api.renameDocument(this.entry.id, wanted)).title;
    } catch (error) {
      this.notices.show(api.sentenceFor(error), "error");
    }
    this.titleChanged(this.shownTitle);
  }

  private openHistory(revision?: number): void {
    const panel = new HistoryPanel(this.entry, {
      headRevision: () => Math.max(this.session.revision, this.entry.revision),
      pastShown: (past) => {
        this.showPast(past);
      },
      notice: (text, kind) => {
        this.notices.show(text, kind);
      },
      closed: () => {
        this.panel = undefined;
        this.historyButton.setAttribute("aria-pressed", "false");
        this.historyButton.focus();
      },
    });
    this.panel = panel;
    this.historyButton.setAttribute("aria-pressed", "true");
    this.room.append(panel.element);
    void panel.open(revision);
  }

  /** In place of the document, which goes on being kept in step behind it. */
  private showPast(past: HTMLElement | undefined): void {
    this.text.querySelector(".past")?.remove();
    if (past !== undefined) this.text.append(past);
    this.mount.hidden = past !== undefined;
    this.toolbarPlace.hidden = past !== undefined || this.role === "read";
  }

  private role: Role = "read";
  private shownTitle = "";

  // ---- what the session shows --------------------------------------------------------------------------------------

  editorMade(editor: QuillEditor, type: DocumentType): void {
    const { root } = editor.quill;
    root.dataset["testid"] = "editor";
    root.setAttribute("role", "textbox");
    root.setAttribute("aria-multiline", "true");
    root.setAttribute("aria-label", "Text of the document");
    root.setAttribute("aria-description", ESCAPE_HINT);
    this.mount.classList.add(type);
    if (type === "rich") {
      this.toolbar = new Toolbar(editor);
      this.toolbarPlace.replaceChildren(this.toolbar.element);
    }
    root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      if (this.toolbar === undefined) this.title.focus();
      else this.toolbar.focus();
    });
  }

  roleChanged(role: Role): void {
    this.role = role;
    this.badge.hidden = role === "write";
    this.toolbarPlace.hidden = role === "read" || this.mount.hidden;
  }

  titleChanged(title: string): void {
    this.shownTitle = title;
    document.title = `${title} – Inkwell`;
    if (document.activeElement !== this.title) this.title.value = title;
  }

  stateChanged(state: SaveState): void {
    if (this.state.textContent === state.text) return;
    this.state.textContent = state.text;
    this.state.dataset["kind"] = state.kind;
    this.reconnect.hidden = state.kind !== "ended";
    clearTimeout(this.cancelAnnouncement);
    // While somebody types the state changes twice a second: only what lasts is read out.
    this.cancelAnnouncement = window.setTimeout(() => {
      this.announcement.textContent = state.text;
    }, ANNOUNCE_AFTER_MILLIS);
  }

  membersReplaced(members: readonly Member[], ownDisplayId: number | undefined): void {
    this.roster.replace(members, ownDisplayId);
  }

  memberJoined(member: Member): void {
    this.roster.add(member);
  }

  memberLeft(displayId: number): void {
    this.roster.remove(displayId);
  }

  offered(texts: readonly RescuedText[]): void {
    for (const text of texts) this.rescuedPanel.add(text);
  }

  notice(text: string): void {
    this.notices.show(text);
  }

  editorChanged(): void {
    this.toolbar?.refresh();
  }
}
