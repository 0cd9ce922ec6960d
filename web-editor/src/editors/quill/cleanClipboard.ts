import type Quill from "quill/core";
import { Delta as QuillDelta } from "quill/core";
import Clipboard from "quill/modules/clipboard";
import { writeOps } from "../../ot";
import type { DocumentType } from "../../types/documentType";
import { type Dropped, translateInserts } from "./translate";

/** What {@link CleanClipboard} is told through Quill's option `modules.clipboard`. */
export interface CleanClipboardOptions {
  readonly documentType: DocumentType;
  readonly dropped: (dropped: Dropped) => void;
}

/** What has no counterpart in a document and would vanish without a word. */
const MEDIA = "iframe, video, audio, object, embed, canvas, svg, math";

/** What a page never showed, and Quill would paste as text. */
const UNSEEN = "script, noscript, template, title";

/** Quill's clipboard, except that what it pastes is already what a document can hold. */
export class CleanClipboard extends Clipboard {
  private media = 0;

  constructor(quill: Quill, options: ConstructorParameters<typeof Clipboard>[1]) {
    super(quill, options);
    // A rule stands alone on its line.
    this.addMatcher("hr", (_rule, delta) => delta.insert("\n"));
  }

  override convert(data: { html?: string; text?: string }, formats: Record<string, unknown> = {}): QuillDelta {
    const { documentType, dropped } = this.options as unknown as CleanClipboardOptions;
    this.media = 0;
    const plain = documentType === "text" ? { text: data.text ?? "" } : data;
    const pasted = super.convert(plain, formats);
    const clean = translateInserts(documentType, pasted.ops);
    clean.dropped.embeds += this.media;
    dropped(clean.dropped);
    return new QuillDelta(JSON.parse(writeOps(clean.ops)) as QuillDelta["ops"]);
  }

  protected override normalizeHTML(page: Document): void {
    super.normalizeHTML(page);
    for (const unseen of page.querySelectorAll(UNSEEN)) unseen.remove();
    this.media = page.body.querySelectorAll(MEDIA).length;
  }
}
