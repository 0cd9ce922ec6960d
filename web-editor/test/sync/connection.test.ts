import { describe, expect, test } from "vitest";
import { Delta, type Ops } from "../../src/ot";
import { opsOf } from "../support/notation";
import { Random } from "../support/random";
import { FakeServer } from "./fakeServer";
import { FakeClient, FakeClock } from "./fakeWorld";

const RULES = { transformWindow: 1_000, singlesMax: 1_000, documentLengthMax: 10_000 };

function start(): { server: FakeServer; clock: FakeClock; client: FakeClient } {
  const server = new FakeServer(RULES);
  const clock = new FakeClock();
  const client = new FakeClient(server, clock, new Random(1));
  client.connection.start();
  clock.advance(10);
  deliverAll(client, server);
  return { server, clock, client };
}

function deliverAll(client: FakeClient, server: FakeServer): void {
  const socket = client.socket;
  if (socket === undefined) return;
  for (let i = 0; i < 10; i++) {
    socket.deliverToServer(server);
    server.flush(socket.server);
    socket.deliverToClient();
  }
}

function type(client: FakeClient, line: string): void {
  client.edit(Delta.on(client.connection.screen.length, opsOf(line)));
}

function say(client: FakeClient, name: string, payload: object): void {
  client.socket?.server.say(name, payload);
  client.socket?.deliverToClient();
}

function insertedText(ops: Ops): string {
  return [...ops].map((op) => (op.kind === "insertText" ? op.text : "")).join("");
}

describe("an edit is saved only when the server says so", () => {
  test("and shown at once", () => {
    const { server, client } = start();
    type(client, "+hello");
    expect(client.connection.screen.text()).toBe("hello");
    expect(client.connection.saved).toBe(false);
    deliverAll(client, server);
    expect(client.connection.saved).toBe(true);
    expect(client.connection.revision).toBe(1);
  });

  test("what is typed while disconnected is sent after the return", () => {
    const { server, clock, client } = start();
    client.socket?.cut();
    type(client, "+offline");
    expect(client.connection.state).toBe("reconnecting");
    clock.advance(600);
    deliverAll(client, server);
    expect(client.connection.state).toBe("connected");
    expect(server.document.text()).toBe("offline");
    expect(client.connection.saved).toBe(true);
  });

  test("nothing is sent between the opening of a socket and the server's welcome", () => {
    const { clock, client } = start();
    client.socket?.cut();
    clock.advance(600);
    type(client, "+early");
    expect(client.socket?.toServer.filter((text) => text.includes("transform"))).toEqual([]);
  });
});

describe("a refusal that means later", () => {
  test.each(["RATE", "STORAGE"])("%s: the same bytes again, after the delay, never at once", (code) => {
    const { server, clock, client } = start();
    type(client, "+a");
    const [first] = client.socket?.toServer.splice(0) ?? [];
    say(client, "error/refused", { code, message: "later", seq: 1, retryAfterMillis: 0 });
    clock.advance(400);
    expect(client.socket?.toServer).toEqual([]);
    clock.advance(1_000);
    expect(client.socket?.toServer).toEqual([first]);
    deliverAll(client, server);
    expect(client.connection.saved).toBe(true);
  });
});

describe("a refusal for good", () => {
  test("takes the text off the screen and hands it out; what was typed since stays", () => {
    const { server, client } = start();
    type(client, "+bad");
    client.socket?.toServer.splice(0);
    type(client, "3 +good");
    say(client, "error/refused", { code: "TEXT", message: "no", seq: 1 });
    expect(client.connection.screen.text()).toBe("good");
    expect(client.rescues.map(({ code, ops }) => [code, insertedText(ops)])).toEqual([["TEXT", "bad"]]);
    deliverAll(client, server);
    expect(server.document.text()).toBe("good");
  });

  test("an inline refusal that does not use the number up leaves it free", () => {
    const { server, client } = start();
    type(client, "+bad");
    client.socket?.toServer.splice(0);
    say(client, "error/refused", { code: "EMBED", message: "no", seq: 1 });
    type(client, "+ok");
    deliverAll(client, server);
    expect(server.commits.map((commit) => commit.seq)).toEqual([1]);
  });
});

