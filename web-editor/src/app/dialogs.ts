import { el } from "../ui/dom";

interface Question {
  readonly heading: string;
  readonly text?: string;
  readonly button: string;
  readonly danger?: boolean;
  /** With a value the dialog asks for a text, and starts with this one. */
  readonly value?: string;
  readonly label?: string;
}

/** Asks yes or no. */
export async function confirmed(question: Question): Promise<boolean> {
  return (await ask(question)) !== undefined;
}

/** Asks for a text; nothing where the person thought better of it, or gave none. */
export async function askText(question: Question & { value: string; label: string }): Promise<string | undefined> {
  const answer = (await ask(question))?.trim();
  return answer === "" ? undefined : answer;
}

function ask(question: Question): Promise<string | undefined> {
  const input =
    question.value === undefined
      ? undefined
      : el("input", {
          id: "dialog-value",
          value: question.value,
          maxlength: 200,
          required: true,
          "data-testid": "dialog-value",
        });
  const yes = el(
    "button",
    { value: "yes", class: question.danger === true ? "danger" : "primary", "data-testid": "dialog-confirm" },
    question.button,
  );
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", { id: "dialog-heading" }, question.heading),
    question.text === undefined ? undefined : el("p", {}, question.text),
    input && el("label", { for: "dialog-value" }, question.label),
    input,
    el(
      "div",
      { class: "button-row end" },
      el("button", { value: "", formnovalidate: true, class: "quiet", type: "submit" }, "Cancel"),
      yes,
    ),
  );
  const dialog = el("dialog", { class: "card ask", "aria-labelledby": "dialog-heading" }, form);
  // Return means the obvious thing, not the first button.
  input?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    form.requestSubmit(yes);
  });
  document.body.append(dialog);
  dialog.showModal();
  (input ?? yes).focus();
  input?.select();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes" ? (input?.value ?? "") : undefined);
    });
  });
}
