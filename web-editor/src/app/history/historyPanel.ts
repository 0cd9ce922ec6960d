import { el, icon, isolated } from "../../ui/dom";
import { ICONS } from "../../ui/icons";
import { type DocumentEntry, sentenceFor } from "../api";
import { askText, confirmed } from "../dialogs";
import { HistoryApi, type Session, type Version } from "./historyApi";
import { HistoryView } from "./historyView";
import { marked } from "./marks";
import { Playback } from "./playback";

const REVISIONS_PER_SECOND = 25;
const SLIDE_AFTER_MILLIS = 120;
const EVERYBODY = "";
const MOMENT: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short" };

/** What the panel needs of the page around it. */
export interface HistoryHost {
  /** The past is shown in place of the document, or not any more. */
  pastShown(view: HTMLElement | undefined): void;
  /** The newest revision that this page knows. */
  headRevision(): number;
  notice(text: string, kind?: "plain" | "error"): void;
  closed(): void;
}

/** The history of the document, beside it: sessions and named versions, what they changed, and a way back. */
export class HistoryPanel {
  readonly element = el("aside", { class: "history", "aria-label": "History", "data-testid": "history" });
  private readonly api: HistoryApi;
  private readonly view: HistoryView;
  private readonly people = el(
    "select",
    { "aria-label": "Whose work" },
    el("option", { value: EVERYBODY }, "Everybody"),
  );
  private readonly onlyNamed = el("input", { type: "checkbox", id: "only-named" });
  private readonly list = el("ol", { class: "sessions", "data-testid": "sessions" });
  private readonly more = el("button", { type: "button", class: "quiet" }, "Show more");
  private readonly status = el("p", { class: "loading", role: "status" });
  private readonly shownAt = el("p", { class: "shown-at", role: "status", "data-testid": "shown-at" });
  private readonly actions = el("div", { class: "history-actions", role: "toolbar", "aria-label": "This revision" });
  private readonly slider = el("input", { type: "range", min: 0, "aria-label": "Revision", "data-testid": "slider" });
  private readonly play = el("button", { type: "button", class: "small", "data-testid": "play" }, "Play");
  private sessions: Session[] = [];
  private versions: Version[] = [];
  private next: number | undefined;
  private shown: number | undefined;
  private playback: Playback | undefined;
  private asked = 0;
  private slideTimer: number | undefined;

  constructor(
    private readonly entry: DocumentEntry,
    private readonly host: HistoryHost,
  ) {
    this.api = new HistoryApi(entry.id);
    this.view = new HistoryView(entry.type);
    this.build();
    this.listen();
  }

  /** Loads the list, and shows a revision if one is given. */
  async open(revision?: number): Promise<void> {
    this.slider.max = String(this.host.headRevision());
    this.slider.value = String(revision ?? this.host.headRevision());
    this.people.focus();
    await this.guarded(async () => {
      this.status.textContent = "Loading the history…";
      this.versions = await this.api.versions();
      await this.loadMore();
      if (revision !== undefined) await this.show(revision);
    });
  }

  close(): void {
    this.playback?.stop();
    clearTimeout(this.slideTimer);
    this.asked++;
    this.element.remove();
    setRevisionInAddress(undefined);
    this.host.pastShown(undefined);
    this.host.closed();
  }

  // ---- the list ----------------------------------------------------------------------------------------------------

  private async loadMore(): Promise<void> {
    const page = await this.api.sessions(this.next);
    this.sessions.push(...page.sessions);
    this.next = page.next;
    const known = new Set([...this.people.options].map((option) => option.value));
    for (const author of page.sessions.flatMap((session) => session.authors)) {
      if (known.has(author.id)) continue;
      known.add(author.id);
      this.people.append(el("option", { value: author.id }, author.name));
    }
    this.draw();
  }

  private draw(): void {
    const person = this.people.value;
    const entries: HTMLElement[] = [];
    const named = [...this.versions];
    for (const session of this.sessions) {
      for (; (named[0]?.revision ?? -1) >= session.throughRevision; named.shift()) {
        if (named[0] !== undefined) entries.push(this.versionEntry(named[0]));
      }
      const hidden =
        this.onlyNamed.checked || (person !== EVERYBODY && !session.authors.some(({ id }) => id === person));
      if (!hidden) entries.push(this.sessionEntry(session));
    }
    if (this.next === undefined || this.onlyNamed.checked)
      entries.push(...named.map((version) => this.versionEntry(version)));
    this.list.replaceChildren(...entries);
    this.more.hidden = this.next === undefined || this.onlyNamed.checked;
    this.status.textContent = entries.length > 0 ? "" : this.emptySentence();
    this.markShown();
  }

