import { expect, test } from "vitest";
import { Delta, Document, MalformedOpsError, SplitPairError, readOps } from "../../src/ot";
import { type DocumentType, checkApplied, checkSubmitted } from "../../src/types/documentType";
import type { ImagePolicy } from "../../src/types/webAddress";
import { conformanceCases } from "../support/conformance";

interface TypeCase {
  name: string;
  type: "RICH" | "TEXT";
  images: ImagePolicy;
  documentLengthMax: number;
  before: unknown;
  op: unknown;
  expected: string | null;
}

const cases = conformanceCases("document-types.jsonl") as TypeCase[];

test("document-types.jsonl is there", () => {
  expect(cases.length).toBeGreaterThan(600);
});

test.each(cases)("$type: $name", ({ type, images, documentLengthMax, before, op, expected }) => {
  const name = type === "RICH" ? "rich" : "text";
  expect(judge(name, Document.of(readOps(before)), op, images, documentLengthMax)).toBe(expected);
});

/** In the order of the server: the bytes, then what they do to the document. */
function judge(
  type: DocumentType,
  before: Document,
  op: unknown,
  images: ImagePolicy,
  documentLengthMax: number,
): string | null {
  try {
    const change = Delta.on(before.length, readOps(op));
    const code = checkSubmitted(type, change.ops, images);
    if (code !== undefined) return code;
    before.apply(change);
    return checkApplied(type, before, change, documentLengthMax) ?? null;
  } catch (error) {
    if (error instanceof MalformedOpsError && error.problem === "ATTRIBUTE_KEY") return "ATTR_KEY";
    if (error instanceof SplitPairError) return "SPLIT_PAIR";
    throw error;
  }
}
