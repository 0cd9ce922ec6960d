import { describe, expect, test } from "vitest";
import {
  BaseLengthError,
  DEFAULT_OPS_LIMITS,
  Delta,
  Document,
  MalformedOpsError,
  type Ops,
  SplitPairError,
  type Tie,
  readOps,
  utf8Length,
  writeOps,
} from "../../src/ot";
import { conformanceCases } from "../support/conformance";

interface AlgebraCase {
  verb: string;
  base?: unknown;
  a: unknown;
  b?: unknown;
  position?: number;
  tie?: Tie;
  expected?: unknown;
  refused?: "BASE_LENGTH" | "SPLIT_PAIR";
}

interface JsonCase {
  name: string;
  kind: "OPERATION" | "TOKENS" | "SUBMISSION" | "REPEATED";
  input?: string;
  prefix?: string;
  part?: string;
  times?: number;
  commas?: boolean;
  suffix?: string;
  canonical?: string;
  canonicalBytes?: number;
  problem?: string;
}

describe("algebra.jsonl", () => {
  const cases = conformanceCases("algebra.jsonl") as AlgebraCase[];

  test("is there", () => {
    expect(cases.length).toBeGreaterThan(3_000);
  });

  test.each([...new Set(cases.map((c) => c.verb))])("%s", (verb) => {
    for (const one of cases.filter((c) => c.verb === verb)) {
      expect(JSON.stringify(answer(one)), JSON.stringify(one)).toBe(JSON.stringify(one.expected ?? one.refused));
    }
  });
});

function answer(one: AlgebraCase): unknown {
  try {
    return run(one);
  } catch (error) {
    if (error instanceof BaseLengthError) return "BASE_LENGTH";
    if (error instanceof SplitPairError) return "SPLIT_PAIR";
    throw error;
  }
}

function run(one: AlgebraCase): unknown {
  const a = readOps(one.a);
  if (one.verb === "canonical") return parsed(a);
  if (one.verb === "json") return writeOps(a);
  const base = Document.of(readOps(one.base));
  const first = Delta.on(base.length, a);
  switch (one.verb) {
    case "apply":
      return parsed(base.apply(first).toOps());
    case "compose":
      return parsed(first.compose(Delta.on(first.resultLength, readOps(one.b))).ops);
    case "transformOver":
      return parsed(Delta.on(base.length, readOps(one.b)).transformOver(first).ops);
    case "transformUnder":
      return parsed(first.transformUnder(Delta.on(base.length, readOps(one.b))).ops);
    case "invert":
      return parsed(first.invert(base).ops);
    case "transformPosition":
      return first.transformPosition(one.position ?? NaN, one.tie ?? "MOVE_AFTER_INSERT");
    default:
      throw new Error(`no verb ${one.verb}`);
  }
}

function parsed(ops: Ops): unknown {
  return JSON.parse(writeOps(ops)) as unknown;
}

describe("ops-json.jsonl", () => {
  const cases = conformanceCases("ops-json.jsonl") as JsonCase[];

  test.each(cases.filter((c) => c.kind !== "TOKENS"))("$kind: $name", (one) => {
    const input = one.kind === "REPEATED" ? repeated(one) : (one.input ?? "");
    const result = read(input, one.kind === "SUBMISSION");
    if (one.problem !== undefined) expect(result).toBe(one.problem);
    else if (one.canonical !== undefined) expect(result).toBe(one.canonical);
    else expect(utf8Length(result)).toBe(one.canonicalBytes);
  });
});

function repeated({ prefix = "", part = "", times = 0, commas = false, suffix = "" }: JsonCase): string {
  return (
    prefix +
    Array<string>(times)
      .fill(part)
      .join(commas ? "," : "") +
    suffix
  );
}

function read(input: string, submission: boolean): string {
  let json: unknown;
  try {
    json = JSON.parse(input) as unknown;
  } catch {
    return "SYNTAX";
  }
  try {
    const ops = readOps(json, DEFAULT_OPS_LIMITS);
    return submission && ops.isEmpty() ? "EMPTY" : writeOps(ops);
  } catch (error) {
    if (error instanceof MalformedOpsError) return error.problem;
    throw error;
  }
}
