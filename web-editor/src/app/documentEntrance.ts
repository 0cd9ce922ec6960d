import { dismissText, holdsUnsaved, keptTexts } from "../sync/store/documentStore";
import type { Shelf } from "../sync/store/shelf";
import * as api from "./api";
import { el } from "../ui/dom";
import { RescuedPanel } from "./rescuedPanel";
import { nameForm, signInPanel } from "./signIn";

const INVITATION = /^#invitation=(.+)$/;
const KEPT =
  "Edits of this document that are not saved yet are kept on this device. They are sent when it can be opened.";

/** The way into one document: takes an invitation along if there is one, asks who you are if need be, then opens it. */
export class DocumentEntrance {
  readonly element = el("main", { class: "column" });
  private person: api.Person | undefined;

  constructor(
    private readonly id: string,
    private readonly shelf: Shelf | undefined,
    private readonly open: (entry: api.DocumentEntry, person: api.Person) => Promise<void>,
  ) {}

  async enter(): Promise<void> {
    this.element.replaceChildren(el("p", { class: "loading", role: "status" }, "Opening…"));
    try {
      const invitation = INVITATION.exec(location.hash)?.[1];
      if (invitation === undefined) await this.openAs((await api.me()).person);
      else await this.enterAsGuest(decodeURIComponent(invitation));
    } catch (error) {
      this.showProblem(error);
    }
  }

  private async enterAsGuest(invitation: string): Promise<void> {
    const known = await knownPerson();
    if (known !== undefined) {
      await this.join(invitation, known.name);
      return;
    }
    this.element.replaceChildren(
      nameForm({
        heading: "You are invited",
        lead: "Somebody shares a document with you.",
        label: "Your name, as others will see it",
        button: "Open the document",
        submit: (name) => this.join(invitation, name),
      }),
    );
  }

  private async join(invitation: string, name: string): Promise<void> {
    const person = await api.join(this.id, invitation, name);
    // The token has done its work: it need not stay in the address and the history.
    history.replaceState(null, "", location.pathname);
    await this.openAs(person);
  }

  private async openAs(person: api.Person): Promise<void> {
    this.person = person;
    await this.open(await api.readDocumentEntry(this.id), person);
  }

  private showProblem(error: unknown): void {
    const again = (): void => {
      void this.enter();
    };
    if (error instanceof api.ApiError && error.status === 401) {
      void signInState().then((allowed) => {
        this.element.replaceChildren(signInPanel(allowed, error.message, again));
      });
      return;
    }
    const missing = error instanceof api.ApiError && error.status === 404;
    this.element.replaceChildren(
      el(
        "section",
        { class: "card welcome", role: "alert" },
        el("h1", {}, missing ? "Nothing is here" : "The document could not be opened"),
        el("p", {}, missing ? "There is no such document, or it is not shared with you." : api.sentenceFor(error)),
        el(
          "div",
          { class: "button-row" },
          el("a", { class: "button", href: "/" }, "All documents"),
          missing ? undefined : el("button", { type: "button", class: "primary", onclick: again }, "Try again"),
        ),
      ),
    );
    if (this.shelf !== undefined) void this.offerKept(this.shelf, missing);
  }

  /** What this person typed here before and has not saved is within reach, even if the document is gone. */
  private async offerKept(shelf: Shelf, gone: boolean): Promise<void> {
    try {
      if (!gone) {
        if (await holdsUnsaved(shelf)) this.element.append(el("p", { class: "hint" }, KEPT));
      } else if (this.person !== undefined) {
        const panel = new RescuedPanel((id) => void dismissText(shelf, id));
        for (const text of await keptTexts(shelf, this.person, Date.now())) panel.add(text);
        this.element.append(panel.element);
      }
    } catch (error) {
      reportError(error);
    }
  }
}

/** Who is signed in already: an invitation then needs no name. */
async function knownPerson(): Promise<api.Person | undefined> {
  try {
    return (await api.me()).person;
  } catch (error) {
    if (error instanceof api.ApiError && error.status === 401) return undefined;
    throw error;
  }
}

async function signInState(): Promise<boolean> {
  try {
    await api.me();
    return false;
  } catch (error) {
    return error instanceof api.ApiError && error.signInAllowed;
  }
}
