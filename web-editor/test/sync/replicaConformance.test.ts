import { describe, expect, test } from "vitest";
import { DEFAULT_OPS_LIMITS, Delta, type Document, type Ops, type OpsLimits, readOps, writeOps } from "../../src/ot";
import { Replica } from "../../src/sync/replica";
import type { Entry, InFlight, ReplicaEffect, ReplicaEvent, ReplicaState } from "../../src/sync/types";
import { conformanceCases } from "../support/conformance";

const STEPS_MIN = 3_000;

/** A value as JSON has it: operations, changes and documents as arrays of components. */
type Plain = Record<string, unknown>;

/** What a replica is told, and what it does and holds afterwards. */
interface Step {
  readonly event: Plain & { readonly event: ReplicaEvent["event"] };
  readonly effects: readonly Plain[];
  readonly state: Plain;
  readonly screen: unknown;
  readonly server: unknown;
  readonly position?: Plain;
  readonly identity?: Plain;
  readonly open: Plain;
}

type Line = { readonly replica: number; readonly limits: OpsLimits } | Step;

function readEvent(step: Step, screen: Document): ReplicaEvent {
  const { event } = step;
  switch (event.event) {
    case "edited":
      return { event: "edited", change: Delta.on(screen.length, readOps(event["change"])) };
    case "loaded":
      return { ...event, content: readOps(event["content"]) } as unknown as ReplicaEvent;
    case "resumed":
    case "received":
      return { ...event, changes: (event["changes"] as Plain[]).map(readEntry) } as unknown as ReplicaEvent;
    case "acknowledged":
    case "rebased":
    case "refused":
    case "retryDue":
    case "disconnected":
    case "identityLost":
    case "historyDiffers":
      return event as unknown as ReplicaEvent;
  }
}

function readEntry(entry: Plain): Entry {
  return { ...entry, ops: readOps(entry["ops"]) } as unknown as Entry;
}

function plainOps(ops: Ops): unknown {
  return JSON.parse(writeOps(ops)) as unknown;
}

function plainInFlight(inFlight: InFlight): Plain {
  return { ...inFlight, current: plainOps(inFlight.current.ops) };
}

function plainEffect(effect: ReplicaEffect): Plain {
  switch (effect.effect) {
    case "send":
      return { effect: "send", inFlight: plainInFlight(effect.inFlight) };
    case "show":
      return { effect: "show", change: plainOps(effect.change.ops) };
    case "replace":
      return { effect: "replace", document: plainOps(effect.document.toOps()) };
    case "rescue":
      return { effect: "rescue", code: effect.code, ops: plainOps(effect.ops) };
    case "reopen":
      return { effect: "reopen" };
    case "saved":
    case "notice":
    case "retryLater":
      return { ...effect };
  }
}

function plainState(state: ReplicaState): Plain {
  switch (state.state) {
    case "Synchronized":
      return { state: state.state };
    case "AwaitingAck":
      return { state: state.state, inFlight: plainInFlight(state.inFlight) };
    case "AwaitingAckWithBuffer":
      return { state: state.state, inFlight: plainInFlight(state.inFlight), buffer: plainOps(state.buffer.ops) };
  }
}

/** Everything that can be seen of a replica, as the file tells it. */
function seen(replica: Replica): Omit<Step, "event" | "effects"> {
  const { inFlight, ...request } = replica.openRequest();
  const { position, identity } = replica;
  return {
    state: plainState(replica.state),
    screen: plainOps(replica.screen.toOps()),
    server: plainOps(replica.server.toOps()),
    ...(position && { position: { ...position } }),
    ...(identity && { identity: { ...identity } }),
    open: { ...request, ...(inFlight && { inFlight: inFlight.id }) },
  };
}

/** What happened in the steps, so that a file without the hard parts is noticed. */
function kindsOf({ event, effects }: Step): string[] {
  const changes = (event["changes"] ?? []) as { entry: string; kind?: { kind: string } }[];
  const settled = event["settled"] as { outcome: string } | undefined;
  return [
    event.event,
    ...(settled ? [`settled ${settled.outcome}`] : []),
    ...changes.map((entry) => `${entry.entry} ${entry.kind?.kind ?? ""}`.trim()),
    ...effects.map(({ effect }) => `effect ${String(effect)}`),
  ];
}

const LINES = conformanceCases("replica.jsonl") as Line[];

describe("recorded steps of the Java replica", () => {
  const seenKinds = new Set<string>();
  let steps = 0;

  test("are the steps of this one: states and effects, one by one", () => {
    let replica: Replica | undefined;
    for (const [index, line] of LINES.entries()) {
      if ("replica" in line) {
        replica = new Replica(line.limits);
        continue;
      }
      if (replica === undefined) throw new Error("the file does not begin with a replica");
      const { event, effects, ...after } = line;
      const where = `line ${index + 1}: ${JSON.stringify(event)}`;
      expect(replica.step(readEvent(line, replica.screen)).map(plainEffect), where).toEqual(effects);
      expect(seen(replica), where).toEqual(after);
      // What would be stored here brings back the same replica, except that it is not connected.
      const stored = replica.stored();
      if (stored !== undefined) expect(seen(new Replica(DEFAULT_OPS_LIMITS, stored)), where).toEqual(after);
      for (const kind of kindsOf(line)) seenKinds.add(kind);
      steps++;
    }
  });

  test(`are at least ${STEPS_MIN}`, () => {
    expect(steps).toBeGreaterThanOrEqual(STEPS_MIN);
  });

  test.each([
    "resumed",
    "disconnected",
    "identityLost",
    "rebased",
    "refused",
    "settled stored",
    "settled burnt",
    "settled refused",
    "single burnt",
    "single refused",
    "composed",
    "effect rescue",
    "effect retryLater",
    "effect reopen",
  ])("hold: %s", (kind) => {
    expect([...seenKinds]).toContain(kind);
  });
});
