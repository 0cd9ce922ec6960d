import type { Shelf } from "../sync/store/shelf";
import { DocumentStore, type Kept } from "../sync/store/documentStore";
import { Keeper, type KeeperSurroundings } from "../sync/store/keeper";
import type { RescuedText } from "../sync/store/rescuedText";
import type { Unsaved } from "../sync/store/unsavedCodec";
import type { Person } from "./api";
import type { Locks } from "./locks";

/** What a desk needs of the browser. */
export interface DeskSurroundings extends KeeperSurroundings {
  /** Where unsaved edits are kept; nothing: this browser keeps nothing. */
  readonly shelf: Shelf | undefined;
  readonly locks: Locks | undefined;
  nowMillis(): number;
}

/** Who inherits when the page that kept the edits has ended. */
export interface Heir {
  /** Goes on with these edits as soon as that is safe, and then calls `taken`. */
  inherit(unsaved: Unsaved, taken: () => void): void;
  /** Texts that are to be offered; some may be known. */
  offered(texts: readonly RescuedText[]): void;
}

/**
 * What a page finds on this device when it opens a document, and where it keeps what is not saved. Of all pages of one person
 * with one document, only the one that holds the lock keeps and finds edits: no server could tell two owners of one unsent
 * edit apart. The others keep theirs to themselves and take over when it has ended.
 */
export class Desk {
  private constructor(
    readonly keeper: Keeper,
    readonly found: Kept,
    private readonly wait: (heir: Heir) => void,
  ) {}

  static async open(surroundings: DeskSurroundings, documentId: string, person: Person): Promise<Desk> {
    const { shelf, locks } = surroundings;
    const none: Kept = { unsaved: undefined, rescued: [] };
    const without = (): Desk =>
      new Desk(new Keeper(surroundings, undefined, false, person.name), none, () => undefined);
    // Without locks two pages could send the same edit: then nothing is kept.
    if (shelf === undefined || locks === undefined) return without();
    const store = new DocumentStore(shelf, person, () => surroundings.nowMillis());
    const name = (personId: string): string => `inkwell/${documentId}/${personId}`;
    const load = (): Promise<Kept> => store.load((personId) => locks.isTaken(name(personId)));
    try {
      const owns = await locks.take(name(person.id));
      const found = owns ? await load() : { unsaved: undefined, rescued: await store.rescued() };
      const keeper = new Keeper(surroundings, store, owns, person.name);
      return new Desk(keeper, found, (heir) => {
        if (owns) return;
        locks.takeLater(name(person.id), () => {
          takeOver(keeper, heir, load).catch((error: unknown) => {
            surroundings.report(error);
          });
        });
      });
    } catch (error) {
      surroundings.report(error);
      return without();
    }
  }

  /** Says who takes over the edits of the page that keeps them now, when it ends. */
  announce(heir: Heir): void {
    this.wait(heir);
  }
}

async function takeOver(keeper: Keeper, heir: Heir, load: () => Promise<Kept>): Promise<void> {
  const { unsaved, rescued } = await load();
  heir.offered(rescued);
  const own = (): void => {
    keeper.own();
  };
  if (unsaved === undefined) own();
  else heir.inherit(unsaved, own);
}
