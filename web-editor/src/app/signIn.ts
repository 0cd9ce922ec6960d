import * as api from "./api";
import { el } from "../ui/dom";

/** What is shown while nobody is signed in: a field for a name, or a sentence that says what to do. */
export function signInPanel(signInAllowed: boolean, explanation: string, signedIn: () => void): HTMLElement {
  if (!signInAllowed) {
    return el("section", { class: "card welcome" }, el("h1", {}, "You are not signed in"), el("p", {}, explanation));
  }
  return nameForm({
    heading: "Welcome",
    lead: "Write together, at the same time. Nothing that was saved gets lost.",
    label: "Your name, as others will see it",
    button: "Continue",
    submit: async (name) => {
      await api.signIn(name);
      signedIn();
    },
  });
}

interface NameFormOptions {
  readonly heading: string;
  readonly lead: string;
  readonly label: string;
  readonly button: string;
  readonly submit: (name: string) => Promise<void>;
}

/** Asks for a name. What goes wrong is said below the field, and the field keeps what was typed. */
export function nameForm(options: NameFormOptions): HTMLElement {
  const input = el("input", {
    id: "person-name",
    "data-testid": "sign-in-name",
    autocomplete: "nickname",
    maxlength: 60,
    required: true,
    "aria-describedby": "person-name-error",
  });
  const error = el("p", { id: "person-name-error", class: "field-error", role: "alert" });
  const button = el("button", { type: "submit", class: "primary", "data-testid": "sign-in" }, options.button);
  const submit = async (): Promise<void> => {
    error.textContent = "";
    button.disabled = true;
    try {
      await options.submit(input.value.trim());
    } catch (problem) {
      error.textContent = api.sentenceFor(problem);
      input.focus();
    } finally {
      button.disabled = false;
    }
  };
  const form = el(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        void submit();
      },
    },
    el("label", { for: "person-name" }, options.label),
    el("div", { class: "field-row" }, input, button),
    error,
  );
  setTimeout(() => {
    input.focus();
  });
  return el("section", { class: "card welcome" }, el("h1", {}, options.heading), el("p", {}, options.lead), form);
}
