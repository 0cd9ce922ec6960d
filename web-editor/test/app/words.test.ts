import { describe, expect, test } from "vitest";
import { droppedText } from "../../src/app/droppedText";
import { initials, readableOn } from "../../src/app/roster";
import { type SaveFacts, saveState } from "../../src/app/saveState";
import { relativeTime } from "../../src/app/time";

describe("the state says only what is true", () => {
  const facts: SaveFacts = {
    connection: "connected",
    reason: undefined,
    loaded: true,
    saved: true,
    revision: 12,
    keeping: "device",
  };
  const unsaved = { saved: false } as const;

  test.each<[string, Partial<SaveFacts>, string]>([
    ["all durable", {}, "Saved at revision 12"],
    ["something on its way", { saved: false }, "Saving…"],
    ["before the first welcome", { connection: "connecting", loaded: false }, "Connecting…"],
    ["cut off, with nothing unsaved", { connection: "offline" }, "Offline: everything is saved at revision 12"],
    [
      "cut off",
      { connection: "offline", ...unsaved },
      "Offline: your edits are kept on this device and sent when the connection is back",
    ],
    [
      "before the disk has them",
      { connection: "offline", ...unsaved, keeping: "writing" },
      "Offline: your edits are being kept on this device…",
    ],
    [
      "where nothing can be kept",
      { connection: "offline", ...unsaved, keeping: "tab" },
      "Offline: your edits are kept in this tab only, leave it open: they are sent when the connection is back",
    ],
    [
      "just cut off",
      { connection: "reconnecting", ...unsaved },
      "Reconnecting: your edits are kept on this device and sent when the connection is back",
    ],
    [
      "opened again with edits of before",
      { connection: "connecting", ...unsaved },
      "Connecting: your edits are kept on this device and sent when the connection is back",
    ],
    ["never let in", { connection: "offline", loaded: false }, "The server cannot be reached. Trying again…"],
    ["deleted", { connection: "disconnected", reason: "gone" }, "This document is not here any more."],
    [
      "deleted with unsaved text",
      { connection: "disconnected", reason: "gone", saved: false },
      "This document is not here any more. Some edits are not saved. They are kept on this device.",
    ],
    [
      "deleted with unsaved text that is nowhere else",
      { connection: "disconnected", reason: "gone", saved: false, keeping: "tab" },
      "This document is not here any more. Some edits are not saved: copy them before you leave.",
    ],
  ])("%s", (_name, change, text) => {
    expect(saveState({ ...facts, ...change }).text).toBe(text);
  });

  test("kept on this device only where it is", () => {
    for (const connection of ["connecting", "reconnecting", "offline", "disconnected"] as const) {
      for (const keeping of ["writing", "tab"] as const) {
        expect(saveState({ ...facts, connection, saved: false, keeping }).text).not.toContain(
          "kept on this device and",
        );
      }
    }
  });

  test("never saved while not connected", () => {
    for (const connection of ["connecting", "reconnecting", "offline", "disconnected"] as const) {
      expect(saveState({ ...facts, connection }).text).not.toMatch(/^Saved/);
    }
  });
});

test.each<[{ images: number; embeds: number; links: number }, string | undefined]>([
  [{ images: 0, embeds: 0, links: 0 }, undefined],
  [{ images: 3, embeds: 0, links: 0 }, "3 images were not pasted: this document cannot hold them."],
  [{ images: 1, embeds: 0, links: 0 }, "1 image was not pasted: this document cannot hold it."],
  [{ images: 1, embeds: 0, links: 2 }, "1 image and 2 links were not pasted: this document cannot hold them."],
])("what was left out: %j", (dropped, text) => {
  expect(droppedText(dropped)).toBe(text);
});

test.each([
  ["Ada Lovelace", "AL"],
  ["  grace ", "G"],
  ["Ada King Noel Lovelace", "AL"],
  ["\u{1f58b}\u{fe0f} pen", "\u{1f58b}\u{fe0f}P"],
  ["", ""],
])("initials of %j", (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test.each([
  ["#000000", "#ffffff"],
  ["#aa3355", "#ffffff"],
  ["#ffff00", "#14161a"],
  ["#ffffff", "#14161a"],
])("readable on %s: %s", (colour, ink) => {
  expect(readableOn(colour)).toBe(ink);
});

test.each([
  [30, "just now"],
  [300, "5 minutes ago"],
  [7_200, "2 hours ago"],
  [90_000, "yesterday"],
  [86_400 * 3, "3 days ago"],
  [86_400 * 30, "on Feb 1, 2026"],
])("%i seconds ago: %s", (seconds, words) => {
  const now = new Date("2026-03-03T12:00:00");
  expect(relativeTime(new Date(now.getTime() - seconds * 1_000), now)).toBe(words);
});
