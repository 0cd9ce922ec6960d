/**
 * Where the pages of one origin keep rows about one document, on this device and over the end of the browser. The names of
 * the rows are free; their values are plain data, and may have been written by another version of these pages.
 */
export interface Shelf {
  /** All rows of the document. */
  read(): Promise<ReadonlyMap<string, unknown>>;
  /**
   * Puts rows, and takes away those whose value is `undefined`: all of it or nothing, and on the disk once the promise is
   * fulfilled. Writes take effect in the order of the calls.
   */
  write(rows: ReadonlyMap<string, unknown>): Promise<void>;
}
