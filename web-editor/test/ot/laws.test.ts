import { describe, expect, test } from "vitest";
import { Delta, Document } from "../../src/ot";
import { Random } from "../support/random";
import { opsOf } from "../support/notation";
import { randomDelta, randomDocument } from "../support/randomOps";

const CASES = 5_000;

function forSeeds(check: (random: Random) => void): void {
  for (let seed = 1; seed <= CASES; seed++) {
    try {
      check(new Random(seed));
    } catch (cause) {
      throw new Error(`seed ${seed}`, { cause });
    }
  }
}

describe("the laws of the algebra", () => {
  test("TP1: both ways round the diamond are the same change", () => {
    forSeeds((random) => {
      const document = randomDocument(random);
      const earlier = randomDelta(random, document);
      const later = randomDelta(random, document);
      const one = earlier.compose(later.transformOver(earlier));
      const other = later.compose(earlier.transformUnder(later));
      expect(one.toString()).toBe(other.toString());
      expect(document.apply(one).toOps().toString()).toBe(document.apply(other).toOps().toString());
    });
  });

  test("composing is applying one after the other, and is associative", () => {
    forSeeds((random) => {
      const document = randomDocument(random);
      const a = randomDelta(random, document);
      const afterA = document.apply(a);
      const b = randomDelta(random, afterA);
      const afterB = afterA.apply(b);
      const c = randomDelta(random, afterB);
      expect(document.apply(a.compose(b)).equals(afterB)).toBe(true);
      expect(a.compose(b).compose(c).toString()).toBe(a.compose(b.compose(c)).toString());
      expect(Delta.composeAll(document.length, [a, b, c]).equals(a.compose(b).compose(c))).toBe(true);
    });
  });

  test("the identity is neutral and the inverse undoes", () => {
    forSeeds((random) => {
      const document = randomDocument(random);
      const delta = randomDelta(random, document);
      expect(Delta.identity(document.length).compose(delta).equals(delta)).toBe(true);
      expect(delta.compose(Delta.identity(delta.resultLength)).equals(delta)).toBe(true);
      expect(document.apply(delta).apply(delta.invert(document)).equals(document)).toBe(true);
    });
  });

  test("a document is the change that makes it", () => {
    forSeeds((random) => {
      const document = randomDocument(random);
      expect(Document.EMPTY.apply(document.toDelta()).equals(document)).toBe(true);
    });
  });

  test("a position stays inside the document it is moved to", () => {
    forSeeds((random) => {
      const document = randomDocument(random);
      const delta = randomDelta(random, document);
      const position = random.int(document.length + 1);
      const before = delta.transformPosition(position, "STAY_BEFORE_INSERT");
      const after = delta.transformPosition(position, "MOVE_AFTER_INSERT");
      expect(before).toBeGreaterThanOrEqual(0);
      expect(after).toBeGreaterThanOrEqual(before);
      expect(after).toBeLessThanOrEqual(delta.resultLength);
    });
  });
});

describe("not a law", () => {
  test("transforming over a composed history differs from going commit by commit", () => {
    const document = Document.ofText("a");
    const insertC = Delta.on(1, opsOf("1 +c"));
    const deleteA = Delta.on(2, opsOf("-1"));
    const pending = Delta.on(1, opsOf("+n"));
    const oneByOne = pending.transformOver(insertC).transformOver(deleteA);
    const composed = pending.transformOver(insertC.compose(deleteA));
    const end = document.apply(insertC).apply(deleteA);
    expect(end.apply(oneByOne).text()).toBe("nc");
    expect(end.apply(composed).text()).toBe("cn");
  });
});
