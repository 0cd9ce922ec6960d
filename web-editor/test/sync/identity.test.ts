import { describe, expect, test } from "vitest";
import { Delta } from "../../src/ot";
import { insertedText } from "../../src/sync/store/rescuedText";
import { opsOf } from "../support/notation";
import { Random } from "../support/random";
import { FakeServer } from "./fakeServer";
import { FakeClient, FakeClock } from "./fakeWorld";

const RULES = { transformWindow: 1_000, singlesMax: 1_000, documentLengthMax: 10_000 };

class Scene {
  readonly server = new FakeServer(RULES);
  readonly clock = new FakeClock();
  readonly client = this.open();

  open(): FakeClient {
    const client = new FakeClient(this.server, this.clock, new Random(1));
    client.connection.start();
    this.comeBack(client);
    return client;
  }

  comeBack(client: FakeClient): void {
    this.clock.advance(600);
    for (let i = 0; i < 10; i++) {
      client.socket?.deliverToServer(this.server);
      if (client.socket) this.server.flush(client.socket.server);
      client.socket?.deliverToClient();
    }
  }

  type(line: string, client = this.client): void {
    client.edit(Delta.on(client.connection.screen.length, opsOf(line)));
  }

  rescued(): [string, string][] {
    return this.client.rescues.map(({ code, ops }) => [code, insertedText(ops)]);
  }
}

describe("a server that has forgotten who this was", () => {
  test("an edit without an answer is handed back, since nobody knows whether it is stored; what followed is sent", () => {
    const scene = new Scene();
    const { client, server } = scene;
    scene.type("+sent");
    scene.type("4 +later");
    client.socket?.toServer.splice(0);
    client.socket?.cut();
    server.forgetClients();
    scene.comeBack(client);
    expect(scene.rescued()).toEqual([["IDENTITY", "sent"]]);
    expect(server.document.text()).toBe("later");
    expect(client.connection.screen.text()).toBe("later");
    expect(client.connection.saved).toBe(true);
  });

  test("and if it was stored, it is there once", () => {
    const scene = new Scene();
    const { client, server } = scene;
    scene.type("+sent");
    client.socket?.deliverToServer(server);
    client.socket?.cut();
    server.forgetClients();
    scene.comeBack(client);
    expect(server.document.text()).toBe("sent");
    expect(client.connection.screen.text()).toBe("sent");
  });

  test("what never left is simply sent", () => {
    const scene = new Scene();
    const { client, server } = scene;
    client.socket?.cut();
    scene.type("+offline");
    server.forgetClients();
    scene.comeBack(client);
    expect(scene.rescued()).toEqual([]);
    expect(server.document.text()).toBe("offline");
  });
});

describe("when somebody else has signed in", () => {
  test("nothing that this person wrote is sent in the other one's name", () => {
    const scene = new Scene();
    const { client, server } = scene;
    scene.type("+sent");
    client.socket?.toServer.splice(0);
    client.socket?.cut();
    scene.type("4 +offline");
    scene.clock.advance(600);
    client.socket?.server.say("error/refused", { code: "IDENTITY", message: "somebody else's" });
    client.socket?.deliverToClient();
    scene.comeBack(client);
    expect(scene.rescued()).toEqual([["BASE_FUTURE", "sentoffline"]]);
    expect(server.document.text()).toBe("");
    expect(client.connection.screen.text()).toBe("");
    expect(client.connection.state).toBe("connected");
  });
});

describe("a server whose history was set back", () => {
  test("hands out what was saved and is gone, and what was not saved yet", () => {
    const scene = new Scene();
    const { client, server } = scene;
    scene.type("+kept");
    scene.comeBack(client);
    scene.type("4 +lost");
    scene.comeBack(client);
    expect(client.connection.saved).toBe(true);
    scene.type("8 +unsaved");
    server.forgetAfter(1);
    client.socket?.cut(4410);
    scene.comeBack(client);
    expect(scene.rescued()).toEqual([
      ["BASE_FUTURE", "unsaved"],
      ["LOST_BY_SERVER", "lost"],
    ]);
    expect(client.connection.screen.text()).toBe("kept");
  });
});

describe("a page that takes over the edits of one that has ended", () => {
  /** What a page has not saved, as the next one finds it. */
  function leftBy(scene: Scene, line: string): Parameters<FakeClient["connection"]["inherit"]>[0] {
    const other = scene.open();
    other.socket?.cut();
    scene.type(line, other);
    const { replica } = other.connection as unknown as { replica: { stored(): never } };
    return { replica: replica.stored(), attempt: 1 };
  }

  test("goes on with them under their identity, and keeps its own", () => {
    const scene = new Scene();
    const { client, server } = scene;
    const left = leftBy(scene, "+left_");
    scene.type("+own");
    scene.comeBack(client);
    let taken = false;
    client.connection.inherit(left, () => (taken = true));
    expect(taken).toBe(true);
    scene.comeBack(client);
    expect(server.document.text()).toBe("ownleft ");
    expect(client.shownDocument?.text()).toBe("ownleft ");
    expect(client.connection.saved).toBe(true);
  });

  test("not while it has something of its own to lose", () => {
    const scene = new Scene();
    const { client, server } = scene;
    const left = leftBy(scene, "+left_");
    scene.type("+own");
    let taken = false;
    client.connection.inherit(left, () => (taken = true));
    expect(taken).toBe(false);
    expect(client.connection.screen.text()).toBe("own");
    scene.comeBack(client);
    scene.comeBack(client);
    expect(taken).toBe(true);
    expect(server.document.text()).toBe("ownleft ");
  });
});
