// @vitest-environment jsdom
import { Range as QuillRange } from "quill/core";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { QuillEditor } from "../../src/editors/quill/quillEditor";
import { project } from "../../src/editors/quill/projection";
import type { Dropped } from "../../src/editors/quill/translate";
import { readOps, writeOps } from "../../src/ot";
import type { DocumentType } from "../../src/types/documentType";
import { Random } from "../support/random";
import { FakeServer } from "../sync/fakeServer";
import { FakeClient, FakeClock } from "../sync/fakeWorld";

beforeAll(() => {
  // What jsdom has not: it lays nothing out.
  const nowhere = { x: 0, y: 0, left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 };
  Object.assign(Range.prototype, { getBoundingClientRect: () => nowhere, getClientRects: () => [] });
  class NoResizeObserver {
    observe = (): void => undefined;
    disconnect = (): void => undefined;
  }
  Object.assign(globalThis, { ResizeObserver: NoResizeObserver, Highlight: Set, CSS: { highlights: new Map() } });
});

afterEach(() => {
  document.body.replaceChildren();
});

/** A client whose screen is a real Quill. */
class Person {
  readonly client: FakeClient;
  readonly editor: QuillEditor;
  readonly dropped: Dropped = { images: 0, embeds: 0, links: 0 };

  constructor(
    private readonly type: DocumentType,
    readonly server: FakeServer,
    clock: FakeClock,
    random: Random,
  ) {
    const mount = document.createElement("div");
    document.body.append(mount);
    this.client = new FakeClient(server, clock, random);
    this.editor = new QuillEditor(mount, type, {
      edited: (change) => {
        this.client.connection.edit(change);
      },
      selectionChanged: () => undefined,
      dropped: (dropped) => {
        this.dropped.images += dropped.images;
        this.dropped.embeds += dropped.embeds;
        this.dropped.links += dropped.links;
      },
      composing: () => undefined,
      stateChanged: () => undefined,
    });
    this.client.replaced = (content): void => {
      this.editor.replace(content);
      this.editor.setEnabled(true);
    };
    this.client.shown = (change): void => {
      this.editor.apply(change);
    };
    this.client.connection.start();
  }

  get rich(): boolean {
    return this.type === "rich";
  }

  get quill(): QuillEditor["quill"] {
    return this.editor.quill;
  }

  deliver(): void {
    const socket = this.client.socket;
    if (socket === undefined) return;
    for (let i = 0; i < 30; i++) {
      socket.deliverToServer(this.server);
      this.server.flush(socket.server);
      socket.deliverToClient();
    }
  }

  /** Quill shows the replica's screen, and nothing else. */
  check(): void {
    expect(this.client.errors).toEqual([]);
    const screen = this.client.connection.screen;
    const shown = readOps(JSON.parse(JSON.stringify(this.quill.getContents().ops)));
    const wanted = writeOps(project(screen.slice(0, screen.length)));
    if (this.type === "rich") expect(writeOps(shown)).toBe(wanted);
    else expect(this.quill.getText()).toBe(`${screen.text()}\n`);
  }
}

function meet(type: DocumentType, count: number, seed = 1): { server: FakeServer; clock: FakeClock; people: Person[] } {
  const server = new FakeServer({
    transformWindow: 1_000,
    singlesMax: 5,
    documentLengthMax: 5_000_000,
    documentType: type,
  });
  const clock = new FakeClock();
  const random = new Random(seed);
  const people = Array.from({ length: count }, () => new Person(type, server, clock, random));
  clock.advance(10);
  for (const person of people) person.deliver();
  return { server, clock, people };
}

function two(type: DocumentType): [Person, Person, FakeServer] {
  const { server, people } = meet(type, 2);
  const [a, b] = people;
  if (a === undefined || b === undefined) throw new Error("nobody");
  return [a, b, server];
}

function exchange(...people: Person[]): void {
  for (let i = 0; i < 3; i++) for (const person of people) person.deliver();
  for (const person of people) person.check();
}

