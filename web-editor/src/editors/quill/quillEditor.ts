import Quill, { Delta as QuillDelta, Range } from "quill/core";
import type QuillCursors from "quill-cursors";
import { type Delta, Document, type Ops, writeOps } from "../../ot";
import type { DocumentType } from "../../types/documentType";
import { RICH_FORMATS, registerFormats } from "./formats";
import { project } from "./projection";
import { RemoteCarets } from "./remoteCarets";
import { type Dropped, type EditorOp, LINE_KINDS, translate } from "./translate";

/** What the editor tells the one who uses it. */
export interface QuillEditorHost {
  /** The person edited; the change fits the document as the screen showed it. */
  edited(change: Delta): void;
  selectionChanged(): void;
  /** Pasted or dropped things that a document cannot hold. */
  dropped(dropped: Dropped): void;
  /** An input method started or ended composing a word; meanwhile nothing may be changed from outside. */
  composing(active: boolean): void;
  /** Format, selection or text changed: what a toolbar shows may be out of date. */
  stateChanged(): void;
}

const IMAGE_TYPES = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/svg+xml", "image/bmp"];

/**
 * Quill, bound to a document. Invariant after every step: Quill shows {@link project} of {@link document}, plus a last
 * newline of its own where the document is plain text.
 *
 * Everything from outside is applied with Quill's source "silent": Quill then moves the selection and its undo stack along,
 * and does not report it back as an edit.
 */
export class QuillEditor {
  readonly quill: Quill;
  readonly carets: RemoteCarets;
  private document: Document = Document.EMPTY;
  private selection: Range | undefined;

  constructor(
    mount: HTMLElement,
    private readonly type: DocumentType,
    private readonly host: QuillEditorHost,
  ) {
    registerFormats();
    this.quill = new Quill(mount, {
      readOnly: true,
      formats: type === "rich" ? [...RICH_FORMATS] : [],
      placeholder: type === "rich" ? "Write something…" : "Type some text…",
      modules: {
        clipboard: {
          documentType: type,
          dropped: (dropped: Dropped) => {
            host.dropped(dropped);
          },
        },
        cursors: { transformOnTextChange: false, selectionChangeSource: null },
        history: { userOnly: true },
        uploader: {
          mimetypes: IMAGE_TYPES,
          handler: (_range: Range, files: File[]) => {
            host.dropped({ images: files.length, embeds: 0, links: 0 });
          },
        },
      },
    });
    this.carets = new RemoteCarets(this.quill.getModule("cursors") as QuillCursors);
    this.listen();
  }

  /** The caret or selection, also while the focus is elsewhere. */
  get range(): Range | undefined {
    return this.selection;
  }

  setEnabled(enabled: boolean): void {
    if (this.quill.isEnabled() !== enabled) this.quill.enable(enabled);
  }

  /** Shows another document altogether. What could be undone cannot be undone any more. */
  replace(document: Document): void {
    this.document = document;
    this.quill.setContents(this.everything(), "silent");
    this.quill.history.clear();
    this.selection = undefined;
    this.host.stateChanged();
  }

  /** Shows a change of others. */
  apply(change: Delta): void {
    const tail = change.baseLength - change.ops.requiredBaseLength();
    this.document = this.document.apply(change);
    this.quill.updateContents(toQuill(change.ops), "silent");
    this.selection = this.selection && shift(this.selection, change);
    this.carets.transform(change);
    this.setRight(firstTouched(change.ops), tail);
    this.host.stateChanged();
  }

  // ---- what a toolbar does -----------------------------------------------------------------------------------------

  /** The formats at the caret. */
  formats(): Record<string, unknown> {
    return this.selection === undefined ? {} : this.quill.getFormat(this.selection);
  }

  focus(): void {
    this.quill.focus({ preventScroll: true });
    if (this.selection !== undefined) this.quill.setSelection(this.selection, "silent");
  }

  format(name: string, value: unknown): void {
    this.focus();
    this.quill.format(name, value, "user");
  }

  /** Makes the lines of the selection headings, quotes or code; an empty name makes them plain. */
  setLineKind(name: string, value: unknown): void {
    if (name !== "") {
      this.format(name, value);
      return;
    }
    const formats = this.formats();
    for (const kind of LINE_KINDS) if (kind in formats) this.format(kind, false);
  }

  /** Links the selected text, or puts the address itself at the caret; nothing removes the link. */
  setLink(address: string | undefined): void {
    this.focus();
    const range = this.selection;
    if (range === undefined) return;
    if (range.length > 0 || address === undefined)
      this.quill.formatText(this.linkRange(range), "link", address ?? false, "user");
    else this.quill.insertText(range.index, address, { link: address }, "user");
  }

