import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const page = readFileSync(new URL("../../index.html", import.meta.url), "utf8");

describe("the page keeps a strict Content-Security-Policy", () => {
  test("no inline script, no inline style, no event attribute", () => {
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/i);
    expect(page).not.toMatch(/<style|\sstyle=/i);
    expect(page).not.toMatch(/\son[a-z]+=/i);
  });

  test("nothing is loaded from elsewhere", () => {
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//i);
  });
});
