import { CloseCode, retryWithinMillis } from "../protocol/messageTypes";
import { reconnectDelayMillis } from "./backoff";
import type { Schedule } from "./throttle";

/** "connected" only after the server let the client in; "disconnected" does not come back by itself. */
export type ConnectionState = "connecting" | "connected" | "reconnecting" | "offline" | "disconnected";

/** Why there is no connection, where trying again by itself would not help. */
export type DisconnectReason = "authentication" | "forbidden" | "gone" | "closed";

/** What a failed attempt to connect may have met; browsers do not tell. */
export type Reachability = "reachable" | "unreachable" | Exclude<DisconnectReason, "closed">;

export interface Socket {
  send(text: string): void;
  close(): void;
}

export interface SocketHandlers {
  opened(): void;
  received(text: string): void;
  /** Once, also where the socket never opened. */
  closed(code: number, reason: string): void;
}

/** The world outside: sockets, time, chance. */
export interface Surroundings {
  openSocket(handlers: SocketHandlers): Socket;
  schedule: Schedule;
  /** In [0, 1). */
  random(): number;
  /** Milliseconds since 1970. */
  nowMillis(): number;
  /** Asks the server over plain HTTP why it does not let the client in. */
  probe(): Promise<Reachability>;
  /** Takes note of an error that the person need not see. */
  report(error: unknown): void;
}

export interface LinkHandlers {
  /** The socket is open: say who is there. */
  opened(): void;
  received(text: string): void;
  /** The socket is gone. */
  lost(code: number): void;
  stateChanged(state: ConnectionState, reason: DisconnectReason | undefined): void;
  /** Nothing was heard for a while: send a ping. */
  silent(): void;
}

const IDLE_BEFORE_PING_MILLIS = 20_000;
const PONG_WITHIN_MILLIS = 20_000;
const ESTABLISHED_WITHIN_MILLIS = 60_000;
/** A connection that held so long counts as good: the next failure starts with a short delay again. */
const STABLE_AFTER_MILLIS = 5_000;
/** Failures in a row after which the person is told "offline". */
const OFFLINE_AFTER_FAILURES = 2;

/** One WebSocket that comes back: opens it, notices its death, waits and opens the next one. Knows nothing of messages. */
export class Link {
  private socket: Socket | undefined;
  private isOpen = false;
  private everEstablished = false;
  private failures = 0;
  private current: ConnectionState = "disconnected";
  private cancelRetry: (() => void) | undefined;
  private cancelWatch: (() => void) | undefined;
  private cancelStable: (() => void) | undefined;

  constructor(
    private readonly surroundings: Surroundings,
    private readonly handlers: LinkHandlers,
  ) {}

  get state(): ConnectionState {
    return this.current;
  }

  /** Starts, or starts again after {@link stop}, or cuts a wait for the next try short. */
  start(): void {
    if (this.socket !== undefined) return;
    if (this.current === "disconnected") {
      this.failures = 0;
      this.enter(this.everEstablished ? "reconnecting" : "connecting");
    }
    this.cancelRetry?.();
    this.openSocket();
  }

  /** Gives up until {@link start}. */
  stop(reason: DisconnectReason): void {
    this.drop();
    this.cancelRetry?.();
    this.enter("disconnected", reason);
  }

  /** Drops the socket and opens another one after a short wait. */
  restart(): void {
    if (this.current === "disconnected") return;
    this.drop();
    this.retryLater();
  }

  /** The server let the client in. */
  established(): void {
    if (!this.isOpen) return;
    this.everEstablished = true;
    this.cancelStable = this.surroundings.schedule(STABLE_AFTER_MILLIS, () => {
      this.failures = 0;
    });
    this.enter("connected");
    this.watch();
  }

  /** Only while open; what is lost on the way is sent again after the next opening. */
  send(text: string): void {
    if (this.isOpen) this.socket?.send(text);
  }

  /** Sends over the socket of this moment, or not at all: for what has to wait for something else first. */
  sender(): (text: string) => void {
    const { socket } = this;
    return (text) => {
      if (socket === this.socket) this.send(text);
    };
  }

  private openSocket(): void {
    const socket: Socket = this.surroundings.openSocket({
      opened: () => {
        if (socket !== this.socket) return;
        this.isOpen = true;
        this.handlers.opened();
      },
      received: (text) => {
        if (socket !== this.socket) return;
        if (this.current === "connected") this.watch();
        this.handlers.received(text);
      },
      closed: (code, reason) => {
        if (socket === this.socket) this.closed(code, retryWithinMillis(reason));
      },
    });
    this.socket = socket;
    this.cancelWatch?.();
    this.cancelWatch = this.surroundings.schedule(ESTABLISHED_WITHIN_MILLIS, () => {
      this.lost(CloseCode.SILENT);
    });
  }

  private closed(code: number, retryWithin: number | undefined): void {
    const reason = fatalReason(code);
    if (reason !== undefined) {
      this.handlers.lost(code);
      this.stop(reason);
      return;
    }
    const neverOpened = !this.isOpen;
    this.lost(code, retryWithin);
    if (neverOpened) void this.askWhy();
  }

  private lost(code: number, retryWithin?: number): void {
    this.drop();
    this.handlers.lost(code);
    if (this.current !== "disconnected" && this.socket === undefined) this.retryLater(retryWithin);
  }

  /** The upgrade failed, and the browser hides the answer: the same question over plain HTTP tells whether to go on. */
  private async askWhy(): Promise<void> {
    const answer = await this.surroundings.probe();
    const waiting = this.socket === undefined && this.current !== "disconnected";
    if (waiting && answer !== "reachable" && answer !== "unreachable") this.stop(answer);
  }

  /** @param within as the server asked for; otherwise what is usual after so many failures */
  private retryLater(within?: number): void {
    const random = this.surroundings.random();
    const delay = within === undefined ? reconnectDelayMillis(this.failures, random) : within * random;
    this.failures++;
    if (this.failures >= OFFLINE_AFTER_FAILURES) this.enter("offline");
    else if (this.everEstablished) this.enter("reconnecting");
    this.cancelRetry?.();
    this.cancelRetry = this.surroundings.schedule(delay, () => {
      this.openSocket();
    });
  }

  private drop(): void {
    this.cancelWatch?.();
    this.cancelStable?.();
    const socket = this.socket;
    this.socket = undefined;
    this.isOpen = false;
    socket?.close();
  }

  /** Something was heard: ping after a silence, and give up when that is not answered either. */
  private watch(): void {
    this.cancelWatch?.();
    this.cancelWatch = this.surroundings.schedule(IDLE_BEFORE_PING_MILLIS, () => {
      this.handlers.silent();
      this.cancelWatch = this.surroundings.schedule(PONG_WITHIN_MILLIS, () => {
        this.lost(CloseCode.SILENT);
      });
    });
  }

  private enter(state: ConnectionState, reason?: DisconnectReason): void {
    if (this.current === state && reason === undefined) return;
    this.current = state;
    this.handlers.stateChanged(state, reason);
  }
}

function fatalReason(code: number): DisconnectReason | undefined {
  switch (code) {
    case CloseCode.AUTHENTICATION:
      return "authentication";
    case CloseCode.FORBIDDEN:
      return "forbidden";
    case CloseCode.GONE:
      return "gone";
    default:
      return undefined;
  }
}
