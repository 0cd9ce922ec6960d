import { Delta, type Op, Ops, type OpsLimits, opLength, splitsPairAt, withinLimits } from "../ot";

/** A cautious part of the limits, so that a part still fits after others' edits were transformed into it. */
const MARGIN = 2;
/** No UTF-16 unit takes more bytes than this in canonical JSON. */
const BYTES_PER_UNIT_MAX = 6;

/** The first part fits the limits; the rest, if any, starts where the first ends. */
export interface Parts {
  readonly first: Delta;
  readonly rest: Delta | undefined;
}

/**
 * Cuts a change that is larger than one operation may be into a part that fits and the rest, one after the other equal to
 * the whole. A person never meets a limit that cutting can solve.
 */
export function splitForLimits(change: Delta, limits: OpsLimits): Parts {
  if (withinLimits(change.ops, limits)) return { first: change, rest: undefined };
  const componentsMax = Math.max(1, Math.floor(limits.componentsMax / MARGIN));
  const unitsMax = Math.max(2, Math.floor(Math.floor(limits.operationBytesMax / MARGIN) / BYTES_PER_UNIT_MAX));
  const first = Ops.builder();
  const rest = Ops.builder();
  let [components, units, written, cut] = [0, 0, 0, false];
  for (const op of change.ops) {
    if (cut) {
      rest.push(op);
      continue;
    }
    const room = unitsMax - units;
    if (op.kind === "insertText" && op.text.length > room) {
      const end = splitsPairAt(op.text, room) ? room - 1 : room;
      first.insert(op.text.slice(0, end), op.attributes);
      rest.retain(written + end).insert(op.text.slice(end), op.attributes);
      cut = true;
      continue;
    }
    first.push(op);
    components++;
    units += op.kind === "insertText" ? op.text.length : 1;
    written += writtenLength(op);
    if (components >= componentsMax || unitsMax - units < 2) {
      rest.retain(written);
      cut = true;
    }
  }
  const head = Delta.on(change.baseLength, first.build());
  const tail = Delta.on(head.resultLength, rest.build());
  return { first: head, rest: tail.isIdentity() ? undefined : tail };
}

/** How far an op moves the place of the next one in the result. */
function writtenLength(op: Op): number {
  return op.kind === "delete" ? 0 : opLength(op);
}
