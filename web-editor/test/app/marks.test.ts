import { describe, expect, it } from "vitest";
import { MARKS, marked } from "../../src/app/history/marks";
import type { Author, Step } from "../../src/app/history/historyApi";
import { Attributes, Document, Ops } from "../../src/ot";

const ADA: Author = { id: "a", name: "Ada", colour: "#102030" };

function text(value: string): Ops {
  return Ops.builder().insert(value).build();
}

function shown(after: Document, steps: readonly Step[]): string[] {
  return marked(after, steps).map((op) => {
    const mark = Object.values(MARKS).find((name) => op.attributes.get(name) !== undefined);
    return `${mark ?? "kept"}:${op.kind === "insertText" ? op.text : op.embed.type}`;
  });
}

describe("a document with what happened to it", () => {
  it("shows what came, what went and what looks different, in its place", () => {
    const steps: Step[] = [
      { kind: "kept", length: 2 },
      { kind: "inserted", content: text("new"), author: ADA },
      { kind: "deleted", content: text("old"), author: ADA },
      { kind: "formatted", length: 1 },
      { kind: "kept", length: 1 },
    ];
    expect(shown(Document.ofText("abnewcd\n"), steps)).toEqual([
      "kept:ab",
      "added:new",
      "removed:old",
      "restyled:c",
      "kept:d",
      "kept:\n",
    ]);
  });

  it("keeps the lines of the document where a line break went", () => {
    const steps: Step[] = [{ kind: "deleted", content: text("x\ny"), author: undefined }];
    const [gone] = marked(Document.ofText("\n"), steps);
    expect(gone?.kind === "insertText" && gone.text).toBe("x¶y");
    expect(gone?.attributes.get(MARKS.deleted)).toBe("#777777");
  });

  it("says who it was, and keeps how it looked", () => {
    const bold = Attributes.of([["bold", true]]);
    const steps: Step[] = [{ kind: "inserted", content: Ops.builder().insert("b", bold).build(), author: ADA }];
    const [came] = marked(Document.ofText("b"), steps);
    expect(came?.attributes.get(MARKS.inserted)).toBe("#102030Ada");
    expect(came?.attributes.get("bold")).toBe(true);
  });
});