  private emptySentence(): string {
    if (this.onlyNamed.checked) return "No version has a name yet. Show one and choose “Name”.";
    return this.sessions.length === 0 ? "Nothing was written yet." : "Nothing here is by this person.";
  }

  private sessionEntry(session: Session): HTMLElement {
    const people = session.authors.map((author) => {
      const dot = el("span", { class: "dot", "aria-hidden": "true" });
      dot.style.backgroundColor = author.colour;
      return el("span", { class: "by" }, dot, isolated(author.name));
    });
    const count = session.throughRevision - session.fromRevision + 1;
    const button = el(
      "button",
      {
        type: "button",
        class: "session",
        "data-revision": session.throughRevision,
        onclick: () => void this.guarded(() => this.show(session.throughRevision, session.fromRevision - 1)),
      },
      el("span", { class: "when" }, moment(session.endedAt)),
      el("span", { class: "people" }, ...people),
      el("span", { class: "count" }, count === 1 ? "1 edit" : `${count} edits`),
    );
    return el("li", {}, button);
  }

  private versionEntry(version: Version): HTMLElement {
    const show = el(
      "button",
      {
        type: "button",
        class: "session version",
        "data-revision": version.revision,
        onclick: () => void this.guarded(() => this.show(version.revision, this.versionBefore(version.revision))),
      },
      el("span", { class: "when" }, isolated(version.name)),
      el("span", { class: "count" }, `revision ${version.revision}`),
    );
    const remove = el(
      "button",
      {
        type: "button",
        class: "quiet",
        "aria-label": `Take the name “${version.name}” away`,
        onclick: () => void this.guarded(() => this.unname(version)),
      },
      icon(ICONS.close),
    );
    return el("li", {}, show, this.entry.manages ? remove : undefined);
  }

  private versionBefore(revision: number): number {
    return this.versions.find((version) => version.revision < revision)?.revision ?? 0;
  }

