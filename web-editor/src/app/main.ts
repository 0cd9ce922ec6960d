import type { DocumentEntry, Person } from "./api";
import { DocumentEntrance } from "./documentEntrance";
import { DocumentsPage } from "./documentsPage";
import { shelfFor } from "./surroundings";
import { el } from "../ui/dom";
import "./styles/base.css";
import "./styles/pages.css";

const DOCUMENT_PATH = /^\/d\/([^/]+)\/?$/;

const app = document.getElementById("app") ?? document.body;

function show(page: HTMLElement): void {
  app.replaceChildren(page);
}

/** The editor is a large script: it is fetched when a document is opened, not before. */
async function openDocument(entry: DocumentEntry, person: Person): Promise<void> {
  const { EditorPage } = await import("./editorPage");
  const page = await EditorPage.open(entry, person);
  show(page.element);
  page.start();
}

function route(): void {
  const id = DOCUMENT_PATH.exec(location.pathname)?.[1];
  if (id !== undefined) {
    const documentId = decodeURIComponent(id);
    const entrance = new DocumentEntrance(documentId, shelfFor(documentId), openDocument);
    show(entrance.element);
    void entrance.enter();
  } else if (location.pathname === "/") {
    const page = new DocumentsPage();
    show(page.element);
    void page.load();
  } else {
    const home = el("a", { class: "button", href: "/" }, "All documents");
    show(
      el("main", { class: "column" }, el("section", { class: "card welcome" }, el("h1", {}, "Nothing is here"), home)),
    );
  }
}

route();
