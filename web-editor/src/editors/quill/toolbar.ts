import type { QuillEditor } from "./quillEditor";
import { el, icon } from "../../ui/dom";
import { ICONS } from "../../ui/icons";
import { isLink } from "../../types/webAddress";
import { colourMenu, linkMenu } from "./toolbarMenus";

type Formats = Record<string, unknown>;
type Update = (formats: Formats) => void;

const KIND_LABELS: readonly (readonly [value: string, label: string])[] = [
  ["", "Text"],
  ["header-1", "Heading 1"],
  ["header-2", "Heading 2"],
  ["header-3", "Heading 3"],
  ["header-4", "Heading 4"],
  ["blockquote", "Quote"],
  ["code-block", "Code"],
];
const ALIGN_LABELS: readonly (readonly [value: string, label: string])[] = [
  ["", "Left"],
  ["center", "Centre"],
  ["right", "Right"],
  ["justify", "Justified"],
];

/** Buttons for everything a rich document can hold, and nothing else. Arrow keys move within it; it is one stop for Tab. */
export class Toolbar {
  readonly element = el("div", { class: "toolbar", role: "toolbar", "aria-label": "Formatting" });
  private readonly updates: Update[] = [];
  private frame: number | undefined;

  constructor(private readonly editor: QuillEditor) {
    this.element.append(
      group(
        this.action("Undo", ICONS.undo, () => {
          editor.undo();
        }),
        this.action("Redo", ICONS.redo, () => {
          editor.redo();
        }),
      ),
      group(this.kinds()),
      group(
        this.toggle("Bold (Ctrl+B)", ICONS.bold, "bold"),
        this.toggle("Italic (Ctrl+I)", ICONS.italic, "italic"),
        this.toggle("Underline (Ctrl+U)", ICONS.underline, "underline"),
        this.toggle("Strike through", ICONS.strike, "strike"),
        this.toggle("Code", ICONS.code, "code"),
      ),
      group(this.link(), this.colour("Text colour", "color", "A"), this.colour("Highlight", "background", "A")),
      group(
        this.list("Bulleted list", ICONS.bullet, "bullet"),
        this.list("Numbered list", ICONS.ordered, "ordered"),
        this.list("Check list", ICONS.check, "unchecked"),
        this.action("Less indent", ICONS.outdent, () => {
          editor.format("indent", "-1");
        }),
        this.action("More indent", ICONS.indent, () => {
          editor.format("indent", "+1");
        }),
      ),
      group(
        this.select(
          "Alignment",
          ALIGN_LABELS,
          (formats) => text(formats["align"]),
          (value) => {
            editor.format("align", value || false);
          },
        ),
        this.action("Divider", ICONS.divider, () => {
          editor.insertDivider();
        }),
        this.action("Remove formatting", ICONS.clear, () => {
          editor.clearFormatting();
        }),
      ),
    );
    this.rove();
    this.refresh();
  }

  /** Shows the formats at the caret, with the next frame. */
  refresh(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      const formats = this.editor.formats();
      for (const update of this.updates) update(formats);
    });
  }

  /** Puts the focus on the first button: the way out of the text by keyboard. */
  focus(): void {
    this.stops()[0]?.focus();
  }

  private action(label: string, drawing: string, run: () => void): HTMLButtonElement {
    const button = el("button", { type: "button", title: label, "aria-label": label, onclick: run }, icon(drawing));
    keepSelection(button);
    return button;
  }

  private pressable(
    label: string,
    drawing: string,
    pressed: (formats: Formats) => boolean,
    run: (on: boolean) => void,
  ): HTMLElement {
    let on = false;
    const button = this.action(label, drawing, () => {
      run(!on);
    });
    this.updates.push((formats) => {
      on = pressed(formats);
      button.setAttribute("aria-pressed", String(on));
    });
    return button;
  }

  private toggle(label: string, drawing: string, name: string): HTMLElement {
    return this.pressable(
      label,
      drawing,
      (formats) => formats[name] === true,
      (on) => {
        this.editor.format(name, on);
      },
    );
  }

  private list(label: string, drawing: string, value: string): HTMLElement {
    const family = value === "unchecked" ? ["checked", "unchecked"] : [value];
    const pressed = (formats: Formats): boolean => family.includes(text(formats["list"]));
    return this.pressable(label, drawing, pressed, (on) => {
      this.editor.format("list", on && value);
    });
  }

  private kinds(): HTMLElement {
    const current = (formats: Formats): string => {
      if (typeof formats["header"] === "number") return `header-${formats["header"]}`;
      return ["blockquote", "code-block"].find((name) => formats[name] !== undefined && formats[name] !== false) ?? "";
    };
    const choose = (value: string): void => {
      const [name = "", level] = value.split("-").length > 1 && value.startsWith("header") ? value.split("-") : [value];
      this.editor.setLineKind(name, level === undefined ? true : Number(level));
    };
    return this.select("Paragraph", KIND_LABELS, current, choose);
  }

  private select(
    label: string,
    options: readonly (readonly [string, string])[],
    current: (formats: Formats) => string,
    choose: (value: string) => void,
  ): HTMLElement {
    const select = el("select", { "aria-label": label, title: label });
    for (const [value, name] of options) select.append(el("option", { value }, name));
    select.addEventListener("change", () => {
      choose(select.value);
    });
    this.updates.push((formats) => {
      const value = current(formats);
      select.value = options.some(([known]) => known === value) ? value : "";
    });
    return select;
  }

  private link(): HTMLElement {
    let href = "";
    const menu = linkMenu(
      this.action("Link", ICONS.link, () => undefined),
      {
        current: () => href,
        valid: isLink,
        apply: (address) => {
          this.editor.setLink(address);
        },
      },
    );
    this.updates.push((formats) => {
      href = text(formats["link"]);
      menu.button.setAttribute("aria-pressed", String(href !== ""));
    });
    return menu.element;
  }

  private colour(label: string, name: "color" | "background", letter: string): HTMLElement {
    const swatch = el("span", { class: `letter ${name}`, "aria-hidden": "true" }, letter);
    const button = el("button", { type: "button", title: label, "aria-label": label }, swatch);
    keepSelection(button);
    this.updates.push((formats) => {
      swatch.style.setProperty("--chosen", text(formats[name]) || null);
    });
    return colourMenu(button, name, (value) => {
      this.editor.format(name, value ?? false);
    });
  }

  /** One tab stop for all; left and right go from one to the next. */
  private rove(): void {
    this.stops().forEach((stop, i) => {
      stop.tabIndex = i === 0 ? 0 : -1;
    });
    this.element.addEventListener("focusin", ({ target }) => {
      const stops = this.stops();
      if (!stops.some((stop) => stop === target)) return;
      for (const stop of stops) stop.tabIndex = stop === target ? 0 : -1;
    });
    this.element.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      const stops = this.stops();
      const here = stops.findIndex((stop) => stop === event.target);
      if (event.key === "Escape" && here >= 0) this.editor.focus();
      if (step === 0 || here < 0) return;
      event.preventDefault();
      stops[(here + step + stops.length) % stops.length]?.focus();
    });
  }

  private stops(): HTMLElement[] {
    return [...this.element.querySelectorAll<HTMLElement>("button, select")].filter(
      (stop) => stop.closest(".menu") === null,
    );
  }
}

function group(...children: HTMLElement[]): HTMLElement {
  return el("div", { class: "group", role: "group" }, ...children);
}

/** A press with the mouse leaves the caret where it is. */
export function keepSelection(element: HTMLElement): void {
  element.addEventListener("mousedown", (event) => {
    event.preventDefault();
  });
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
