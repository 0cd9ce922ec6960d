import { Delta } from "../../ot";
import { Fields } from "../../protocol/fields";
import { type RescuedText, RescueReason, insertedText } from "./rescuedText";
import type { Shelf } from "./shelf";
import { type ContentOnShelf, type Unsaved, readUnsaved, writeUnsaved } from "./unsavedCodec";

const UNSAVED = "unsaved/";
const CONTENT = "content/";
const RESCUED = "rescued/";
const VERSION = 1;

/** Who the store belongs to. */
export interface Owner {
  readonly id: string;
  readonly name: string;
}

/** What is found when a document is opened. */
export interface Kept {
  /** The person's own edits, to go on with. */
  readonly unsaved: Unsaved | undefined;
  /** Text to be offered, the oldest first. */
  readonly rescued: readonly RescuedText[];
}

/** Whether anybody has edits of a document on this device that are not saved. */
export async function holdsUnsaved(shelf: Shelf): Promise<boolean> {
  return [...(await shelf.read()).keys()].some((name) => name.startsWith(UNSAVED));
}

/** Everything of one person that is kept of a document, as texts: for a page that cannot open it any more. */
export async function keptTexts(shelf: Shelf, owner: Owner, nowMillis: number): Promise<readonly RescuedText[]> {
  const rows = await shelf.read();
  const texts = rescuedIn(rows).filter(({ by }) => by === owner.name);
  const name = UNSAVED + owner.id;
  const row = rows.get(name);
  if (row === undefined) return texts;
  return [...texts, offered(name, RescueReason.NOT_SENT, nowMillis, row, rows.get(CONTENT + owner.id))];
}

/** Takes away a text that was offered; with it the edits that it shows, if they were kept. */
export async function dismissText(shelf: Shelf, id: string): Promise<void> {
  const rows = new Map<string, unknown>([[RESCUED + id, undefined]]);
  if (id.startsWith(UNSAVED)) rows.set(id, undefined).set(CONTENT + id.slice(UNSAVED.length), undefined);
  await shelf.write(rows);
}

/**
 * What one person has not saved yet in one document, and text that was rescued there. Edits of one person are never given
 * to another one, who could send them in the wrong name: they are offered as text.
 */
export class DocumentStore {
  private shelved: ContentOnShelf | undefined;
  private contents = 0;

  constructor(
    private readonly shelf: Shelf,
    private readonly owner: Owner,
    private readonly nowMillis: () => number,
  ) {}

  /** Text that was rescued in this document. Any page may ask. */
  async rescued(): Promise<readonly RescuedText[]> {
    return rescuedIn(await this.shelf.read());
  }

  /**
   * Everything, for the one page that may go on with it.
   *
   * @param isInUse whether a page of another person has the document open: what it keeps is not offered
   */
  async load(isInUse: (personId: string) => Promise<boolean>): Promise<Kept> {
    const rows = await this.shelf.read();
    const rescued = rescuedIn(rows);
    for (const [name, value] of rows) {
      const personId = name.startsWith(UNSAVED) ? name.slice(UNSAVED.length) : this.owner.id;
      if (personId === this.owner.id || (await isInUse(personId))) continue;
      const contentRow = rows.get(CONTENT + personId);
      rescued.push(offered(name, RescueReason.OF_SOMEBODY_ELSE, this.nowMillis(), value, contentRow));
    }
    return { unsaved: await this.loadOwn(rows, rescued), rescued };
  }

  private async loadOwn(rows: ReadonlyMap<string, unknown>, rescued: RescuedText[]): Promise<Unsaved | undefined> {
    const [unsavedRow, contentRow] = [rows.get(this.unsavedName), rows.get(this.contentName)];
    if (unsavedRow === undefined) return undefined;
    try {
      const { unsaved, shelved } = readUnsaved(unsavedRow, contentRow);
      this.shelved = shelved;
      return unsaved;
    } catch {
      // Of another version, or damaged: put aside as it is, until the person has seen what is in it.
      const id = `${this.nowMillis()}-unreadable`;
      const text = offered(id, RescueReason.UNREADABLE, this.nowMillis(), unsavedRow, contentRow);
      const aside = { version: VERSION, ...text, rows: { unsaved: unsavedRow, content: contentRow } };
      await this.shelf.write(
        new Map([
          [RESCUED + id, aside],
          [this.unsavedName, undefined],
          [this.contentName, undefined],
        ]),
      );
      rescued.push(text);
      return undefined;
    }
  }

  /**
   * Keeps edits in place of those kept before, or none, and rescued texts beside the ones kept before, all in one.
   * Without a word about edits they stay as they are.
   */
  async save(change: { unsaved?: Unsaved | "none"; rescued: readonly RescuedText[] }): Promise<void> {
    const rows = new Map<string, unknown>();
    for (const text of change.rescued) rows.set(RESCUED + text.id, { version: VERSION, ...text });
    let shelved = this.shelved;
    if (change.unsaved === "none") {
      rows.set(this.unsavedName, undefined).set(this.contentName, undefined);
      shelved = undefined;
    } else if (change.unsaved !== undefined) {
      const newId = `${this.nowMillis()}-${++this.contents}`;
      const written = writeUnsaved(change.unsaved, this.owner.name, this.shelved, newId);
      rows.set(this.unsavedName, written.unsaved);
      if (written.content !== undefined) rows.set(this.contentName, written.content);
      shelved = written.shelved;
    }
    this.shelved = undefined;
    await this.shelf.write(rows);
    this.shelved = shelved;
  }

  /** Takes away a text that was offered. */
  async dismiss(id: string): Promise<void> {
    await dismissText(this.shelf, id);
  }

  private get unsavedName(): string {
    return UNSAVED + this.owner.id;
  }

  private get contentName(): string {
    return CONTENT + this.owner.id;
  }
}

function offered(id: string, code: string, atMillis: number, unsavedRow: unknown, contentRow: unknown): RescuedText {
  return { id, code, text: textOf(unsavedRow, contentRow), by: writerOf(unsavedRow), atMillis };
}

function rescuedIn(rows: ReadonlyMap<string, unknown>): RescuedText[] {
  const texts = [...rows].filter(([name]) => name.startsWith(RESCUED)).map(([name, row]) => readRescued(name, row));
  return texts.sort((a, b) => a.atMillis - b.atMillis);
}

function readRescued(name: string, row: unknown): RescuedText {
  const id = name.slice(RESCUED.length);
  try {
    const fields = Fields.of(row, name);
    const atMillis = fields.integer("atMillis", 0);
    return { id, code: fields.string("code"), text: fields.string("text"), by: fields.string("by"), atMillis };
  } catch {
    return { id, code: RescueReason.UNREADABLE, text: JSON.stringify(row), by: "", atMillis: 0 };
  }
}

/** What was typed and not saved, or, where that cannot be made out, everything there is. */
function textOf(unsavedRow: unknown, contentRow: unknown): string {
  try {
    const { content, inFlight, buffer } = readUnsaved(unsavedRow, contentRow).unsaved.replica;
    const changes = [inFlight?.current, buffer].filter((change): change is Delta => change !== undefined);
    return insertedText(Delta.composeAll(content.length, changes).ops);
  } catch {
    return JSON.stringify(unsavedRow);
  }
}

function writerOf(unsavedRow: unknown): string {
  try {
    return Fields.of(unsavedRow, "unsaved edits").string("by");
  } catch {
    return "";
  }
}