  insertDivider(): void {
    this.focus();
    const index = this.selection?.index ?? 0;
    const atLineStart = index === 0 || this.quill.getText(index - 1, 1) === "\n";
    const change = new QuillDelta().retain(index);
    if (!atLineStart) change.insert("\n");
    this.quill.updateContents(change.insert({ divider: true }).insert("\n"), "user");
    this.quill.setSelection(index + (atLineStart ? 2 : 3), 0, "user");
  }

  clearFormatting(): void {
    this.focus();
    if (this.selection !== undefined) this.quill.removeFormat(this.selection.index, this.selection.length, "user");
  }

  undo(): void {
    this.quill.history.undo();
  }

  redo(): void {
    this.quill.history.redo();
  }

  /** The selection, or the whole link the caret stands in. */
  private linkRange(range: Range): Range {
    if (range.length > 0) return range;
    const [leaf, offset] = this.quill.getLeaf(range.index);
    return leaf === null ? range : new Range(range.index - offset, leaf.length());
  }

  // ---- what happens to the editor ----------------------------------------------------------------------------------

  private listen(): void {
    const { quill, host } = this;
    quill.on("text-change", (delta, _before, source) => {
      if (source === "user") this.edited(delta.ops);
    });
    quill.on("selection-change", (range) => {
      this.takeSelection(range);
    });
    quill.on("composition-start", () => {
      host.composing(true);
    });
    quill.on("composition-end", () => {
      // Quill reads the composed word after this event.
      setTimeout(() => {
        host.composing(false);
      });
    });
  }

  private edited(ops: readonly EditorOp[]): void {
    const contents = (): readonly EditorOp[] => this.quill.getContents().ops;
    const { change, dropped } = translate(this.type, ops, this.document, contents);
    this.document = this.document.apply(change);
    this.carets.transform(change);
    if (JSON.stringify(ops) !== writeOps(change.ops)) this.setRightAfter(ops, change);
    this.host.dropped(dropped);
    if (!change.isIdentity()) this.host.edited(change);
    // Quill moves its selection after this event.
    setTimeout(() => {
      this.takeSelection(this.quill.getSelection());
    });
  }

  private takeSelection(range: Range | null): void {
    if (range !== null) this.selection = range;
    this.host.selectionChanged();
    this.host.stateChanged();
  }

  /** Quill did `ops`, of which the document took over `change`. */
  private setRightAfter(ops: readonly EditorOp[], change: Delta): void {
    const raw = extentOf(ops);
    const from = Math.min(raw.from, firstTouched(change.ops));
    const reached = Math.max(raw.reached, change.ops.requiredBaseLength());
    this.setRight(from, Math.max(0, change.baseLength - reached));
  }

  /**
   * Brings what Quill shows in line with the document, except for the first `from` and the last `tail` units: Quill may
   * have kept something that the document has not, or show another of two kinds of a line.
   */
  private setRight(from: number, tail: number): void {
    const shown = this.quill.getContents(from, this.quill.getLength() - this.surplus - tail - from);
    const wanted = toQuill(this.wanted(from, this.document.length - tail));
    const difference = shown.diff(wanted);
    if (difference.length() > 0) {
      this.quill.updateContents(new QuillDelta().retain(from).concat(difference), "silent");
    }
    if (this.quill.getLength() - this.surplus !== this.document.length) this.showAgain();
  }

  /** The last resort: everything anew, the caret where it was. */
  private showAgain(): void {
    const range = this.quill.getSelection();
    this.quill.setContents(this.everything(), "silent");
    if (range !== null) this.quill.setSelection(range, "silent");
  }

  /** The newline at the end that Quill has and a document of plain text has not. */
  private get surplus(): number {
    return this.type === "text" ? 1 : 0;
  }

  private everything(): QuillDelta {
    const contents = toQuill(this.wanted(0, this.document.length));
    return this.type === "text" ? contents.insert("\n") : contents;
  }

  private wanted(from: number, to: number): Ops {
    return project(this.document.slice(from, to));
  }
}

function toQuill(ops: Ops): QuillDelta {
  return new QuillDelta(JSON.parse(writeOps(ops)) as QuillDelta["ops"]);
}

function firstTouched(ops: Ops): number {
  const first = ops.isEmpty() ? undefined : ops.at(0);
  return first?.kind === "retain" && first.attributes.isEmpty() ? first.length : 0;
}

/** Where ops of the editor begin to do something, and how far into its document before them they reach. */
function extentOf(ops: readonly EditorOp[]): { from: number; reached: number } {
  const [first] = ops;
  const from = typeof first?.retain === "number" && first.attributes === undefined ? first.retain : 0;
  const lengths = ops.map((op) => op.retain ?? op.delete ?? 0);
  return { from, reached: lengths.reduce((sum: number, length) => sum + (typeof length === "number" ? length : 1), 0) };
}

function shift(range: Range, change: Delta): Range {
  const index = change.transformPosition(range.index, "STAY_BEFORE_INSERT");
  const end = change.transformPosition(range.index + range.length, "STAY_BEFORE_INSERT");
  return new Range(index, end - index);
}
