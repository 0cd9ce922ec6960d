import * as api from "./api";
import { el, icon } from "../ui/dom";
import { ICONS } from "../ui/icons";

const HOUR = 3_600;
const DAY = 24 * HOUR;
const EXPIRIES: readonly (readonly [seconds: number, label: string])[] = [
  [HOUR, "1 hour"],
  [DAY, "1 day"],
  [7 * DAY, "7 days"],
  [30 * DAY, "30 days"],
];
const EXPIRY_DEFAULT = 7 * DAY;

/** Opens a dialog that makes links with which others can read or edit one document. */
export function openShareDialog(documentId: string, title: string): void {
  const expiry = el("select", { id: "expiry" });
  for (const [seconds, label] of EXPIRIES) {
    expiry.append(el("option", { value: seconds, selected: seconds === EXPIRY_DEFAULT }, label));
  }
  const result = el("div", { class: "share-result", role: "status" });
  const make = (access: api.Access): void => {
    void makeLink(documentId, access, Number(expiry.value), result);
  };
  const dialog = el(
    "dialog",
    { class: "card share", "aria-labelledby": "share-heading" },
    el("h2", { id: "share-heading" }, "Invite to ", el("bdi", {}, `“${title}”`)),
    el("p", { class: "hint" }, "Whoever has the link can come in under a name of their choice, until it expires."),
    el("div", { class: "field" }, el("label", { for: "expiry" }, "The link works for"), expiry),
    el(
      "div",
      { class: "button-row" },
      linkButton("invite-write", "Copy a link to edit", () => {
        make("write");
      }),
      linkButton("invite-read", "Copy a link to read", () => {
        make("read");
      }),
    ),
    result,
    el("form", { method: "dialog", class: "dialog-close" }, el("button", { class: "quiet" }, "Done")),
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function linkButton(testId: string, label: string, onclick: () => void): HTMLElement {
  return el("button", { type: "button", "data-testid": testId, onclick }, icon(ICONS.copy), label);
}

async function makeLink(id: string, access: api.Access, seconds: number, result: HTMLElement): Promise<void> {
  try {
    const { url, expiresAt } = await api.invite(id, access, seconds);
    const copied = await copyText(url);
    const until = new Date(expiresAt).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
    const what = access === "write" ? "A link to edit" : "A link to read";
    const field = el("input", {
      readonly: true,
      value: url,
      "aria-label": "Invitation link",
      "data-testid": "invitation-link",
      onfocus: () => {
        field.select();
      },
    });
    result.replaceChildren(el("p", {}, `${what}${copied ? " was copied" : ""}. It works until ${until}.`), field);
  } catch (error) {
    result.replaceChildren(el("p", { class: "field-error" }, api.sentenceFor(error)));
  }
}

/** Whether it worked: without TLS browsers offer no clipboard to pages. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
