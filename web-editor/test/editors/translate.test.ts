import { describe, expect, test } from "vitest";
import { Document, readOps, writeOps } from "../../src/ot";
import { type EditorOp, translate } from "../../src/editors/quill/translate";
import { type DocumentType, checkApplied, checkSubmitted } from "../../src/types/documentType";
import { Random } from "../support/random";

const LENGTH_MAX = 5_000_000;

function richText(...ops: unknown[]): Document {
  return Document.of(readOps(ops));
}

function translated(type: DocumentType, before: Document, ops: readonly EditorOp[]): string {
  return writeOps(translate(type, ops, before, () => []).change.ops);
}

const HELLO = richText({ insert: "hello\nworld\n" });

describe("what the editor did becomes what the server accepts", () => {
  test.each<[string, EditorOp[], string]>([
    ["text stays text", [{ retain: 2 }, { insert: "x" }], '[{"retain":2},{"insert":"x"}]'],
    ["CR LF and CR become LF", [{ insert: "a\r\nb\rc" }], '[{"insert":"a\\nb\\nc"}]'],
    ["control characters vanish", [{ insert: "a\u0000\u0007\u001fb\tc\uffff" }], '[{"insert":"ab\\tc"}]'],
    ["lone surrogates vanish", [{ insert: "a\ud83db\udd8b\u{1f58b}" }], '[{"insert":"ab\u{1f58b}"}]'],
    [
      "a format across a newline stays off it",
      [{ retain: 8, attributes: { bold: true } }],
      '[{"retain":5,"attributes":{"bold":true}},{"retain":1},{"retain":2,"attributes":{"bold":true}}]',
    ],
    [
      "a line format stays on the newline",
      [{ retain: 6, attributes: { header: 2 } }],
      '[{"retain":5},{"retain":1,"attributes":{"header":2}}]',
    ],
    [
      "inserted text and its line are told apart",
      [{ insert: "a\nb", attributes: { bold: true, list: "bullet" } }],
      '[{"insert":"a","attributes":{"bold":true}},{"insert":"\\n","attributes":{"list":"bullet"}},{"insert":"b","attributes":{"bold":true}}]',
    ],
    [
      "named colours",
      [{ insert: "a", attributes: { color: "red" } }],
      '[{"insert":"a","attributes":{"color":"#ff0000"}}]',
    ],
    [
      "rgb colours",
      [{ insert: "a", attributes: { background: "rgba(255, 0, 0, 0.5)" } }],
      '[{"insert":"a","attributes":{"background":"#ff8080"}}]',
    ],
    [
      "no colour at all",
      [{ insert: "a", attributes: { color: "inherit", background: "transparent" } }],
      '[{"insert":"a"}]',
    ],
    [
      "unknown formats",
      [{ insert: "a", attributes: { comment: 1, onclick: "x", bold: true } }],
      '[{"insert":"a","attributes":{"bold":true}}]',
    ],
    [
      "names of every object",
      [{ insert: "a", attributes: JSON.parse('{"__proto__":true,"constructor":true}') as object }],
      '[{"insert":"a"}]',
    ],
    [
      "a heading as text",
      [{ insert: "\n", attributes: { header: "3" } }],
      '[{"insert":"\\n","attributes":{"header":3}}]',
    ],
    [
      "an indent beyond the last",
      [{ insert: "\n", attributes: { indent: 12 } }],
      '[{"insert":"\\n","attributes":{"indent":8}}]',
    ],
    [
      "sizes of a page",
      [{ insert: "a", attributes: { size: "32px" } }],
      '[{"insert":"a","attributes":{"size":"huge"}}]',
    ],
    [
      "fonts of a page",
      [{ insert: "a", attributes: { font: "Consolas, monospace" } }],
      '[{"insert":"a","attributes":{"font":"monospace"}}]',
    ],
    ["fonts without serifs", [{ insert: "a", attributes: { font: "Arial, sans-serif" } }], '[{"insert":"a"}]'],
    [
      "links with a space around",
      [{ insert: "a", attributes: { link: " https://x.org/a b " } }],
      '[{"insert":"a","attributes":{"link":"https://x.org/a%20b"}}]',
    ],
    ["a removal that removes nothing", [{ retain: 3, attributes: { bold: null } }], "[]"],
    ["a divider", [{ insert: { divider: true } }], '[{"insert":{"divider":true}}]'],
    [
      "an uploaded image",
      [{ insert: { image: "/uploads/a.png" }, attributes: { width: "120px", alt: "x", bold: true } }],
      '[{"insert":{"image":"/uploads/a.png"},"attributes":{"alt":"x","width":120}}]',
    ],
  ])("%s", (_name, ops, expected) => {
    expect(translated("rich", HELLO, ops)).toBe(expected);
  });

  test.each<[string, EditorOp[], { images: number; embeds: number; links: number }]>([
    [
      "foreign images",
      [{ insert: { image: "https://x.org/a.png" } }, { insert: { image: "data:image/png;base64,x" } }],
      { images: 2, embeds: 0, links: 0 },
    ],
    [
      "videos and formulas",
      [{ insert: { video: "https://x.org" } }, { insert: { formula: "x" } }],
      { images: 0, embeds: 2, links: 0 },
    ],
    [
      "scripts as links",
      [{ insert: "a", attributes: { link: "javascript:alert(1)" } }],
      { images: 0, embeds: 0, links: 1 },
    ],
  ])("%s are left out and counted", (_name, ops, expected) => {
    const { change, dropped } = translate("rich", ops, HELLO, () => []);
    expect(dropped).toEqual(expected);
    expect(writeOps(change.ops)).not.toMatch(/image|video|formula|javascript/);
  });

  test("a line gets one kind, also where another one was hidden", () => {
    const both = richText({ insert: "a" }, { insert: "\n", attributes: { header: 1, list: "bullet" } });
    expect(translated("rich", both, [{ retain: 1 }, { retain: 1, attributes: { list: null } }])).toBe(
      '[{"retain":1},{"retain":1,"attributes":{"header":null,"list":null}}]',
    );
  });

  test("formats stay off images and dividers", () => {
    const mixed = richText(
      { insert: "a" },
      { insert: { divider: true } },
      { insert: { image: "/uploads/a.png" } },
      { insert: "b\n" },
    );
    expect(translated("rich", mixed, [{ retain: 5, attributes: { bold: true, alt: "x" } }])).toBe(
      '[{"retain":1,"attributes":{"bold":true}},{"retain":1},{"retain":1,"attributes":{"alt":"x"}},{"retain":1,"attributes":{"bold":true}}]',
    );
  });
});

