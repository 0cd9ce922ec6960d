import { afterEach, expect, test, vi } from "vitest";
import { browserSurroundings } from "../../src/app/surroundings";

/** As much of a browser's WebSocket as a state and a list of what was sent. */
class ClosingSocket {
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static opened: ClosingSocket[] = [];
  readyState = ClosingSocket.OPEN;
  readonly sent: string[] = [];

  constructor(readonly url: string) {
    ClosingSocket.opened.push(this);
  }

  send(text: string): void {
    this.sent.push(text);
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test("a socket that is closing is given nothing more", () => {
  vi.stubGlobal("location", { protocol: "https:", host: "inkwell.example" });
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("WebSocket", ClosingSocket);
  const ignored = vi.fn();
  const socket = browserSurroundings("d 1").openSocket({ opened: ignored, received: ignored, closed: ignored });
  const [browsers] = ClosingSocket.opened;
  if (browsers === undefined) throw new Error("no socket was opened");
  expect(browsers.url).toBe("wss://inkwell.example/ws/documents/d%201");
  socket.send("first");
  browsers.readyState = ClosingSocket.CLOSING;
  socket.send("second");
  expect(browsers.sent).toEqual(["first"]);
});