describe("two editors, one document", () => {
  test("what one types the other sees, formats too", () => {
    const [a, b, server] = two("rich");
    a.quill.insertText(0, "Hello world", "user");
    a.quill.formatText(0, 5, "bold", true, "user");
    a.quill.formatLine(0, 1, "header", 2, "user");
    exchange(a, b);
    expect(writeOps(server.document.toOps())).toBe(
      '[{"insert":"Hello","attributes":{"bold":true}},{"insert":" world"},{"insert":"\\n","attributes":{"header":2}}]',
    );
    expect(b.quill.root.querySelector("h2")?.textContent).toBe("Hello world");
  });

  test("a coloured paste arrives translated, and the editor shows what the document has", () => {
    const [a, b] = two("rich");
    a.quill.clipboard.onPaste(new QuillRange(0, 0), {
      html: `<h1 style="color: rgb(200, 0, 0)">Title</h1><p>Some <b style="background-color: yellow">bright</b>
          <a href="https://example.org/x">link</a><a href="javascript:alert(1)">trap</a>
          <img src="https://example.org/a.png"><img src="data:image/png;base64,AA=="><video src="x"></video></p>
          <table><tr><td>cell</td></tr></table>`,
      text: "",
    });
    exchange(a, b);
    expect(a.dropped).toEqual({ images: 2, embeds: 1, links: 1 });
    expect(b.quill.root.querySelector("h1")?.textContent).toBe("Title");
    expect(writeOps(readOps(b.quill.getContents().ops))).toContain(
      '{"insert":"Title","attributes":{"color":"#c80000"}}',
    );
    expect(writeOps(readOps(b.quill.getContents().ops))).toContain(
      '{"insert":"bright","attributes":{"background":"#ffff00","bold":true}}',
    );
    expect(b.quill.root.querySelectorAll("img, video, script").length).toBe(0);
  });

  test("a change that had to be altered is put right in the editor that made it", () => {
    const [a, b] = two("rich");
    a.quill.updateContents({ ops: [{ insert: "a\r\u0001b", attributes: { color: "red" } }] } as never, "user");
    a.quill.insertEmbed(0, "image", "https://example.org/a.png", "user");
    exchange(a, b);
    expect(a.dropped.images).toBe(1);
    expect(a.quill.root.querySelectorAll("img").length).toBe(0);
  });

  test("setContents keeps the document's last newline", () => {
    const [a, b, server] = two("rich");
    a.quill.insertText(0, "old", "user");
    a.quill.setContents([{ insert: "new" }, { insert: "\n", attributes: { list: "bullet" } }], "user");
    exchange(a, b);
    expect(server.document.toOps().toString()).toBe('+"new" +"\\n"{list:"bullet"}');
  });

  test("undo takes back the own change only", () => {
    const [a, b, server] = two("rich");
    a.quill.insertText(0, "mine", "user");
    exchange(a, b);
    b.quill.insertText(0, "theirs ", "user");
    exchange(a, b);
    a.quill.history.undo();
    exchange(a, b);
    expect(server.document.text()).toBe("theirs \n");
    a.quill.history.redo();
    exchange(a, b);
    expect(server.document.text()).toBe("theirs mine\n");
  });

  test("a line made a heading and a list at once looks the same to both", () => {
    const [a, b, server] = two("rich");
    a.quill.insertText(0, "line", "user");
    exchange(a, b);
    a.quill.formatLine(0, 1, "header", 1, "user");
    b.quill.formatLine(0, 1, "list", "bullet", "user");
    exchange(a, b);
    expect(server.document.toOps().toString()).toBe('+"line" +"\\n"{header:1,list:"bullet"}');
    expect(a.quill.root.querySelector("li")?.textContent).toBe("line");
    a.quill.formatLine(0, 1, "list", false, "user");
    exchange(a, b);
    expect(server.document.toOps().toString()).toBe('+"line\\n"');
  });

  test("code with a language keeps it, and a divider in code does not vanish", () => {
    const [a, b, server] = two("rich");
    a.quill.setContents(
      [{ insert: "x" }, { insert: { divider: true } }, { insert: "\n", attributes: { "code-block": "java" } }],
      "user",
    );
    exchange(a, b);
    expect(server.document.toOps().toString()).toBe('+"x" +[divider:true] +"\\n"{code-block:"java"}');
  });

  test("plain text has no formats and no last newline", () => {
    const [a, b, server] = two("text");
    a.quill.insertText(0, "one", "user");
    a.quill.insertText(3, "\ntwo", { bold: true }, "user");
    b.quill.insertText(0, "zero ", "user");
    exchange(a, b);
    a.quill.deleteText(0, a.quill.getLength(), "user");
    exchange(a, b);
    expect(server.document.length).toBe(0);
  });
});

describe("random editing in real editors", () => {
  function act(person: Person, random: Random): void {
    const { quill } = person;
    const index = random.int(quill.getLength());
    const length = random.int(Math.min(6, quill.getLength() - index) + 1);
    // A caret never stands inside a character.
    if (cutsPair(quill.getContents().ops, index, length)) return;
    const roll = random.next();
    if (roll < 0.4) quill.insertText(index, random.pick(["a", "bc ", "\n", "\u{1f58b}", "\t", "x\ny"]), "user");
    else if (roll < 0.55) quill.deleteText(index, length, "user");
    else if (roll < 0.7) quill.formatText(index, length, random.pick(["bold", "code"]), random.chance(0.7), "user");
    else if (roll < 0.75) quill.formatText(index, length, "color", random.pick(["red", "#00FF00", false]), "user");
    else if (roll < 0.9) {
      const [name, value] = random.pick([
        ["header", 1],
        ["list", "ordered"],
        ["blockquote", true],
        ["code-block", true],
        ["align", "center"],
        ["indent", "+1"],
        ["list", false],
      ] as const);
      quill.formatLine(index, length, name, value, "user");
    } else if (roll < 0.93 && person.rich) quill.insertEmbed(index, "divider", true, "user");
    else if (roll < 0.97) quill.history.undo();
    else quill.removeFormat(index, length, "user");
  }

  function cutsPair(contents: readonly { insert?: unknown }[], index: number, length: number): boolean {
    const text = contents.map(({ insert }) => (typeof insert === "string" ? insert : " ")).join("");
    return [index, index + length].some((at) => /^[\udc00-\udfff]/.test(text.slice(at)));
  }

  test.each<DocumentType>(["rich", "text"])(
    "%s: editors and server agree after 25 schedules",
    (type) => {
      for (let seed = 1; seed <= 25; seed++) {
        const random = new Random(seed);
        const { people, server, clock } = meet(type, 3, seed);
        try {
          for (let step = 0; step < 40; step++) {
            const person = random.pick(people);
            if (random.chance(0.6)) act(person, random);
            else if (random.chance(0.9)) person.deliver();
            else person.client.socket?.cut();
            clock.advance(random.int(200));
            person.check();
          }
          for (let round = 0; round < 10; round++) {
            clock.advance(30_000);
            for (const person of people) person.deliver();
          }
          for (const person of people) {
            person.check();
            expect(person.client.connection.saved).toBe(true);
            expect(person.client.connection.screen.toOps().toString()).toBe(server.document.toOps().toString());
          }
        } catch (cause) {
          throw new Error(`seed ${seed}`, { cause });
        }
        document.body.replaceChildren();
      }
    },
    60_000,
  );
});
