import type { Ops } from "../../ot";
import { Fields } from "../../protocol/fields";

/** What a playback tells. */
export interface PlaybackListener {
  /** The document before the first step. */
  started(content: Ops): void;
  /** One step: the change, and the revision it leads to. */
  stepped(change: Ops, revision: number, at: string): void;
  /** It came to its end, or the connection did. */
  ended(): void;
}

/** A stretch of history that the server plays; it is told as it goes, until the end or {@link stop}. */
export class Playback {
  private readonly source: EventSource;

  constructor(
    address: string,
    private readonly listener: PlaybackListener,
  ) {
    this.source = new EventSource(address);
    this.on("start", (fields) => {
      listener.started(fields.ops("content"));
    });
    this.on("change", (fields) => {
      listener.stepped(fields.ops("ops"), fields.integer("throughRevision", 1), fields.string("at"));
    });
    this.on("end", () => {
      this.stop();
    });
    this.source.onerror = () => {
      this.stop();
    };
  }

  stop(): void {
    if (this.source.readyState === EventSource.CLOSED) return;
    // An event source that is not closed begins again by itself.
    this.source.close();
    this.listener.ended();
  }

  private on(event: string, read: (fields: Fields) => void): void {
    this.source.addEventListener(event, (message: MessageEvent<string>) => {
      read(Fields.of(JSON.parse(message.data) as unknown, event));
    });
  }
}
