import QuillDelta, { type AttributeMap, type Op as QuillOp } from "quill-delta";
import { describe, expect, test } from "vitest";
import { type Delta, type Ops, readOps, writeOps } from "../../src/ot";
import { Random } from "../support/random";
import { randomDelta, randomDocument } from "../support/randomOps";

/**
 * `quill-delta` as the independent reference. Its results are brought into our canonical form before they are compared:
 * it keeps the order in which attributes were set, and an insert beside a delete in the order of the steps.
 */
const CASES = 12_000;

function toQuill(ops: Ops): QuillDelta {
  return new QuillDelta(JSON.parse(writeOps(ops)) as QuillOp[]);
}

function canonical(delta: QuillDelta): string {
  return writeOps(readOps(JSON.parse(JSON.stringify(delta.ops)) as unknown));
}

function same(ours: Delta, theirs: QuillDelta, seed: number, verb: string): void {
  expect(writeOps(ours.ops), `${verb}, seed ${seed}`).toBe(canonical(theirs));
}

describe(`${CASES} random cases equal to quill-delta`, () => {
  test("compose", () => {
    for (let seed = 1; seed <= CASES; seed++) {
      const random = new Random(seed);
      const document = randomDocument(random);
      const a = randomDelta(random, document);
      const b = randomDelta(random, document.apply(a));
      same(a.compose(b), toQuill(a.ops).compose(toQuill(b.ops)), seed, "compose");
    }
  });

  test("transform, both orders", () => {
    for (let seed = 1; seed <= CASES; seed++) {
      const random = new Random(seed);
      const document = randomDocument(random);
      const earlier = randomDelta(random, document);
      const later = randomDelta(random, document);
      const [quillEarlier, quillLater] = [toQuill(earlier.ops), toQuill(later.ops)];
      same(later.transformOver(earlier), quillEarlier.transform(quillLater, true), seed, "transformOver");
      same(earlier.transformUnder(later), quillLater.transform(quillEarlier, false), seed, "transformUnder");
    }
  });

  test("invert and transformPosition", () => {
    for (let seed = 1; seed <= CASES; seed++) {
      const random = new Random(seed);
      const document = randomDocument(random);
      const delta = randomDelta(random, document);
      same(delta.invert(document), toQuill(delta.ops).invert(toQuill(document.toOps())), seed, "invert");
      const position = random.int(document.length + 1);
      const quill = toQuill(delta.ops);
      expect(delta.transformPosition(position, "STAY_BEFORE_INSERT")).toBe(quill.transformPosition(position, true));
      expect(delta.transformPosition(position, "MOVE_AFTER_INSERT")).toBe(quill.transformPosition(position, false));
    }
  });
});

describe("where we differ from quill-delta on purpose", () => {
  test("it keeps the removal of an attribute on an insert; our canonical form drops it", () => {
    const attributes: AttributeMap = { bold: null };
    const theirs = new QuillDelta([{ insert: "a", attributes }]);
    expect(theirs.ops[0]?.attributes).toEqual({ bold: null });
    expect(canonical(theirs)).toBe('[{"insert":"a"}]');
  });
});
