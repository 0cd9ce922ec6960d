import type { Member } from "../protocol";
import { el, isolated } from "../ui/dom";

const SHOWN_MAX = 6;

/** Who has the document open, as a row of coloured initials. */
export class Roster {
  readonly element = el("ul", { class: "members", "data-testid": "members", "aria-label": "Who is here" });
  private members = new Map<number, Member>();
  private own: number | undefined;

  replace(members: readonly Member[], ownDisplayId: number | undefined): void {
    this.members = new Map(members.map((member) => [member.displayId, member]));
    this.own = ownDisplayId;
    this.draw();
  }

  add(member: Member): void {
    this.members.set(member.displayId, member);
    this.draw();
  }

  remove(displayId: number): void {
    this.members.delete(displayId);
    this.draw();
  }

  private draw(): void {
    const all = [...this.members.values()].sort(
      (a, b) => Number(b.displayId === this.own) - Number(a.displayId === this.own),
    );
    const hidden = all.slice(SHOWN_MAX);
    this.element.replaceChildren(...all.slice(0, SHOWN_MAX).map((member) => this.avatar(member)));
    if (hidden.length > 0) {
      const names = hidden.map((member) => member.name).join(", ");
      this.element.append(el("li", { class: "member more", title: names }, `+${hidden.length}`));
    }
  }

  private avatar(member: Member): HTMLElement {
    const you = member.displayId === this.own;
    const disc = el("span", { class: `avatar ${member.kind}`, "aria-hidden": "true" }, initials(member.name));
    disc.style.backgroundColor = member.colour;
    disc.style.color = readableOn(member.colour);
    const name = el("span", { class: "member-name" }, isolated(member.name), you ? " (you)" : undefined);
    return el("li", { class: "member", title: member.name + (you ? " (you)" : "") }, disc, name);
  }
}

/** At most two letters. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  const segmenter = new Intl.Segmenter();
  const first = (word = ""): string => segmenter.segment(word).containing(0)?.segment ?? "";
  return chosen.map((word) => first(word).toUpperCase()).join("");
}

/** Black or white, whichever is easier to read on a colour; by the relative luminance of WCAG 2. */
export function readableOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.36 ? "#14161a" : "#ffffff";
}
