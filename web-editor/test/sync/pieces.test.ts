import { describe, expect, test } from "vitest";
import { Delta, Document, withinLimits } from "../../src/ot";
import { reconnectDelayMillis } from "../../src/sync/backoff";
import { digestOfSubmission } from "../../src/sync/digest";
import { splitForLimits } from "../../src/sync/opsSplitter";
import { Random } from "../support/random";
import { randomDelta, randomDocument } from "../support/randomOps";

describe("an edit larger than one operation", () => {
  test("is cut into parts that fit and together are the whole", () => {
    const limits = { operationBytesMax: 60, componentsMax: 4, attributesPerComponentMax: 16 };
    for (let seed = 1; seed <= 2_000; seed++) {
      const random = new Random(seed);
      const document = randomDocument(random, 8);
      const whole = randomDelta(random, document);
      const parts: Delta[] = [];
      let rest: Delta | undefined = whole;
      while (rest !== undefined) {
        const cut = splitForLimits(rest, { ...limits, operationBytesMax: 200 });
        parts.push(cut.first);
        rest = cut.rest;
        expect(parts.length, `seed ${seed}`).toBeLessThan(100);
      }
      expect(Delta.composeAll(document.length, parts).equals(whole), `seed ${seed}`).toBe(true);
      let screen = document;
      for (const part of parts) screen = screen.apply(part);
      expect(screen.equals(document.apply(whole))).toBe(true);
    }
  });

  test("never cuts a surrogate pair, and each part is within the limits", () => {
    const limits = { operationBytesMax: 600, componentsMax: 100, attributesPerComponentMax: 16 };
    const text = "\u{1f58b}".repeat(1_000);
    let rest: Delta | undefined = Document.ofText(text).toDelta();
    let screen = Document.EMPTY;
    while (rest !== undefined) {
      const cut = splitForLimits(rest, limits);
      expect(withinLimits(cut.first.ops, limits)).toBe(true);
      screen = screen.apply(cut.first);
      expect(screen.text().isWellFormed()).toBe(true);
      rest = cut.rest;
    }
    expect(screen.text()).toBe(text);
  });
});

describe("the wait before the next try", () => {
  test.each([
    [0, 0.999, 500],
    [1, 0.999, 1_000],
    [5, 0.999, 16_000],
    [6, 0.999, 30_000],
    [1_000, 0.999, 30_000],
    [6, 0, 0],
    [6, 0.5, 15_000],
  ])("after %i failures, chance %f: below %i ms", (failures, random, limit) => {
    expect(reconnectDelayMillis(failures, random)).toBeLessThanOrEqual(limit);
    if (random === 0.999) expect(reconnectDelayMillis(failures, random)).toBeGreaterThan(limit * 0.99);
  });
});

test("the fingerprint of a submission", () => {
  // printf 'inkwell-submission-1\n7\n[{"insert":"é"}]' | sha256sum
  expect(digestOfSubmission(7, '[{"insert":"é"}]')).toBe("7e0d6600032d9083da9625ce865f6202");
});
