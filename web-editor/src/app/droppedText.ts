import type { Dropped } from "../editors/quill/translate";

/** "3 images were not pasted: …", or nothing. */
export function droppedText({ images, embeds, links }: Dropped): string | undefined {
  const parts = [counted(images, "image"), counted(embeds, "embedded thing"), counted(links, "link")].filter(
    (part) => part !== undefined,
  );
  if (parts.length === 0) return undefined;
  const many = images + embeds + links > 1;
  return `${parts.join(" and ")} ${many ? "were" : "was"} not pasted: this document cannot hold ${many ? "them" : "it"}.`;
}

function counted(count: number, noun: string): string | undefined {
  if (count === 0) return undefined;
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
