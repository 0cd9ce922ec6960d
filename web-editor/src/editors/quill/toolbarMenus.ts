import { el } from "../../ui/dom";

const COLOURS: Readonly<Record<"color" | "background", readonly (readonly [value: string, name: string])[]>> = {
  color: [
    ["#b3261e", "Red"],
    ["#a4510c", "Orange"],
    ["#7a6000", "Gold"],
    ["#1f7a3d", "Green"],
    ["#0b6e78", "Teal"],
    ["#2455b8", "Blue"],
    ["#6d3fc0", "Violet"],
    ["#a62a78", "Pink"],
    ["#6b7280", "Grey"],
  ],
  background: [
    ["#ffd6d2", "Red"],
    ["#ffe0bf", "Orange"],
    ["#fff0a8", "Yellow"],
    ["#cdf2d3", "Green"],
    ["#c9eef0", "Teal"],
    ["#d3e2ff", "Blue"],
    ["#e5dbff", "Violet"],
    ["#ffd8ee", "Pink"],
    ["#e4e6ea", "Grey"],
  ],
};

/** Swatches below a button. */
export function colourMenu(
  button: HTMLButtonElement,
  name: "color" | "background",
  choose: (value: string | undefined) => void,
): HTMLElement {
  const menu = el("div", { class: "menu swatches", role: "group", "aria-label": button.title });
  const wrapper = dropDown(button, menu);
  const add = (value: string | undefined, label: string): void => {
    const swatch = el("button", { type: "button", class: "swatch", title: label, "aria-label": label });
    if (value === undefined) swatch.classList.add("none");
    else swatch.style.backgroundColor = value;
    swatch.addEventListener("click", () => {
      wrapper.close();
      choose(value);
    });
    menu.append(swatch);
  };
  add(undefined, "None");
  for (const [value, label] of COLOURS[name]) add(value, label);
  return wrapper.element;
}

interface LinkMenuOptions {
  /** Where the link at the caret leads; empty where there is none. */
  readonly current: () => string;
  readonly valid: (address: string) => boolean;
  readonly apply: (address: string | undefined) => void;
}

/** A field for an address below a button. */
export function linkMenu(
  button: HTMLButtonElement,
  options: LinkMenuOptions,
): { element: HTMLElement; button: HTMLButtonElement } {
  const input = el("input", { type: "url", "aria-label": "Address of the link", placeholder: "https://…" });
  const problem = el("p", { class: "field-error", role: "alert" });
  const remove = el("button", { type: "button", class: "quiet" }, "Remove");
  const form = el(
    "form",
    { class: "menu link-menu", novalidate: true },
    el("div", { class: "field-row" }, input, el("button", { type: "submit", class: "primary" }, "Link"), remove),
    problem,
  );
  const wrapper = dropDown(button, form, () => {
    input.value = options.current();
    remove.hidden = input.value === "";
    problem.textContent = "";
    input.focus();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = completed(input.value.trim());
    if (!options.valid(address)) {
      problem.textContent = "A link starts with https://, http:// or mailto:.";
      return;
    }
    wrapper.close();
    options.apply(address);
  });
  remove.addEventListener("click", () => {
    wrapper.close();
    options.apply(undefined);
  });
  return { element: wrapper.element, button };
}

/** "example.org" means https. */
function completed(address: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
}

/** A menu below its button: opens on click, closes on Escape, on a click elsewhere and when the focus leaves. */
function dropDown(
  button: HTMLButtonElement,
  menu: HTMLElement,
  opened: () => void = () => menu.querySelector<HTMLElement>("button")?.focus(),
): { element: HTMLElement; close: () => void } {
  menu.hidden = true;
  button.setAttribute("aria-expanded", "false");
  const element = el("div", { class: "drop-down" }, button, menu);
  const show = (open: boolean): void => {
    menu.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) opened();
  };
  button.addEventListener("click", () => {
    show(menu.hidden !== false);
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    event.stopPropagation();
    show(false);
    button.focus();
  });
  element.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !element.contains(relatedTarget)) show(false);
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (target instanceof Node && !element.contains(target)) show(false);
  });
  return {
    element,
    close: () => {
      show(false);
    },
  };
}
