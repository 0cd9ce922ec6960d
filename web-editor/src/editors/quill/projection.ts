import { Attributes, type Insert, Ops, type Scalar } from "../../ot";
import { LINE_KINDS } from "./translate";

/**
 * A part of a document as the editor can show it: a line that two people made a heading and a list item at the same time
 * is both in the document, but only one on the screen, the same one for everybody.
 */
export function project(inserts: readonly Insert[]): Ops {
  const out = Ops.builder();
  for (const insert of inserts) out.push({ ...insert, attributes: withOneKind(insert.attributes) });
  return out.build();
}

function withOneKind(attributes: Attributes): Attributes {
  const kinds = LINE_KINDS.filter((name) => attributes.get(name) !== undefined);
  if (kinds.length < 2) return attributes;
  const hidden = kinds.slice(1);
  return Attributes.of([...attributes].filter(([name]: readonly [string, Scalar | null]) => !hidden.includes(name)));
}
