import * as api from "./api";
import { askText, confirmed } from "./dialogs";
import { el, icon, isolated } from "../ui/dom";
import { ICONS } from "../ui/icons";
import { Notices } from "./notices";
import { openShareDialog } from "./shareDialog";
import { signInPanel } from "./signIn";
import { relativeTime } from "./time";

const TITLE_LENGTH_MAX = 200;

/** The start page: who you are, your documents, a new one. */
export class DocumentsPage {
  readonly element = el("div", { class: "page" });
  private readonly notices = new Notices();
  private readonly header = el("div", { class: "bar-end" });
  private readonly main = el("main", { class: "column" });
  /** Stands where the list would be while nothing is in it. */
  private empty: HTMLElement | undefined;

  constructor() {
    const brand = el(
      "a",
      { class: "brand", href: "/" },
      el("span", { class: "brand-mark", "aria-hidden": "true" }),
      "Inkwell",
    );
    const licences = el("a", { href: "/licences.txt" }, "Licences of the software in these pages");
    this.element.append(
      el("header", { class: "bar" }, brand, this.header),
      this.main,
      el("footer", { class: "footer" }, licences),
      this.notices.element,
    );
  }

  async load(): Promise<void> {
    document.title = "Inkwell";
    this.main.replaceChildren(el("p", { class: "loading", role: "status" }, "Loading…"));
    try {
      const who = await api.me();
      const { documents, next } = await api.listDocuments();
      this.showPerson(who);
      this.showDocuments(who, documents, next);
    } catch (error) {
      this.showProblem(error);
    }
  }

  private showProblem(error: unknown): void {
    const reload = (): void => {
      void this.load();
    };
    if (error instanceof api.ApiError && error.status === 401) {
      this.header.replaceChildren();
      this.main.replaceChildren(signInPanel(error.signInAllowed, error.message, reload));
      return;
    }
    this.main.replaceChildren(
      el(
        "section",
        { class: "card welcome", role: "alert" },
        el("h1", {}, "The documents could not be loaded"),
        el("p", {}, api.sentenceFor(error)),
        el("button", { type: "button", class: "primary", onclick: reload }, "Try again"),
      ),
    );
  }

  private showPerson({ person }: api.Me): void {
    const leave = async (): Promise<void> => {
      try {
        await api.signOut();
        await this.load();
      } catch (error) {
        this.notices.show(api.sentenceFor(error), "error");
      }
    };
    const badge = el("span", { class: "dot", "aria-hidden": "true" });
    badge.style.backgroundColor = person.colour;
    this.header.replaceChildren(
      el("span", { class: "me" }, badge, isolated(person.name)),
      el("button", { type: "button", class: "quiet", onclick: () => void leave() }, "Sign out"),
    );
  }

  private showDocuments(who: api.Me, documents: readonly api.DocumentEntry[], next: string | undefined): void {
    const list = el("ul", { class: "documents", "data-testid": "documents", "aria-label": "Documents" });
    for (const entry of documents) list.append(this.row(entry));
    const empty = el(
      "p",
      { class: "empty" },
      who.guest ? "You were not invited to any document yet." : "No documents yet. Give the first one a title above.",
    );
    empty.hidden = documents.length > 0;
    this.empty = empty;
    const more = el("button", { type: "button", class: "more" }, "Show more");
    more.hidden = next === undefined;
    let after = next;
    more.addEventListener("click", () => {
      void this.showMore(list, after).then((following) => {
        after = following;
        more.hidden = following === undefined;
      });
    });
    this.main.replaceChildren(el("h1", {}, "Documents"), ...(who.guest ? [] : [this.creation()]), list, empty, more);
  }

  private async showMore(list: HTMLElement, after: string | undefined): Promise<string | undefined> {
    try {
      const { documents, next } = await api.listDocuments(after);
      for (const entry of documents) list.append(this.row(entry));
      return next;
    } catch (error) {
      this.notices.show(api.sentenceFor(error), "error");
      return after;
    }
  }

  private creation(): HTMLElement {
    const title = el("input", {
      id: "new-title",
      "data-testid": "new-document-title",
      placeholder: "Title of a new document",
      "aria-label": "Title of the new document",
      maxlength: TITLE_LENGTH_MAX,
      required: true,
    });
    const type = el(
      "select",
      { "data-testid": "new-document-type", "aria-label": "Type of the new document" },
      el("option", { value: "rich" }, "Rich text"),
      el("option", { value: "text" }, "Plain text"),
    );
    const button = el(
      "button",
      { type: "submit", class: "primary", "data-testid": "create-document" },
      icon(ICONS.plus),
      "Create",
    );
    const create = async (): Promise<void> => {
      button.disabled = true;
      try {
        const made = await api.createDocument(title.value.trim(), type.value === "text" ? "text" : "rich");
        location.assign(`/d/${encodeURIComponent(made.id)}`);
      } catch (error) {
        button.disabled = false;
        this.notices.show(api.sentenceFor(error), "error");
      }
    };
    return el(
      "form",
      {
        class: "card creation",
        onsubmit: (event) => {
          event.preventDefault();
          void create();
        },
      },
      title,
      type,
      button,
    );
  }

  private row(entry: api.DocumentEntry): HTMLElement {
    const link = el("a", { class: "document-link", href: `/d/${encodeURIComponent(entry.id)}` }, isolated(entry.title));
    const facts = [
      entry.type === "rich" ? "Rich text" : "Plain text",
      entry.revision === 0 ? "nothing written yet" : `changed ${relativeTime(new Date(entry.changedAt), new Date())}`,
      ...(entry.role === "read" ? ["read only"] : []),
    ];
    const row = el(
      "li",
      { class: "document" },
      el("div", { class: "document-text" }, link, el("span", { class: "hint" }, facts.join(" · "))),
    );
    if (entry.manages) row.append(this.actions(entry, row, link));
    return row;
  }

  private actions(entry: api.DocumentEntry, row: HTMLElement, link: HTMLElement): HTMLElement {
    let title = entry.title;
    const button = (label: string, drawing: string, onclick: () => void): HTMLElement =>
      el(
        "button",
        { type: "button", class: "quiet", title: label, "aria-label": `${label}: ${title}`, onclick },
        icon(drawing),
      );
    return el(
      "div",
      { class: "document-actions" },
      button("Invite", ICONS.share, () => {
        openShareDialog(entry.id, title);
      }),
      button("Rename", ICONS.rename, () => {
        void this.attempt(async () => {
          const wanted = await askText({ heading: "Rename", label: "Title", value: title, button: "Rename" });
          if (wanted === undefined || wanted === title) return;
          title = (await api.renameDocument(entry.id, wanted)).title;
          link.replaceChildren(isolated(title));
          for (const action of row.querySelectorAll("button"))
            action.setAttribute("aria-label", `${action.title}: ${title}`);
        });
      }),
      button("Delete", ICONS.trash, () => {
        void this.attempt(async () => {
          const heading = `Delete “${title}”?`;
          const text = "It disappears for everybody who has it.";
          if (!(await confirmed({ heading, text, button: "Delete", danger: true }))) return;
          await api.deleteDocument(entry.id);
          const list = row.parentElement;
          row.remove();
          if (list !== null && this.empty !== undefined) this.empty.hidden = list.childElementCount > 0;
          this.notices.show(`“${title}” was deleted.`);
        });
      }),
    );
  }

  private async attempt(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.notices.show(api.sentenceFor(error), "error");
    }
  }
}
