import { el, icon } from "../ui/dom";
import { ICONS } from "../ui/icons";
import { type RescuedText, RescueReason } from "../sync/store/rescuedText";
import { copyText } from "./shareDialog";

const REASONS: ReadonlyMap<string, string> = new Map([
  ["DOC_FULL", "The document is full."],
  ["READ_ONLY", "You may read this document, but not change it."],
  ["FROZEN", "The document takes no edits at the moment."],
  ["BASE_FUTURE", "The server has another history of this document than this page had."],
  [
    "IDENTITY",
    "The server no longer knows this page: look whether the text is in the document before you add it again.",
  ],
  [RescueReason.LOST_BY_SERVER, "This was saved, but the server has lost it: an older state of it was restored."],
  [
    RescueReason.NOT_SENT,
    "This is kept on this device and was not sent. It will be if the document can be opened here again.",
  ],
  [RescueReason.UNREADABLE, "Another version of this page kept this on the device. It is shown as it was found."],
]);
const OTHER_REASON = "The server did not accept an edit.";

function reasonFor({ code, by }: RescuedText): string {
  if (code !== RescueReason.OF_SOMEBODY_ELSE) return REASONS.get(code) ?? OTHER_REASON;
  const writer = by === "" ? "Somebody else" : by;
  return `${writer} wrote this on this device, and it is not saved yet. It will be when ${writer} opens the document here.`;
}

/** Text that will not be stored: handed back to the person, who can put it elsewhere. */
export class RescuedPanel {
  private readonly list = el("ul", {});
  readonly element = el(
    "section",
    { class: "rescued", "data-testid": "rescued", role: "alert", "aria-label": "Text that was not saved" },
    el("h2", {}, "This text was not saved"),
    this.list,
  );

  private readonly shown = new Set<string>();

  /** @param dismissed called with the id of a text that the person wants to see no more */
  constructor(private readonly dismissed: (id: string) => void) {
    this.element.hidden = true;
  }

  /** Offers a text, unless it is there already. */
  add(rescued: RescuedText): void {
    const { id, text } = rescued;
    if (this.shown.has(id)) return;
    this.shown.add(id);
    const copied = el("span", { role: "status", class: "hint" });
    const copy = async (): Promise<void> => {
      copied.textContent = (await copyText(text)) ? "Copied" : "Select the text and copy it with the keyboard";
    };
    const item = el(
      "li",
      {},
      el("p", { class: "hint" }, reasonFor(rescued)),
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
              this.dismiss(item, id);
            },
          },
          "Dismiss",
        ),
        copied,
      ),
    );
    this.list.append(item);
    this.element.hidden = false;
  }

  private dismiss(item: HTMLElement, id: string): void {
    this.dismissed(id);
    item.remove();
    this.element.hidden = this.list.children.length === 0;
  }
}
