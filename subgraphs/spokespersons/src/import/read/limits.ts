/** How large a file may be, and what it may come to. */
export const LIMITS = {
  /** An upload. */
  fileBytes: 64 * 1024 * 1024,
  /** Rows that say something. */
  rows: 250_000,
  columns: 200,
  /** A row of a text, whatever is quoted in it: a quote that is never closed must not take the file into memory. */
  rowCharacters: 100_000,
  /** A cell of a sheet. */
  cellCharacters: 32_767,
  /** What all that is read of an archive may come to. */
  inflatedBytes: 512 * 1024 * 1024,
  /** How many times its size an entry of an archive may come to. */
  inflation: 250,
  /** Entries smaller than this are not judged by {@link inflation}. */
  smallEntryBytes: 1024 * 1024,
  archiveEntries: 1_000,
} as const;