  private markShown(): void {
    for (const button of this.list.querySelectorAll<HTMLElement>("button.session")) {
      const current = button.dataset["revision"] === String(this.shown);
      if (current) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  // ---- one revision ------------------------------------------------------------------------------------------------

  /** Shows a revision, with what happened since another one: without one, with what it did itself. */
  private async show(revision: number, since = Math.max(0, revision - 1)): Promise<void> {
    const turn = ++this.asked;
    const [content, steps] = await Promise.all([this.api.content(revision), this.api.steps(since, revision)]);
    // Somebody who slides quickly wants to see the last place, not each on the way.
    if (turn !== this.asked) return;
    this.host.pastShown(this.view.element);
    this.view.show(marked(content.document, steps));
    this.reached(revision, content.at);
    setRevisionInAddress(revision);
    const changes = this.view.changes;
    this.actions.dataset["changes"] = String(changes);
    this.actions.hidden = false;
  }

  private reached(revision: number, at: string): void {
    this.shown = revision;
    this.slider.max = String(Math.max(this.host.headRevision(), revision));
    this.slider.value = String(revision);
    this.slider.setAttribute("aria-valuetext", `revision ${revision}, ${moment(at)}`);
    this.shownAt.textContent = `Revision ${revision} of ${this.slider.max}, ${moment(at)}`;
    this.markShown();
  }

  private async name(): Promise<void> {
    if (this.shown === undefined) return;
    const revision = this.shown;
    const name = await askText({ heading: "Name this version", button: "Name", value: "", label: "Name" });
    if (name === undefined) return;
    const version = await this.api.name(revision, name);
    this.versions = [...this.versions, version].sort((a, b) => b.revision - a.revision);
    this.draw();
    this.host.notice(`Revision ${revision} is called “${version.name}” now.`);
  }

  private async unname(version: Version): Promise<void> {
    const heading = `Take the name “${version.name}” away?`;
    if (!(await confirmed({ heading, text: "The revision itself stays.", button: "Take away" }))) return;
    await this.api.unname(version);
    this.versions = this.versions.filter(({ id }) => id !== version.id);
    this.draw();
  }

  private async restore(): Promise<void> {
    if (this.shown === undefined) return;
    const revision = this.shown;
    const heading = `Restore revision ${revision}?`;
    const text =
      "The document becomes what you see. Nothing is lost: this is one more revision, and can be undone here.";
    if (!(await confirmed({ heading, text, button: "Restore" }))) return;
    const made = await this.api.restore(revision);
    this.close();
    this.host.notice(
      `Revision ${revision} was restored as revision ${made}. To undo it, restore revision ${made - 1}.`,
    );
  }

  private async copy(): Promise<void> {
    if (this.shown === undefined) return;
    const value = `${this.entry.title} (revision ${this.shown})`.slice(0, 200);
    const title = await askText({ heading: "Copy to a new document", button: "Copy", value, label: "Title" });
    if (title === undefined) return;
    const id = await this.api.copy(this.shown, title);
    location.assign(`/d/${encodeURIComponent(id)}`);
  }

  private async link(): Promise<void> {
    await navigator.clipboard.writeText(location.href);
    this.host.notice("The link to this revision was copied.");
  }

  // ---- the slider --------------------------------------------------------------------------------------------------

  private slid(): void {
    this.playback?.stop();
    clearTimeout(this.slideTimer);
    this.slideTimer = window.setTimeout(() => {
      void this.guarded(() => this.show(Number(this.slider.value)));
    }, SLIDE_AFTER_MILLIS);
  }

  private goToVersion(later: boolean): void {
    const at = Number(this.slider.value);
    const found = later
      ? this.versions.findLast((version) => version.revision > at)
      : this.versions.find((version) => version.revision < at);
    this.slider.value = String(found?.revision ?? (later ? this.slider.max : 0));
    this.slid();
  }

  private togglePlay(): void {
    if (this.playback !== undefined) {
      this.playback.stop();
      return;
    }
    const at = Number(this.slider.value);
    const from = at >= this.host.headRevision() ? 0 : at;
    this.asked++;
    this.play.textContent = "Pause";
    this.host.pastShown(this.view.element);
    this.playback = new Playback(this.api.playbackAddress(from, REVISIONS_PER_SECOND), {
      started: (content) => {
        this.view.show([...content].filter((op) => op.kind === "insertText" || op.kind === "insertEmbed"));
      },
      stepped: (change, revision, moment) => {
        this.view.apply(change);
        this.reached(revision, moment);
      },
      ended: () => {
        this.playback = undefined;
        this.play.textContent = "Play";
        this.actions.hidden = this.shown === undefined;
      },
    });
  }

  // ---- building ----------------------------------------------------------------------------------------------------

  private build(): void {
    const action = (text: string, run: () => Promise<void> | void): HTMLElement =>
      el("button", { type: "button", class: "small", onclick: () => void this.guarded(async () => run()) }, text);
    const close = el(
      "button",
      {
        type: "button",
        class: "quiet",
        "aria-label": "Close the history",
        onclick: () => {
          this.close();
        },
      },
      icon(ICONS.close),
    );
    this.actions.hidden = true;
    this.actions.append(
      action("Previous change", () => {
        this.view.goToChange(-1);
      }),
      action("Next change", () => {
        this.view.goToChange(1);
      }),
      action("Copy", () => this.copy()),
      action("Link", () => this.link()),
    );
    if (this.entry.manages)
      this.actions.append(
        action("Name", () => this.name()),
        action("Restore", () => this.restore()),
      );
    this.element.append(
      el("header", {}, el("h2", {}, "History"), close),
      el("div", { class: "history-filter" }, this.people, el("label", {}, this.onlyNamed, "Only named")),
      el("div", { class: "history-list" }, this.list, this.status, this.more),
      el("footer", {}, el("div", { class: "slider-row" }, this.play, this.slider), this.shownAt, this.actions),
    );
  }

  private listen(): void {
    this.people.addEventListener("change", () => {
      this.draw();
    });
    this.onlyNamed.addEventListener("change", () => {
      this.draw();
    });
    this.more.addEventListener("click", () => void this.guarded(() => this.loadMore()));
    this.play.addEventListener("click", () => {
      this.togglePlay();
    });
    this.slider.addEventListener("input", () => {
      this.slid();
    });
    this.slider.addEventListener("keydown", (event) => {
      if (event.key === " ") this.togglePlay();
      else if (event.shiftKey && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
        this.goToVersion(event.key === "ArrowRight");
      } else return;
      event.preventDefault();
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  private async guarded(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.status.textContent = "";
      this.host.notice(sentenceFor(error), "error");
    }
  }
}

const REVISION_IN_ADDRESS = /^#revision=(\d{1,15})$/;

/** The revision that the address of this page names. */
export function revisionInAddress(): number | undefined {
  const digits = REVISION_IN_ADDRESS.exec(location.hash)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function setRevisionInAddress(revision: number | undefined): void {
  history.replaceState(null, "", location.pathname + (revision === undefined ? "" : `#revision=${revision}`));
}

function moment(iso: string): string {
  return new Date(iso).toLocaleString("en", MOMENT);
}
