import { describe, expect, test } from "vitest";
import { DEFAULT_OPS_LIMITS, Delta } from "../../src/ot";
import { Replica } from "../../src/sync/replica";
import type { Entry, Position, ReplicaEffect, ReplicaEvent, StoredReplica } from "../../src/sync/types";
import { opsOf } from "../support/notation";

const ADA = { clientId: "ada", displayId: 1 };
const BOB = 2;

function at(revision: number): Position {
  return { revision, chain: revision.toString(16).padStart(32, "0") };
}

function single(revision: number, displayId: number, seq: number, line: string): Entry {
  return { entry: "single", revision, kind: { kind: "edit" }, id: { displayId, seq }, ops: opsOf(line) };
}

/** A replica that shows "ab" at revision 0. */
function showing(): Replica {
  const replica = new Replica(DEFAULT_OPS_LIMITS);
  replica.step({ event: "loaded", identity: ADA, position: at(0), lastSeq: 0, content: opsOf("+ab") });
  return replica;
}

function type(replica: Replica, line: string): ReplicaEffect[] {
  return replica.step({ event: "edited", change: Delta.on(replica.screen.length, opsOf(line)) });
}

function names(effects: readonly ReplicaEffect[]): string[] {
  return effects.map(({ effect }) => effect);
}

describe("opening again is the last thing to do", () => {
  test("after everything else that came in the same message was shown", () => {
    const replica = showing();
    type(replica, "1 +x");
    const changes = [single(1, ADA.displayId, 1, "+other"), single(2, BOB, 1, "+B")];
    const effects = replica.step({ event: "received", from: 0, to: at(2), changes });
    expect(names(effects)).toEqual(["show", "show", "reopen"]);
    expect(replica.identity).toBeUndefined();
    expect(replica.screen.text()).toBe("Botheraxb");
  });

  test("an own entry uses its number up, whatever it holds", () => {
    const replica = showing();
    type(replica, "1 +x");
    replica.step({ event: "received", from: 0, to: at(1), changes: [single(1, ADA.displayId, 1, "+other")] });
    expect(replica.stored()?.lastSeq).toBe(1);
  });
});

describe("a replica that was stored goes on where it stopped", () => {
  function reopened(stored: StoredReplica | undefined): Replica {
    return new Replica(DEFAULT_OPS_LIMITS, stored);
  }

  test("there is nothing to store before there is a document", () => {
    expect(new Replica(DEFAULT_OPS_LIMITS).stored()).toBeUndefined();
  });

  test("screen, document, place, identity, operation in flight and buffer are the same", () => {
    const before = showing();
    type(before, "1 +x");
    type(before, "2 +y");
    before.step({ event: "received", from: 0, to: at(1), changes: [single(1, BOB, 1, "+B")] });
    const after = reopened(before.stored());
    expect(after.screen.text()).toBe("Baxyb");
    expect(after.stored()).toEqual(before.stored());
    expect(after.openRequest()).toEqual(before.openRequest());
    expect(after.state).toEqual(before.state);
  });

  test("what was sent is asked about, and sent again as it was", () => {
    const before = showing();
    const [sent] = type(before, "1 +x");
    const after = reopened(before.stored());
    expect(after.openRequest().inFlight?.id.seq).toBe(1);
    const resumed: ReplicaEvent = { event: "resumed", identity: ADA, position: at(0), lastSeq: 0, changes: [] };
    expect(after.step(resumed)).toEqual([sent]);
  });

  test("what never left is not asked about", () => {
    const before = showing();
    before.step({ event: "disconnected" });
    type(before, "1 +x");
    const after = reopened(before.stored());
    expect(after.openRequest()).toEqual({ clientId: "ada", from: at(0) });
    expect(after.state.state).toBe("AwaitingAck");
  });

  test("a lost identity is still named, to settle what was sent under it", () => {
    const before = showing();
    type(before, "1 +x");
    before.step({ event: "identityLost" });
    const request = reopened(before.stored()).openRequest();
    expect(request.clientId).toBeUndefined();
    expect(request.formerClientId).toBe("ada");
  });
});
