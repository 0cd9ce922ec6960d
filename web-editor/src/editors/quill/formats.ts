import Quill, { Parchment } from "quill/core";
import Inline from "quill/blots/inline";
import TextBlot from "quill/blots/text";
import Break from "quill/blots/break";
import Cursor from "quill/blots/cursor";
import { AlignClass } from "quill/formats/align";
import { BackgroundStyle } from "quill/formats/background";
import Blockquote from "quill/formats/blockquote";
import Bold from "quill/formats/bold";
import CodeBlock, { Code, CodeBlockContainer } from "quill/formats/code";
import { ColorStyle } from "quill/formats/color";
import { DirectionClass } from "quill/formats/direction";
import { FontClass } from "quill/formats/font";
import Header from "quill/formats/header";
import Indent from "quill/formats/indent";
import Italic from "quill/formats/italic";
import Link from "quill/formats/link";
import List from "quill/formats/list";
import Script from "quill/formats/script";
import { SizeClass } from "quill/formats/size";
import Strike from "quill/formats/strike";
import Underline from "quill/formats/underline";
import QuillCursors from "quill-cursors/core";
import { isImageAddress, isLink } from "../../types/webAddress";
import { CleanClipboard } from "./cleanClipboard";

const LANGUAGE_ATTRIBUTE = "data-language";
const NOWHERE = "about:blank";

/** A line of code, with its language where the document names one. Unlike Quill's own it keeps formats and images. */
class LanguageCodeBlock extends CodeBlock {
  static override create(value: unknown): HTMLElement {
    const node = super.create(value);
    if (typeof value === "string") node.setAttribute(LANGUAGE_ATTRIBUTE, value);
    return node;
  }

  static override formats(node: HTMLElement): string | true {
    return node.getAttribute(LANGUAGE_ATTRIBUTE) ?? true;
  }

  static override register(): void {
    Quill.register(CodeBlockContainer);
  }
}
LanguageCodeBlock.allowedChildren = [TextBlot, Break, Cursor, Inline, Parchment.EmbedBlot];
CodeBlockContainer.allowedChildren = [LanguageCodeBlock];

/** A link that leads only where a document may lead. */
class SafeLink extends Link {
  static override create(value: string): HTMLElement {
    const node = super.create(value);
    node.setAttribute("rel", "noopener noreferrer nofollow");
    return node;
  }

  static override sanitize(url: string): string {
    return isLink(url) ? url : NOWHERE;
  }
}

/** A thematic break. Of length 1 within a line, as the document counts it. */
class Divider extends Parchment.EmbedBlot {
  static override blotName = "divider";
  static override tagName = "HR";

  static override value(): true {
    return true;
  }
}

/** An image of this server, or by https where the operator allows it; nothing else is ever loaded. */
class SafeImage extends Parchment.EmbedBlot {
  static override blotName = "image";
  static override tagName = "IMG";

  static override create(value: unknown): Node {
    const node = super.create(value);
    if (node instanceof HTMLImageElement && typeof value === "string") {
      node.dataset["address"] = value;
      if (isImageAddress(value, "OWN_UPLOADS_AND_HTTPS")) node.src = value;
      node.referrerPolicy = "no-referrer";
    }
    return node;
  }

  static override value(node: Element): string | undefined {
    return node.getAttribute("data-address") ?? node.getAttribute("src") ?? undefined;
  }

  static override formats(node: Element): Record<string, string | number> {
    const formats: Record<string, string | number> = {};
    const alt = node.getAttribute("alt");
    if (alt !== null) formats["alt"] = alt;
    for (const name of ["width", "height"]) {
      const pixels = parseInt(node.getAttribute(name) ?? "", 10);
      if (Number.isFinite(pixels)) formats[name] = pixels;
    }
    return formats;
  }

  override format(name: string, value: unknown): void {
    const node = this.domNode;
    if (!(node instanceof Element) || !["alt", "width", "height"].includes(name)) super.format(name, value);
    else if (typeof value === "string" || typeof value === "number") node.setAttribute(name, value.toString());
    else node.removeAttribute(name);
  }
}

let registered = false;

/** Makes Quill know exactly what a rich document can hold, and nothing more. */
export function registerFormats(): void {
  if (registered) return;
  registered = true;
  Quill.register(
    {
      "formats/align": AlignClass,
      "formats/background": BackgroundStyle,
      "formats/blockquote": Blockquote,
      "formats/bold": Bold,
      "formats/code": Code,
      "formats/code-block": LanguageCodeBlock,
      "formats/color": ColorStyle,
      "formats/direction": DirectionClass,
      "formats/divider": Divider,
      "formats/font": FontClass,
      "formats/header": Header,
      "formats/image": SafeImage,
      "formats/indent": Indent,
      "formats/italic": Italic,
      "formats/link": SafeLink,
      "formats/list": List,
      "formats/script": Script,
      "formats/size": SizeClass,
      "formats/strike": Strike,
      "formats/underline": Underline,
      "modules/clipboard": CleanClipboard,
      "modules/cursors": QuillCursors,
    },
    true,
  );
}

/** The names of all formats of a rich document, as Quill's option `formats` wants them. */
export const RICH_FORMATS: readonly string[] = [
  "align",
  "background",
  "blockquote",
  "bold",
  "code",
  "code-block",
  "color",
  "direction",
  "divider",
  "font",
  "header",
  "image",
  "indent",
  "italic",
  "link",
  "list",
  "script",
  "size",
  "strike",
  "underline",
];
