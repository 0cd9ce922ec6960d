import { Attributes, type Document, type Insert, type Op, Ops, isInsert, opLength } from "../../ot";
import type { Author, Step } from "./historyApi";

/** The names under which a shown document says what happened to a stretch of it. */
export const MARKS = { inserted: "added", deleted: "removed", formatted: "restyled" } as const;

const PARAGRAPH_SIGN = "¶";
const NOBODY_COLOUR = "#777777";

/**
 * A document with everything that happened to it: what came is marked, what went is there again, marked as well. A line
 * break that went is shown as a sign, so that the lines stay those of the document.
 *
 * @param after the document after all steps
 */
export function marked(after: Document, steps: readonly Step[]): Insert[] {
  const shown: Insert[] = [];
  let position = 0;
  for (const step of steps) {
    switch (step.kind) {
      case "kept":
        shown.push(...after.slice(position, position + step.length));
        position += step.length;
        break;
      case "formatted":
        shown.push(...after.slice(position, position + step.length).map((op) => withMark(op, MARKS.formatted, "true")));
        position += step.length;
        break;
      case "inserted":
        for (const op of inserts(step.content)) {
          shown.push(withMark(op, MARKS.inserted, by(step.author)));
          position += opLength(op);
        }
        break;
      case "deleted":
        shown.push(...inserts(step.content).map((op) => gone(op, step.author)));
        break;
    }
  }
  shown.push(...after.slice(position, after.length));
  return shown;
}

/** A colour and a name in one value. */
export function by(author: Author | undefined): string {
  return (author?.colour ?? NOBODY_COLOUR) + (author?.name ?? "");
}

function inserts(ops: Ops): Insert[] {
  return [...ops].filter((op: Op): op is Insert => isInsert(op));
}

function gone(op: Insert, author: Author | undefined): Insert {
  const visible = op.kind === "insertText" ? { ...op, text: op.text.replaceAll("\n", PARAGRAPH_SIGN) } : op;
  return withMark(visible, MARKS.deleted, by(author));
}

function withMark(op: Insert, name: string, value: string): Insert {
  return { ...op, attributes: Attributes.of([...op.attributes, [name, value]]) };
}
