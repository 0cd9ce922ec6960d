import { Attributes, Delta, Document, Ops, type Scalar } from "../../src/ot";
import type { Random } from "./random";

const TEXTS = ["a", "bc", "d\n", "é", "\u{1f58b}", "x\u{1f468}\u{200d}\u{1f469}y", "\n", " "];
const VALUES: readonly Scalar[] = [true, "#ff0000", 1, 2];
const NAMES = ["bold", "color", "header"];

export function randomAttributes(random: Random, removals: boolean): Attributes {
  if (random.chance(0.5)) return Attributes.NONE;
  const entries: [string, Scalar | null][] = [];
  for (const name of NAMES) {
    if (random.chance(0.4)) entries.push([name, removals && random.chance(0.4) ? null : random.pick(VALUES)]);
  }
  return Attributes.of(entries);
}

export function randomDocument(random: Random, pieces = random.int(6)): Document {
  const out = Ops.builder();
  for (let i = 0; i < pieces; i++) pushInsert(out, random);
  return Document.of(out.build());
}

/** A change of `document` that never cuts a surrogate pair. */
export function randomDelta(random: Random, document: Document): Delta {
  const out = Ops.builder();
  let position = 0;
  for (let step = 0; step < 12 && (position < document.length || random.chance(0.4)); step++) {
    if (random.chance(0.35)) pushInsert(out, random);
    if (position === document.length) continue;
    let end = Math.min(document.length, position + 1 + random.int(4));
    if (document.splitsPair(end)) end++;
    if (random.chance(0.4)) out.delete(end - position);
    else out.retain(end - position, randomAttributes(random, true));
    position = end;
  }
  return Delta.on(document.length, out.build());
}

function pushInsert(out: ReturnType<typeof Ops.builder>, random: Random): void {
  if (random.chance(0.15)) out.insert({ type: "image", value: "/i.png" }, randomAttributes(random, false));
  else out.insert(random.pick(TEXTS), randomAttributes(random, false));
}
