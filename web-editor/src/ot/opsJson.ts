import { Attributes, type Scalar } from "./attributes";
import { type Embed, type Op, opLength } from "./op";
import { LENGTH_MAX, Ops } from "./ops";
import { isAcceptableText, isEncodableText } from "./text";

/** How much one operation may hold. All limits count the canonical form. */
export interface OpsLimits {
  readonly operationBytesMax: number;
  readonly componentsMax: number;
  readonly attributesPerComponentMax: number;
}

export const DEFAULT_OPS_LIMITS: OpsLimits = {
  operationBytesMax: 524_288,
  componentsMax: 10_000,
  attributesPerComponentMax: 16,
};

export type MalformedOpsProblem =
  "SYNTAX" | "EMPTY" | "RANGE" | "LIMIT" | "TEXT" | "ATTRIBUTE_KEY" | "ATTRIBUTE_VALUE" | "EMBED";

export class MalformedOpsError extends Error {
  override name = "MalformedOpsError";

  constructor(
    readonly problem: MalformedOpsProblem,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The ops in a parsed JSON value, in canonical form. Strict: anything but what the protocol describes is refused. Reads
 * documents too, which may be larger than one operation: pass the limits to be held, or none.
 */
export function readOps(json: unknown, limits?: OpsLimits): Ops {
  if (!Array.isArray(json)) throw new MalformedOpsError("SYNTAX", "ops are not an array");
  const builder = Ops.builder();
  let sum = 0;
  for (const component of json as unknown[]) {
    const op = readOp(component);
    if (op.kind === "retain" || op.kind === "delete") {
      sum += opLength(op);
      if (sum > LENGTH_MAX) throw new MalformedOpsError("RANGE", `lengths add up to ${sum}, more than ${LENGTH_MAX}`);
    }
    builder.push(op);
  }
  const ops = builder.build();
  if (limits !== undefined) checkLimits(ops, limits);
  return ops;
}

/** The canonical JSON: what JSON.stringify prints, without white space, attribute names in order. */
export function writeOps(ops: Ops): string {
  return `[${[...ops].map(writeOp).join(",")}]`;
}

/** The size of the canonical JSON in UTF-8 bytes. */
export function opsBytes(ops: Ops): number {
  return utf8Length(writeOps(ops));
}

export function withinLimits(ops: Ops, limits: OpsLimits): boolean {
  if (ops.size > limits.componentsMax) return false;
  for (const op of ops) {
    if (op.kind !== "delete" && op.attributes.size > limits.attributesPerComponentMax) return false;
  }
  return opsBytes(ops) <= limits.operationBytesMax;
}

export function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}

function checkLimits(ops: Ops, limits: OpsLimits): void {
  if (!withinLimits(ops, limits)) throw new MalformedOpsError("LIMIT", "the operation is larger than the limits allow");
}

function writeOp(op: Op): string {
  switch (op.kind) {
    case "retain":
      return `{"retain":${op.length}${writeAttributes(op.attributes)}}`;
    case "delete":
      return `{"delete":${op.length}}`;
    case "insertText":
      return `{"insert":${JSON.stringify(op.text)}${writeAttributes(op.attributes)}}`;
    case "insertEmbed": {
      const { type, value } = op.embed;
      return `{"insert":{${JSON.stringify(type)}:${JSON.stringify(value)}}${writeAttributes(op.attributes)}}`;
    }
  }
}

/** Written by hand: a plain object would reorder names that look like numbers. */
function writeAttributes(attributes: Attributes): string {
  if (attributes.isEmpty()) return "";
  const pairs = [...attributes].map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return `,"attributes":{${pairs.join(",")}}`;
}

function readOp(json: unknown): Op {
  if (!isPlainObject(json)) throw new MalformedOpsError("SYNTAX", "a component is not an object");
  const members = new Map(Object.entries(json));
  const attributesJson = members.get("attributes");
  const hasAttributes = members.delete("attributes");
  const [[verb, value] = ["", undefined], ...more] = members;
  if (more.length > 0)
    throw new MalformedOpsError("SYNTAX", "a component has more than one verb, or an unknown member");
  if (hasAttributes && verb === "delete") throw new MalformedOpsError("SYNTAX", "a delete has attributes");
  const attributes = hasAttributes ? readAttributes(attributesJson) : Attributes.NONE;
  switch (verb) {
    case "retain":
      return { kind: "retain", length: readLength(value), attributes };
    case "delete":
      return { kind: "delete", length: readLength(value) };
    case "insert":
      return typeof value === "string"
        ? { kind: "insertText", text: readText(value), attributes }
        : { kind: "insertEmbed", embed: readEmbed(value), attributes };
    default:
      throw new MalformedOpsError("SYNTAX", "a component is none of insert, retain, delete");
  }
}

function readLength(json: unknown): number {
  if (typeof json !== "number" || !Number.isInteger(json) || json < 0) {
    throw new MalformedOpsError("SYNTAX", "a length is not an integer of 0 or more");
  }
  if (json > LENGTH_MAX) throw new MalformedOpsError("RANGE", `length ${json} is more than ${LENGTH_MAX}`);
  return json;
}

function readText(text: string): string {
  if (!isAcceptableText(text)) throw new MalformedOpsError("TEXT", "a text holds a forbidden character");
  return text;
}

function readAttributes(json: unknown): Attributes {
  if (!isPlainObject(json)) throw new MalformedOpsError("SYNTAX", "attributes are not an object");
  return Attributes.of(
    Object.entries(json).map(([name, value]) => [
      readName(name, "ATTRIBUTE_KEY"),
      value === null ? null : readScalar(value, "ATTRIBUTE_VALUE"),
    ]),
  );
}

function readEmbed(json: unknown): Embed {
  if (!isPlainObject(json)) throw new MalformedOpsError("SYNTAX", "an insert is neither text nor an embed");
  const [member, ...more] = Object.entries(json);
  if (member === undefined || more.length > 0) throw new MalformedOpsError("EMBED", "an embed has not one member");
  return { type: readName(member[0], "EMBED"), value: readScalar(member[1], "EMBED") };
}

function readName(name: string, problem: MalformedOpsProblem): string {
  readText(name);
  if (name === "" || name === "prototype" || name in Object.prototype) {
    throw new MalformedOpsError(problem, "a name is empty or reserved");
  }
  return name;
}

function readScalar(json: unknown, problem: MalformedOpsProblem): Scalar {
  if (!isScalar(json)) throw new MalformedOpsError(problem, "a value is not a text, an integer or a truth value");
  if (typeof json !== "string") return json;
  if (!isEncodableText(json)) throw new MalformedOpsError("TEXT", "a value holds a character that text cannot carry");
  if (!isAcceptableText(json)) throw new MalformedOpsError(problem, "a value holds a control character");
  return json;
}

function isScalar(json: unknown): json is Scalar {
  return (
    typeof json === "string" || typeof json === "boolean" || (typeof json === "number" && Number.isSafeInteger(json))
  );
}

function isPlainObject(json: unknown): json is Record<string, unknown> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
