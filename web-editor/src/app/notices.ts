import { el, icon } from "../ui/dom";
import { ICONS } from "../ui/icons";

const SHOWN_MILLIS = 10_000;

/** Short messages in a corner, read out by screen readers. They go by themselves, or when dismissed. */
export class Notices {
  readonly element = el("div", { class: "notices", role: "status", "aria-live": "polite" });

  show(text: string, kind: "plain" | "error" = "plain"): void {
    const remove = (): void => {
      notice.remove();
    };
    const notice = el(
      "div",
      { class: `notice notice-${kind}`, "data-testid": "notice" },
      el("span", {}, text),
      el("button", { type: "button", class: "quiet", "aria-label": "Dismiss", onclick: remove }, icon(ICONS.close)),
    );
    this.element.append(notice);
    setTimeout(remove, SHOWN_MILLIS);
  }
}
