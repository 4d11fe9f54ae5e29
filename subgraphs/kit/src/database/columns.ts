import { Table, type TableColumnOptions, type TableIndexOptions } from 'typeorm';

/**
 * The column types of the migrations: types that both dialects have, or a type of each where they differ. Text columns inherit
 * the database's binary collation.
 */
export const column = {
  text: (name: string, length: number): TableColumnOptions => ({ name, type: 'varchar', length: String(length) }),
  /** A day or an open end (see `OPEN_FROM`, `OPEN_TO`). */
  day: (name: string): TableColumnOptions => ({ name, type: 'varchar', length: '10' }),
  /** An instant as RFC 3339 UTC text with milliseconds: sorts as time does, equal in both dialects. */
  instant: (name: string): TableColumnOptions => ({ name, type: 'varchar', length: '24' }),
  integer: (name: string): TableColumnOptions => ({ name, type: 'int' }),
  /** 0 or 1. */
  flag: (name: string): TableColumnOptions => ({ name, type: 'int' }),
  /** Text without a bound, JSON mostly; not to be indexed or compared. */
  longText: (name: string, dialect: string): TableColumnOptions => ({
    name,
    type: dialect === 'mysql' ? 'mediumtext' : 'text',
  }),
} as const;

/** The column, allowing NULL. */
export function nullable(options: TableColumnOptions): TableColumnOptions {
  return { ...options, isNullable: true };
}

/** A table of a migration: its columns, the names of its primary key, its indexes by name and columns. */
export function table(
  name: string,
  columns: readonly TableColumnOptions[],
  keys: {
    readonly primary: readonly string[];
    readonly indexes?: Readonly<Record<string, readonly string[]>>;
    readonly unique?: Readonly<Record<string, readonly string[]>>;
  },
): Table {
  const plain = Object.entries(keys.indexes ?? {}).map(
    ([index, columnNames]): TableIndexOptions => ({ name: index, columnNames: [...columnNames] }),
  );
  const unique = Object.entries(keys.unique ?? {}).map(
    ([index, columnNames]): TableIndexOptions => ({ name: index, columnNames: [...columnNames], isUnique: true }),
  );
  return new Table({
    name,
    columns: columns.map((options) => ({ ...options, isPrimary: keys.primary.includes(options.name) })),
    indices: [...plain, ...unique],
  });
}
