// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DocumentEntrance } from "../../src/app/documentEntrance";
import { DocumentsPage } from "../../src/app/documentsPage";
import { RescuedPanel } from "../../src/app/rescuedPanel";
import { type MemoryShelf, MemoryShelves } from "../sync/store/memoryShelf";
import type { RescuedText } from "../../src/sync/store/rescuedText";

interface Answer {
  status: number;
  body?: unknown;
}

/** The REST interface as far as the pages use it: answers by method and path, and what was asked. */
class FakeApi {
  readonly answers = new Map<string, Answer>();
  readonly asked: { request: string; body: unknown }[] = [];

  readonly fetch = (path: string, init?: RequestInit): Promise<Response> => {
    const request = `${init?.method ?? "GET"} ${path}`;
    this.asked.push({ request, body: typeof init?.body === "string" ? (JSON.parse(init.body) as unknown) : undefined });
    const answer = this.answers.get(request);
    if (answer === undefined) return Promise.reject(new TypeError("no network"));
    const body = answer.status === 204 ? null : JSON.stringify(answer.body ?? {});
    return Promise.resolve(new Response(body, { status: answer.status }));
  };
}

const ADA = { person: { id: "p1", name: "Ada", colour: "#aa3355" }, guest: false, signInAllowed: true };
const ENTRY = {
  id: "d1",
  title: "<b>Minutes</b>",
  type: "rich",
  createdAt: "2026-01-01T00:00:00Z",
  revision: 3,
  role: "write",
  manages: true,
};
const NOBODY = { status: 401, body: { code: "UNAUTHENTICATED", detail: "Sign in with a name.", signInAllowed: true } };

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi();
  Object.assign(globalThis, { fetch: api.fetch });
  // jsdom knows no modal dialogs.
  HTMLDialogElement.prototype.showModal = function (): void {
    this.open = true;
  };
});

afterEach(() => {
  document.body.replaceChildren();
  location.hash = "";
});

function byTestId(id: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (element === null) throw new Error(`nothing is called ${id}: ${document.body.textContent}`);
  return element;
}

