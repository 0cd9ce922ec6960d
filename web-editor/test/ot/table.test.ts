import { describe, expect, test } from "vitest";
import {
  Attributes,
  BaseLengthError,
  Delta,
  Document,
  MalformedOpsError,
  OpRangeError,
  Ops,
  SplitPairError,
  readOps,
  writeOps,
} from "../../src/ot";
import { opsOf } from "../support/notation";

const BOLD = Attributes.of([["bold", true]]);
const NOT_BOLD = Attributes.of([["bold", null]]);

describe("canonical form", () => {
  test.each([
    [
      "neighbours are merged",
      Ops.builder().insert("a").insert("b").retain(1).retain(2).delete(1).delete(1),
      '+"ab" 3 -2',
    ],
    ["an insert goes before the delete", Ops.builder().delete(2).insert("a"), '+"a" -2'],
    ["nothing empty stays", Ops.builder().retain(0).insert("").delete(0).insert("a"), '+"a"'],
    ["no plain retain at the end", Ops.builder().insert("a").retain(5), '+"a"'],
    ["a retain with attributes stays", Ops.builder().retain(5, BOLD), "5{bold:true}"],
    ["no removal on an insert", Ops.builder().insert("a", NOT_BOLD), '+"a"'],
    [
      "embeds never merge",
      Ops.builder().insert({ type: "divider", value: true }).insert({ type: "divider", value: true }),
      "+[divider:true] +[divider:true]",
    ],
    ["inserts around a delete meet", Ops.builder().insert("a").delete(1).insert("b"), '+"ab" -1'],
  ])("%s", (_name, builder, expected) => {
    expect(builder.build().toString()).toBe(expected);
  });

  test("attribute names stand in order of UTF-16 code units, also where they look like numbers", () => {
    const attributes = Attributes.of([
      ["b", 1],
      ["10", 1],
      ["9", 1],
      ["B", 1],
    ]);
    expect(writeOps(Ops.builder().insert("x", attributes).build())).toBe(
      '[{"insert":"x","attributes":{"10":1,"9":1,"B":1,"b":1}}]',
    );
  });
});

describe("a Delta knows its base length", () => {
  test("and refuses what does not fit, naming both numbers", () => {
    expect(() => Delta.on(2, opsOf("3 +a"))).toThrow(BaseLengthError);
    expect(() => Delta.on(2, opsOf("-3"))).toThrow(new BaseLengthError(3, 2, "the change reaches past the document"));
    const delta = Delta.on(3, opsOf("1 +ab"));
    expect(delta.resultLength).toBe(5);
    expect(() => delta.compose(Delta.identity(4))).toThrow(/expected length 5, got 4/);
    expect(() => Document.ofText("ab").apply(delta)).toThrow(/expected length 3, got 2/);
    expect(() => delta.transformOver(Delta.identity(4))).toThrow(/expected length 3, got 4/);
  });

  test("lengths that add up beyond 32 bits are refused", () => {
    expect(() => opsOf("2147483647 +a -1").requiredBaseLength()).toThrow(OpRangeError);
    expect(() => Ops.builder().retain(-1)).toThrow(OpRangeError);
    expect(() => Ops.builder().delete(1.5)).toThrow(OpRangeError);
  });
});

describe("a document is well-formed UTF-16", () => {
  const pen = Document.ofText("a\u{1f58b}b");

  test.each([
    ["insert inside a pair", Ops.builder().retain(2).insert("x")],
    ["delete half a pair", Ops.builder().retain(2).delete(1)],
    ["format half a pair", Ops.builder().retain(2, BOLD)],
  ])("%s", (_name, builder) => {
    expect(() => pen.apply(Delta.on(4, builder.build()))).toThrow(SplitPairError);
  });

  test("whole pairs may be deleted and formatted", () => {
    expect(pen.apply(Delta.on(4, opsOf("1 -2"))).text()).toBe("ab");
    expect(
      pen
        .apply(Delta.on(4, Ops.builder().retain(3, BOLD).build()))
        .toOps()
        .toString(),
    ).toBe('+"a\u{1f58b}"{bold:true} +"b"');
  });
});

describe("reading ops from the wire", () => {
  test.each([
    ["SYNTAX", {}],
    ["SYNTAX", [{ insert: "a", retain: 1 }]],
    ["SYNTAX", [{}]],
    ["SYNTAX", [{ insert: "a", extra: 1 }]],
    ["SYNTAX", [{ delete: 1, attributes: { bold: true } }]],
    ["SYNTAX", [{ retain: -1 }]],
    ["SYNTAX", [{ retain: 1.5 }]],
    ["SYNTAX", [{ retain: "5" }]],
    ["SYNTAX", [{ retain: true }]],
    ["SYNTAX", [{ insert: "a", attributes: null }]],
    ["SYNTAX", [{ insert: "a", attributes: [] }]],
    ["RANGE", [{ retain: 2_147_483_648 }]],
    ["RANGE", [{ retain: 1_073_741_824 }, { delete: 1_073_741_824 }]],
    ["TEXT", [{ insert: "\u0000" }]],
    ["TEXT", [{ insert: "\r" }]],
    ["TEXT", [{ insert: "\ud83d" }]],
    ["TEXT", [{ insert: "\uffff" }]],
    ["ATTRIBUTE_VALUE", [{ insert: "a", attributes: { link: "\u0001" } }]],
    ["ATTRIBUTE_KEY", [{ insert: "a", attributes: { constructor: "x" } }]],
    ["ATTRIBUTE_KEY", JSON.parse('[{"insert":"a","attributes":{"__proto__":{"x":1}}}]') as unknown],
    ["ATTRIBUTE_VALUE", [{ insert: "a", attributes: { bold: {} } }]],
    ["ATTRIBUTE_VALUE", [{ insert: "a", attributes: { bold: 1.5 } }]],
    ["EMBED", [{ insert: { a: 1, b: 2 } }]],
    ["EMBED", [{ insert: { image: { src: "x" } } }]],
  ])("%s: %j", (problem, json) => {
    let thrown: unknown;
    try {
      readOps(json);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(MalformedOpsError);
    expect((thrown as MalformedOpsError).problem).toBe(problem);
  });

  test("limits count the canonical form", () => {
    const limits = { operationBytesMax: 40, componentsMax: 2, attributesPerComponentMax: 1 };
    const many = Array.from({ length: 9 }, () => ({ insert: "a" }));
    expect(readOps(many, limits).toString()).toBe('+"aaaaaaaaa"');
    expect(() => readOps([{ insert: "a".repeat(40) }], limits)).toThrow(/limits/);
    expect(() => readOps([{ insert: "é".repeat(12) }], limits)).not.toThrow();
    expect(() => readOps([{ insert: "é".repeat(14) }], limits)).toThrow(/limits/);
    expect(() => readOps([{ insert: "a" }, { retain: 1 }, { delete: 1 }], limits)).toThrow(/limits/);
    expect(() => readOps([{ insert: "a", attributes: { a: 1, b: 1 } }], limits)).toThrow(/limits/);
  });

  test("what is written is read back the same", () => {
    const text =
      '[{"retain":2,"attributes":{"bold":null}},{"insert":"a\\"\\n\u{1f58b}"},{"insert":{"divider":true}},{"delete":3}]';
    expect(writeOps(readOps(JSON.parse(text)))).toBe(text);
  });
});
