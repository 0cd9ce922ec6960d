import Quill, { Delta as QuillDelta } from "quill/core";
import Inline from "quill/blots/inline";
import { type Insert, type Ops, writeOps } from "../../ot";
import { RICH_FORMATS, registerFormats } from "../../editors/quill/formats";
import { project } from "../../editors/quill/projection";
import type { DocumentType } from "../../types/documentType";
import { el } from "../../ui/dom";
import { MARKS } from "./marks";

const COLOUR_LENGTH = "#rrggbb".length;

/** A stretch that somebody did something to: the value is a colour and a name. */
class Marked extends Inline {
  static override create(value: unknown): HTMLElement {
    const node = super.create();
    const text = typeof value === "string" ? value : "";
    node.dataset["by"] = text;
    if (text.startsWith("#")) {
      node.style.setProperty("--by", text.slice(0, COLOUR_LENGTH));
      node.title = text.slice(COLOUR_LENGTH);
    }
    return node;
  }

  static override formats(node: HTMLElement): string {
    return node.dataset["by"] ?? "";
  }
}

class Added extends Marked {
  static override blotName = MARKS.inserted;
  static override tagName = "INS";
}

class Removed extends Marked {
  static override blotName = MARKS.deleted;
  static override tagName = "DEL";
}

class Restyled extends Marked {
  static override blotName = MARKS.formatted;
  static override tagName = "MARK";
}

const FORMATS = { "formats/added": Added, "formats/removed": Removed, "formats/restyled": Restyled };

/** Shows a document of the past: nothing in it can be changed. */
export class HistoryView {
  readonly element = el("div", { class: "paper past", "data-testid": "past" });
  private readonly quill: Quill;
  private current = -1;

  constructor(private readonly type: DocumentType) {
    registerFormats();
    Quill.register(FORMATS, true);
    this.element.classList.add(type);
    this.quill = new Quill(this.element, {
      readOnly: true,
      formats: [...(type === "rich" ? RICH_FORMATS : []), ...Object.values(MARKS)],
      modules: { clipboard: { documentType: type, dropped: () => undefined } },
    });
    this.quill.root.setAttribute("role", "document");
    this.quill.root.setAttribute("aria-label", "The document as it was");
    this.quill.root.tabIndex = 0;
  }

  show(content: readonly Insert[]): void {
    this.current = -1;
    const delta = toQuill(project(content));
    this.quill.setContents(this.type === "text" ? delta.insert("\n") : delta, "silent");
  }

  /** Goes one step further, as a playback tells it. */
  apply(ops: Ops): void {
    this.quill.updateContents(toQuill(ops), "silent");
  }

  /** How many changes are marked. */
  get changes(): number {
    return this.marks().length;
  }

  /** Brings the next change into view, or the one before; the ends meet. */
  goToChange(step: 1 | -1): void {
    const marks = this.marks();
    if (marks.length === 0) return;
    marks[this.current]?.classList.remove("current");
    this.current =
      this.current < 0 && step < 0 ? marks.length - 1 : (this.current + step + marks.length) % marks.length;
    const mark = marks[this.current];
    mark?.classList.add("current");
    mark?.scrollIntoView({ block: "center" });
  }

  private marks(): Element[] {
    return [...this.quill.root.querySelectorAll("ins, del, mark")];
  }
}

function toQuill(ops: Ops): QuillDelta {
  return new QuillDelta(JSON.parse(writeOps(ops)) as QuillDelta["ops"]);
}