describe("the newline at the end stays", () => {
  test.each<[string, EditorOp[], string]>([
    ["everything replaced", [{ insert: "new\n" }, { delete: 12 }], "new\n"],
    ["everything deleted", [{ delete: 12 }], "\n"],
    ["the last line deleted with its newline", [{ retain: 6 }, { delete: 6 }], "hello\n"],
    ["something put behind it", [{ retain: 12 }, { insert: "more\n" }], "hello\nworld\nmore\n"],
    ["something put behind it without a newline", [{ retain: 12 }, { insert: "more" }], "hello\nworld\nmore\n"],
    ["replaced by something without a newline", [{ retain: 6 }, { delete: 6 }, { insert: "end" }], "hello\nend\n"],
  ])("%s", (_name, ops, expected) => {
    const { change } = translate("rich", ops, HELLO, () => []);
    expect(checkApplied("rich", HELLO, change, LENGTH_MAX)).toBeUndefined();
    expect(HELLO.apply(change).text()).toBe(expected);
  });

  test("and takes over the formats of the one that came instead", () => {
    const before = richText({ insert: "a" }, { insert: "\n", attributes: { header: 1, align: "center" } });
    const { change } = translate(
      "rich",
      [{ insert: "b" }, { insert: "\n", attributes: { header: 2 } }, { delete: 2 }],
      before,
      () => [],
    );
    expect(writeOps(before.apply(change).toOps())).toBe('[{"insert":"b"},{"insert":"\\n","attributes":{"header":2}}]');
  });
});

