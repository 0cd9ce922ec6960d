import type QuillCursors from "quill-cursors";
import type { Delta } from "../../ot";

interface Caret {
  name: string;
  colour: string;
  /** Nothing until somebody has shown a caret. */
  range: { index: number; length: number } | undefined;
}

/**
 * The carets of others. Their positions are moved through every change here, at once; the module that draws them would do
 * so a task later and shift a caret twice that moved in between. Drawing waits for the next frame.
 */
export class RemoteCarets {
  private readonly carets = new Map<string, Caret>();
  private frame: number | undefined;

  constructor(private readonly cursors: QuillCursors) {}

  /** Somebody is here, perhaps under a new name; a caret shows only after {@link move}. */
  show(id: string, name: string, colour: string): void {
    const known = this.carets.get(id);
    if (known?.name === name && known.colour === colour) return;
    this.cursors.removeCursor(id);
    this.carets.set(id, { name, colour, range: known?.range });
    this.drawSoon();
  }

  remove(id: string): void {
    this.carets.delete(id);
    this.cursors.removeCursor(id);
  }

  removeAllBut(ids: ReadonlySet<string>): void {
    for (const id of [...this.carets.keys()]) if (!ids.has(id)) this.remove(id);
  }

  /** @param index in the document on the screen; negative hides the caret */
  move(id: string, index: number, length: number): void {
    const caret = this.carets.get(id);
    if (caret === undefined) return;
    caret.range = index < 0 ? undefined : { index, length };
    this.drawSoon();
  }

  /** The document on the screen has changed, whoever did it. */
  transform(change: Delta): void {
    for (const caret of this.carets.values()) {
      if (caret.range === undefined) continue;
      const end = change.transformPosition(caret.range.index + caret.range.length, "STAY_BEFORE_INSERT");
      const index = change.transformPosition(caret.range.index, "STAY_BEFORE_INSERT");
      caret.range = { index, length: end - index };
    }
    if (this.carets.size > 0) this.drawSoon();
  }

  private drawSoon(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      for (const [id, caret] of this.carets) this.draw(id, caret);
    });
  }

  private draw(id: string, caret: Caret): void {
    if (caret.range === undefined) {
      this.cursors.removeCursor(id);
      return;
    }
    this.cursors.createCursor(id, caret.name, caret.colour);
    this.cursors.moveCursor(id, caret.range);
  }
}