describe("how a connection ends", () => {
  test.each([
    [4401, "authentication"],
    [4403, "forbidden"],
    [4404, "gone"],
  ])("%i: does not come back by itself, says why, keeps the text", (code, reason) => {
    const { server, clock, client } = start();
    type(client, "+kept");
    client.socket?.cut(code);
    clock.advance(120_000);
    expect(client.connection.state).toBe("disconnected");
    expect(client.reason).toBe(reason);
    expect(client.sockets.length).toBe(1);
    expect(client.connection.screen.text()).toBe("kept");
    client.connection.start();
    clock.advance(10);
    deliverAll(client, server);
    expect(server.document.text()).toBe("kept");
  });

  test("4409: comes back under a new identity, after the old key was settled", () => {
    const { server, clock, client } = start();
    type(client, "+a");
    client.socket?.deliverToServer(server);
    client.socket?.cut(4409);
    clock.advance(600);
    deliverAll(client, server);
    expect(server.document.text()).toBe("a");
    expect(client.connection.saved).toBe(true);
    type(client, "1 +b");
    deliverAll(client, server);
    expect(server.commits.map(({ displayId, seq }) => [displayId, seq])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  test("1012: comes back within the time the server states, after a random part of it", () => {
    const waits = [1, 2, 3, 4, 5, 6].map((seed) => {
      const clock = new FakeClock();
      const client = new FakeClient(new FakeServer(RULES), clock, new Random(seed));
      client.connection.start();
      client.socket?.cut(1012, "The server restarts.; retry-within-millis=4000");
      let waited = 0;
      while (client.sockets.length < 2) {
        clock.advance(100);
        waited += 100;
      }
      return waited;
    });
    expect(Math.max(...waits)).toBeGreaterThan(1_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(4_000);
    expect(new Set(waits).size).toBeGreaterThan(3);
  });

  test("4410: unsaved text is rescued, the server's document is shown", () => {
    const { server, clock, client } = start();
    type(client, "+mine");
    client.socket?.cut(4410);
    expect(client.shownDocument).toBeUndefined();
    expect(client.rescues.map(({ ops }) => insertedText(ops))).toEqual(["mine"]);
    clock.advance(600);
    deliverAll(client, server);
    expect(client.shownDocument?.text()).toBe("");
    expect(client.connection.state).toBe("connected");
  });

  test("after several failures the person is told: offline", () => {
    const { clock, client } = start();
    client.socket?.cut();
    for (let i = 0; i < 3; i++) {
      clock.advance(5_000);
      client.socket?.cut();
    }
    expect(client.states).toEqual(["connecting", "connected", "reconnecting", "offline"]);
  });

  test("an upgrade that is refused for good is found out over HTTP", async () => {
    const clock = new FakeClock();
    const client = new FakeClient(new FakeServer(RULES), clock, new Random(1), "authentication");
    client.connection.start();
    client.socket?.cut();
    await Promise.resolve();
    await Promise.resolve();
    expect(client.connection.state).toBe("disconnected");
    expect(client.reason).toBe("authentication");
  });
});

describe("a silent server", () => {
  test("is asked after 20 s and given up after 20 s more", () => {
    const { clock, client } = start();
    clock.advance(19_000);
    expect(client.socket?.toServer).toEqual([]);
    clock.advance(2_000);
    expect(client.socket?.toServer.join()).toContain("ping");
    clock.advance(20_000);
    expect(client.sockets.length).toBe(2);
  });

  test("that answers is kept", () => {
    const { server, clock, client } = start();
    for (let i = 0; i < 5; i++) {
      clock.advance(21_000);
      deliverAll(client, server);
    }
    expect(client.sockets.length).toBe(1);
  });
});

describe("messages that cannot be believed", () => {
  test.each([
    ["not JSON", "{"],
    [
      "a revision that is no integer",
      '{"type":"operation","action":"ack","payload":{"seq":1,"revision":"1","chain":"x"}}',
    ],
    [
      "changes that do not follow each other",
      `{"type":"operation","action":"remote","payload":{"from":0,"to":2,"chain":"${"0".repeat(32)}","changes":[]}}`,
    ],
  ])("%s: the connection is opened anew", (_name, text) => {
    const { clock, client } = start();
    client.socket?.server.outbox.push(text);
    client.socket?.deliverToClient();
    expect(client.errors.length).toBe(1);
    clock.advance(600);
    expect(client.sockets.length).toBe(2);
  });

  test("a message of a later version is ignored", () => {
    const { client } = start();
    say(client, "document/sparkle", {});
    expect(client.errors).toEqual([]);
    expect(client.connection.state).toBe("connected");
  });

  test("a change that does not fit the document: unsaved text is rescued, the document is fetched again", () => {
    const { client } = start();
    type(client, "+mine");
    const changes = [{ revision: 1, displayId: 9, seq: 1, at: 0, ops: [{ delete: 5 }] }];
    say(client, "operation/remote", { from: 0, to: 1, chain: "0".repeat(32), changes });
    expect(client.rescues.map(({ ops }) => insertedText(ops))).toEqual(["mine"]);
    expect(client.connection.loaded).toBe(false);
  });
});

describe("carets", () => {
  test("are sent at most every 100 ms, the latest one wins", () => {
    const { clock, client } = start();
    clock.advance(200);
    client.socket?.toServer.splice(0);
    for (let index = 0; index < 50; index++) client.connection.selectionChanged();
    expect(client.socket?.toServer.length).toBe(1);
    clock.advance(100);
    expect(client.socket?.toServer.length).toBe(2);
    clock.advance(1_000);
    expect(client.socket?.toServer.length).toBe(2);
  });

  test("are told in positions of the document that the server knows", () => {
    const { server, clock, client } = start();
    type(client, "+abc");
    deliverAll(client, server);
    clock.advance(200);
    deliverAll(client, server);
    type(client, "1 +xx");
    client.socket?.toServer.splice(0);
    client.ownSelection = { index: 5, length: 0 };
    client.connection.selectionChanged();
    expect(client.socket?.toServer.join()).toContain('"index":3,"length":0,"revision":1');
  });
});

describe("carets of others", () => {
  const move = (client: FakeClient, index: number, revision: number): void => {
    say(client, "cursor/move", { displayId: 9, index, length: 0, revision });
  };

  test("lie behind what is typed and not sent yet", () => {
    const { server, client } = start();
    type(client, "+abc");
    deliverAll(client, server);
    type(client, "+xx");
    move(client, 2, 1);
    expect(client.carets.get(9)).toEqual({ index: 4, length: 0 });
  });

  test("in a revision that is still on its way wait for it", () => {
    const { client } = start();
    move(client, 1, 1);
    expect(client.carets.has(9)).toBe(false);
    const changes = [{ revision: 1, displayId: 9, seq: 1, at: 0, ops: [{ insert: "x" }] }];
    say(client, "operation/remote", { from: 0, to: 1, chain: "0".repeat(32), changes });
    expect(client.carets.get(9)).toEqual({ index: 1, length: 0 });
  });

  test("can be hidden, and never lie beyond the end", () => {
    const { client } = start();
    move(client, 99, 0);
    expect(client.carets.get(9)).toEqual({ index: 0, length: 0 });
    move(client, -1, 0);
    expect(client.carets.get(9)).toBeUndefined();
  });
});

describe("while an input method composes a word", () => {
  test("what others write waits", () => {
    const { client } = start();
    const changes = [{ revision: 1, displayId: 9, seq: 1, at: 0, ops: [{ insert: "x" }] }];
    client.connection.hold();
    say(client, "operation/remote", { from: 0, to: 1, chain: "0".repeat(32), changes });
    expect(client.shownDocument?.text()).toBe("");
    type(client, "+あ");
    client.connection.release();
    expect(client.shownDocument?.text()).toBe("xあ");
  });
});