describe("plain text", () => {
  const plain = Document.ofText("one\ntwo");

  test.each<[string, EditorOp[], string]>([
    ["typing", [{ retain: 7 }, { insert: "!" }], "one\ntwo!"],
    ["a new line at the end", [{ retain: 7 }, { insert: "\n" }], "one\ntwo\n"],
    [
      "no formats",
      [
        { retain: 3, attributes: { bold: true } },
        { insert: "x", attributes: { color: "red" } },
      ],
      "onex\ntwo",
    ],
    ["no embeds", [{ insert: { image: "/uploads/a.png" } }, { insert: { divider: true } }], "one\ntwo"],
    ["everything replaced", [{ insert: "new\n" }, { delete: 8 }], "new"],
    ["everything deleted", [{ delete: 7 }], ""],
    ["everything and the editor's newline deleted", [{ delete: 8 }], ""],
  ])("%s", (_name, ops, expected) => {
    const { change } = translate("text", ops, plain, () => []);
    expect(plain.apply(change).text()).toBe(expected);
    expect(checkSubmitted("text", change.ops)).toBeUndefined();
  });
});

describe("ops that make no sense", () => {
  test.each<[string, EditorOp[]]>([
    ["reach past the end", [{ retain: 99 }, { insert: "x" }]],
    ["cut a character in two", [{ retain: 1 }, { delete: 1 }]],
    ["are no ops", [{ delete: "x" }]],
  ])("%s: the editor's contents count", (_name, ops) => {
    const before = richText({ insert: "\u{1f58b}a\n" });
    const contents = [{ insert: "\u{1f58c}b\n" }];
    const { change } = translate("rich", ops, before, () => contents);
    expect(before.apply(change).text()).toBe("\u{1f58c}b\n");
  });
});

describe("random changes", () => {
  const values: readonly unknown[] = [
    true,
    false,
    null,
    "red",
    "#ABC",
    3,
    "2",
    {},
    "javascript:x",
    "bullet",
    "https://x.org",
    "serif",
    "12px",
  ];
  const names = [
    "bold",
    "color",
    "link",
    "header",
    "list",
    "indent",
    "align",
    "font",
    "alt",
    "zz",
    "__proto__",
    "code-block",
  ];
  const texts = ["a", "b\n", "\n\n", "\r\n", "\u{1f58b}", "\ud83d", "\u0003", "x\ty"];
  const embeds = [{ image: "/uploads/a.png" }, { image: "http://x" }, { divider: true }, { video: "x" }, {}];

  function randomAttributes(random: Random): object | undefined {
    if (random.chance(0.5)) return undefined;
    return Object.fromEntries(names.filter(() => random.chance(0.3)).map((name) => [name, random.pick(values)]));
  }

  function randomOps(random: Random, length: number): EditorOp[] {
    const ops: EditorOp[] = [];
    let left = length;
    for (let i = random.int(6) + 1; i > 0; i--) {
      const attributes = randomAttributes(random);
      const n = Math.min(left, 1 + random.int(4));
      if (random.chance(0.4))
        ops.push({ insert: random.chance(0.8) ? random.pick(texts) : random.pick(embeds), attributes });
      else if (n > 0) {
        ops.push(random.chance(0.4) ? { delete: n } : { retain: n, attributes });
        left -= n;
      }
    }
    return ops;
  }

  test.each<DocumentType>(["rich", "text"])("%s: 2,000 of them are all accepted by the rules of the server", (type) => {
    for (let seed = 1; seed <= 2_000; seed++) {
      const random = new Random(seed);
      let document = type === "rich" ? Document.ofText("\n") : Document.EMPTY;
      for (let step = 0; step < 5; step++) {
        const ops = randomOps(random, document.length + (type === "text" ? 1 : 0));
        const { change } = translate(type, ops, document, () => [{ insert: "fallback\n" }]);
        const code = checkSubmitted(type, change.ops) ?? checkApplied(type, document, change, LENGTH_MAX);
        expect(code, `seed ${seed}: ${JSON.stringify(ops)} on ${document.toOps().toString()}`).toBeUndefined();
        document = document.apply(change);
        expect(type === "text" || document.endsWithNewline()).toBe(true);
      }
    }
  });
});
