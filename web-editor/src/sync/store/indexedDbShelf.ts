import type { Shelf } from "./shelf";

const DATABASE = "inkwell";
const DATABASE_VERSION = 1;
const ROWS = "rows";

/** A shelf in the browser's IndexedDB. The database is opened when it is needed, and again after the browser closed it. */
export class IndexedDbShelf implements Shelf {
  private database: Promise<IDBDatabase> | undefined;

  constructor(
    private readonly factory: IDBFactory,
    private readonly documentId: string,
  ) {}

  async read(): Promise<ReadonlyMap<string, unknown>> {
    const transaction = (await this.open()).transaction(ROWS, "readonly");
    const range = IDBKeyRange.bound([this.documentId], [this.documentId, []]);
    const rows = new Map<string, unknown>();
    const request = transaction.objectStore(ROWS).openCursor(range);
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor === null) return;
      const [, name] = cursor.key as [string, string];
      rows.set(name, cursor.value);
      cursor.continue();
    };
    await completion(transaction);
    return rows;
  }

  async write(rows: ReadonlyMap<string, unknown>): Promise<void> {
    const transaction = (await this.open()).transaction(ROWS, "readwrite", { durability: "strict" });
    const store = transaction.objectStore(ROWS);
    try {
      for (const [name, value] of rows) {
        const key = [this.documentId, name];
        if (value === undefined) store.delete(key);
        else store.put(value, key);
      }
    } catch (error) {
      transaction.abort();
      throw error;
    }
    // Without waiting for the answers: the page may be about to end.
    transaction.commit();
    await completion(transaction);
  }

  private open(): Promise<IDBDatabase> {
    if (this.database !== undefined) return this.database;
    const opening = new Promise<IDBDatabase>((resolve, reject) => {
      const request = this.factory.open(DATABASE, DATABASE_VERSION);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(ROWS);
      };
      request.onerror = () => {
        reject(request.error ?? new Error("the database cannot be opened"));
      };
      request.onsuccess = () => {
        const database = request.result;
        const forget = (): void => {
          database.close();
          if (this.database === opening) this.database = undefined;
        };
        database.onclose = forget;
        database.onversionchange = forget;
        resolve(database);
      };
    });
    opening.catch(() => {
      if (this.database === opening) this.database = undefined;
    });
    this.database = opening;
    return opening;
  }
}

function completion(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error("the transaction was aborted"));
    };
  });
}
