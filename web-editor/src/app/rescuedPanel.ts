import type { Ops } from "../ot";
import { el, icon } from "../ui/dom";
import { ICONS } from "../ui/icons";
import { copyText } from "./shareDialog";

const REASONS: ReadonlyMap<string, string> = new Map([
  ["DOC_FULL", "The document is full."],
  ["READ_ONLY", "You may read this document, but not change it."],
  ["FROZEN", "The document takes no edits at the moment."],
  ["BASE_FUTURE", "The server has another history of this document than this page had."],
]);
const OTHER_REASON = "The server did not accept an edit.";

/** Text that will not be stored: handed back to the person, who can put it elsewhere. */
export class RescuedPanel {
  private readonly list = el("ul", {});
  readonly element = el(
    "section",
    { class: "rescued", "data-testid": "rescued", role: "alert", "aria-label": "Text that was not saved" },
    el("h2", {}, "This text was not saved"),
    this.list,
  );

  constructor() {
    this.element.hidden = true;
  }

  /** Whether there was any text to hand out. */
  add(code: string, ops: Ops): boolean {
    const text = [...ops].map((op) => (op.kind === "insertText" ? op.text : "")).join("");
    if (text === "") return false;
    const copied = el("span", { role: "status", class: "hint" });
    const copy = async (): Promise<void> => {
      copied.textContent = (await copyText(text)) ? "Copied" : "Select the text and copy it with the keyboard";
    };
    const item = el(
      "li",
      {},
      el("p", { class: "hint" }, REASONS.get(code) ?? OTHER_REASON),
      el("pre", { tabindex: 0 }, text),
      el(
        "div",
        { class: "button-row" },
        el("button", { type: "button", onclick: () => void copy() }, icon(ICONS.copy), "Copy"),
        el(
          "button",
          {
            type: "button",
            class: "quiet",
            onclick: () => {
              this.dismiss(item);
            },
          },
          "Dismiss",
        ),
        copied,
      ),
    );
    this.list.append(item);
    this.element.hidden = false;
    return true;
  }

  private dismiss(item: HTMLElement): void {
    item.remove();
    this.element.hidden = this.list.children.length === 0;
  }
}
