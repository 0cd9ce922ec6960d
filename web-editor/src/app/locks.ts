/** A page that is being left lets go of its locks a moment after the next one has begun. */
const REPLACED_PAGE_MILLIS = 250;

/** Names of which at most one page of this origin holds each; a page that ends, however it ends, holds none. */
export interface Locks {
  /** Whether this page holds the name from now on, until it ends. */
  take(name: string): Promise<boolean>;
  /** Waits for the name, holds it and says so. */
  takeLater(name: string, taken: () => void): void;
  isTaken(name: string): Promise<boolean>;
}

/** The locks of the browser; nothing where the page has none, as without TLS on another computer. */
export function browserLocks(): Locks | undefined {
  const manager = (navigator as { readonly locks?: LockManager }).locks;
  return manager && new WebLocks(manager);
}

class WebLocks implements Locks {
  constructor(private readonly manager: LockManager) {}

  take(name: string): Promise<boolean> {
    return new Promise((resolve) => {
      const options = { signal: AbortSignal.timeout(REPLACED_PAGE_MILLIS) };
      const hold = (): Promise<never> => {
        resolve(true);
        return untilThePageEnds();
      };
      this.manager.request(name, options, hold).catch(() => {
        resolve(false);
      });
    });
  }

  takeLater(name: string, taken: () => void): void {
    void this.manager.request(name, () => {
      taken();
      return untilThePageEnds();
    });
  }

  async isTaken(name: string): Promise<boolean> {
    return this.manager.request(name, { ifAvailable: true }, (lock) => lock === null);
  }
}

function untilThePageEnds(): Promise<never> {
  return new Promise(() => undefined);
}