/** Lets everything run that was waiting for an answer. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve));
}

async function openList(): Promise<void> {
  const page = new DocumentsPage();
  document.body.append(page.element);
  await page.load();
  await settle();
}

describe("the list of documents", () => {
  test("asks for a name where that is enough, then shows the documents", async () => {
    api.answers.set("GET /api/v1/me", NOBODY);
    await openList();
    (byTestId("sign-in-name") as HTMLInputElement).value = " Ada ";
    api.answers.set("POST /api/v1/sign-in", { status: 200, body: ADA });
    api.answers.set("GET /api/v1/me", { status: 200, body: ADA });
    api.answers.set("GET /api/v1/documents", { status: 200, body: { documents: [] } });
    byTestId("sign-in").click();
    await settle();
    expect(api.asked.find(({ request }) => request.includes("sign-in"))?.body).toEqual({ name: "Ada" });
    expect(document.body.textContent).toContain("No documents yet");
  });

  test("says what to do where a name is not enough", async () => {
    api.answers.set("GET /api/v1/me", {
      status: 401,
      body: { code: "UNAUTHENTICATED", detail: "Open the link of an invitation.", signInAllowed: false },
    });
    await openList();
    expect(document.body.textContent).toContain("Open the link of an invitation.");
    expect(document.querySelector("input")).toBeNull();
  });

  test("says that the server cannot be reached, and tries again", async () => {
    await openList();
    expect(document.querySelector("[role=alert]")?.textContent).toContain("The server cannot be reached");
  });

  test("shows titles as text, never as markup", async () => {
    api.answers.set("GET /api/v1/me", { status: 200, body: ADA });
    api.answers.set("GET /api/v1/documents", { status: 200, body: { documents: [ENTRY] } });
    await openList();
    expect(byTestId("documents").querySelector("a")?.textContent).toBe("<b>Minutes</b>");
    expect(byTestId("documents").querySelector("b")).toBeNull();
    expect(byTestId("documents").querySelector("a")?.getAttribute("href")).toBe("/d/d1");
  });

  test("offers nothing that only the owner may do, and nothing new to a guest", async () => {
    api.answers.set("GET /api/v1/me", { status: 200, body: { ...ADA, guest: true } });
    api.answers.set("GET /api/v1/documents", {
      status: 200,
      body: { documents: [{ ...ENTRY, role: "read", manages: false }] },
    });
    await openList();
    expect(byTestId("documents").querySelectorAll("button").length).toBe(0);
    expect(document.querySelector("[data-testid=create-document]")).toBeNull();
    expect(byTestId("documents").textContent).toContain("read only");
  });

  test("deletes only after a question, and says so", async () => {
    api.answers.set("GET /api/v1/me", { status: 200, body: ADA });
    api.answers.set("GET /api/v1/documents", { status: 200, body: { documents: [ENTRY] } });
    api.answers.set("DELETE /api/v1/documents/d1", { status: 204 });
    await openList();
    document.querySelector<HTMLElement>("[title=Delete]")?.click();
    await settle();
    expect(api.asked.some(({ request }) => request.startsWith("DELETE"))).toBe(false);
    const dialog = document.querySelector("dialog");
    if (dialog === null) throw new Error("no question was asked");
    dialog.returnValue = "yes";
    dialog.dispatchEvent(new Event("close"));
    await settle();
    expect(api.asked.some(({ request }) => request.startsWith("DELETE"))).toBe(true);
    expect(byTestId("notice").textContent).toContain("was deleted");
    expect(byTestId("documents").children.length).toBe(0);
    expect(document.querySelector<HTMLElement>(".empty")?.hidden).toBe(false);
  });
});

describe("the way into a document", () => {
  const opened: string[] = [];

  async function enter(shelf?: MemoryShelf): Promise<void> {
    opened.length = 0;
    const entrance = new DocumentEntrance("d1", shelf, (entry) => {
      opened.push(entry.id);
      return Promise.resolve();
    });
    document.body.append(entrance.element);
    await entrance.enter();
    await settle();
  }

  test("an invitation asks for a name, joins, and its token leaves the address", async () => {
    location.hash = "#invitation=tok.en";
    api.answers.set("GET /api/v1/me", NOBODY);
    api.answers.set("POST /api/v1/documents/d1/join", { status: 200, body: { person: ADA.person, role: "read" } });
    api.answers.set("GET /api/v1/documents/d1", { status: 200, body: ENTRY });
    await enter();
    (byTestId("sign-in-name") as HTMLInputElement).value = "Charles";
    byTestId("sign-in").click();
    await settle();
    expect(api.asked.find(({ request }) => request.includes("join"))?.body).toEqual({
      invitation: "tok.en",
      name: "Charles",
    });
    expect(opened).toEqual(["d1"]);
    expect(location.hash).toBe("");
  });

  test("an invitation that has expired says so in the form", async () => {
    location.hash = "#invitation=old";
    api.answers.set("GET /api/v1/me", NOBODY);
    api.answers.set("POST /api/v1/documents/d1/join", {
      status: 403,
      body: { code: "INVITATION_EXPIRED", detail: "The invitation has expired." },
    });
    await enter();
    (byTestId("sign-in-name") as HTMLInputElement).value = "Charles";
    byTestId("sign-in").click();
    await settle();
    expect(document.querySelector(".field-error")?.textContent).toBe("The invitation has expired.");
    expect(opened).toEqual([]);
  });

  test("a document that cannot be opened: what is kept of it on this device can be copied, and dismissed", async () => {
    api.answers.set("GET /api/v1/me", { status: 200, body: ADA });
    api.answers.set("GET /api/v1/documents/d1", { status: 404, body: { code: "NOT_FOUND", title: "Nothing is here" } });
    const shelf = new MemoryShelves().of("d1");
    await enter(shelf);
    expect(byTestId("rescued").hidden).toBe(true);
    document.body.replaceChildren();
    await shelf.write(new Map([["unsaved/p1", { by: "Ada", words: "typed before" }]]));
    await enter(shelf);
    expect(byTestId("rescued").hidden).toBe(false);
    expect(byTestId("rescued").textContent).toContain("typed before");
    byTestId("rescued").querySelector<HTMLElement>("button.quiet")?.click();
    await settle();
    expect(await shelf.read()).toEqual(new Map());
  });

  test("what somebody else has typed there is not shown to those who may not open the document", async () => {
    api.answers.set("GET /api/v1/me", { status: 200, body: ADA });
    api.answers.set("GET /api/v1/documents/d1", { status: 404, body: { code: "NOT_FOUND", title: "Nothing is here" } });
    const shelf = new MemoryShelves().of("d1");
    await shelf.write(new Map([["unsaved/p2", { by: "Grace", words: "secret" }]]));
    await enter(shelf);
    expect(document.body.textContent).not.toContain("secret");
  });

  test("a server that cannot be reached: that edits are kept on this device is said", async () => {
    const shelf = new MemoryShelves().of("d1");
    await shelf.write(new Map([["unsaved/p1", {}]]));
    await enter(shelf);
    expect(document.body.textContent).toContain("The server cannot be reached");
    expect(document.body.textContent).toContain("are kept on this device");
  });

  test("a document that is not there says so", async () => {
    api.answers.set("GET /api/v1/me", { status: 200, body: ADA });
    api.answers.set("GET /api/v1/documents/d1", { status: 404, body: { code: "NOT_FOUND", title: "Nothing is here" } });
    await enter();
    expect(document.body.textContent).toContain("There is no such document, or it is not shared with you.");
  });
});

describe("text that was not saved", () => {
  const TEXT: RescuedText = { id: "r1", code: "DOC_FULL", text: "my words", by: "Ada", atMillis: 0 };

  test("is shown once, with its reason, until it is dismissed", () => {
    const dismissed: string[] = [];
    const panel = new RescuedPanel((id) => dismissed.push(id));
    document.body.append(panel.element);
    expect(panel.element.hidden).toBe(true);
    panel.add(TEXT);
    panel.add(TEXT);
    expect(byTestId("rescued").hidden).toBe(false);
    expect(byTestId("rescued").textContent).toContain("The document is full.");
    expect([...byTestId("rescued").querySelectorAll("pre")].map((shown) => shown.textContent)).toEqual(["my words"]);
    byTestId("rescued").querySelector<HTMLElement>("button.quiet")?.click();
    expect(panel.element.hidden).toBe(true);
    expect(dismissed).toEqual(["r1"]);
  });

  test("says whose it is, where somebody else wrote it", () => {
    const panel = new RescuedPanel(() => undefined);
    panel.add({ ...TEXT, code: "OF_SOMEBODY_ELSE", by: "Grace" });
    expect(panel.element.textContent).toContain("Grace wrote this on this device, and it is not saved yet.");
  });
});
