import type { EntitySchema, ObjectLiteral } from 'typeorm';
import { inSlices } from '../federation/load-by-key.js';
import type { Reading } from './database.js';

/** A condition with its parameters, in order. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** All conditions together; none holds always. */
export function allOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return { sql: '1 = 1', parameters: [] };
  return {
    sql: conditions.map((condition) => condition.sql).join(' AND '),
    parameters: conditions.flatMap((condition) => condition.parameters),
  };
}

/** Any of the conditions; none never holds. */
export function anyOf(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return { sql: '1 = 0', parameters: [] };
  return {
    sql: `(${conditions.map((condition) => condition.sql).join(' OR ')})`,
    parameters: conditions.flatMap((condition) => condition.parameters),
  };
}

/** `column IN (…)`; never true for an empty list. */
export function isIn(columnName: string, values: readonly unknown[]): Condition {
  if (values.length === 0) return { sql: '1 = 0', parameters: [] };
  return { sql: `${columnName} IN (${values.map(() => '?').join(', ')})`, parameters: values };
}

/** The columns of an entity's table under an alias, named by their properties; those marked `select: false` are left out. */
export function columnsOf<Row extends ObjectLiteral>(entity: EntitySchema<Row>, alias = 'v'): string {
  return Object.entries(entity.options.columns)
    .filter(([, options]) => options?.select !== false)
    .map(([property, options]) => `${alias}.${options?.name ?? property} AS ${quoted(property)}`)
    .join(', ');
}

/** Property names are given in backticks, which both dialects read as identifiers and without which MySQL trips over reserved words. */
function quoted(name: string): string {
  return `\`${name}\``;
}

/** Runs one statement that reads. */
export async function rowsOf<Row>(
  database: Reading,
  sql: string,
  parameters: readonly unknown[],
): Promise<readonly Row[]> {
  return (await database.reader.query(sql, [...parameters])) as readonly Row[];
}

/** What to read by keys: columns and tables, the key's column, further conditions, an order. */
export interface KeyedSelect {
  readonly columns: string;
  /** Tables and joins without parameters. */
  readonly from: string;
  readonly key: string;
  readonly where?: Condition;
  readonly order: string;
}

/** Reads the rows of many keys, as many keys a statement as it takes. Rows are in order within a slice of keys. */
export function rowsAmong<Row>(
  database: Reading,
  select: KeyedSelect,
  keys: readonly unknown[],
): Promise<readonly Row[]> {
  return inSlices(keys, (slice) => {
    const where = allOf([isIn(select.key, slice), ...(select.where ? [select.where] : [])]);
    const sql = `SELECT ${select.columns} FROM ${select.from} WHERE ${where.sql} ORDER BY ${select.order}`;
    return rowsOf<Row>(database, sql, where.parameters);
  });
}

/** Runs a statement that counts (`SELECT COUNT(*) AS n …`). */
export async function countOf(database: Reading, sql: string, parameters: readonly unknown[]): Promise<number> {
  const rows = await rowsOf<{ n: number | string }>(database, sql, parameters);
  return Number(rows[0]?.n ?? 0);
}

const ARMS_PER_STATEMENT = 100;

/**
 * Runs statements of one shape together, up to a hundred in one (`UNION ALL`), and gives the rows of each: what a list below
 * many parents costs is then a statement, not one a parent. Rows come in `order`, which names output columns: a database may
 * forget the order of a part of a union.
 */
export async function rowsOfEach<Row>(
  database: Reading,
  statements: readonly Condition[],
  order: string,
): Promise<readonly (readonly Row[])[]> {
  const results = statements.map((): Row[] => []);
  for (let start = 0; start < statements.length; start += ARMS_PER_STATEMENT) {
    const arms = statements.slice(start, start + ARMS_PER_STATEMENT);
    const sql = arms.map((arm, index) => `SELECT ${start + index} AS \`arm\`, t.* FROM (${arm.sql}) t`);
    const rows = await rowsOf<Row & { readonly arm: number | string }>(
      database,
      `${sql.join(' UNION ALL ')} ORDER BY \`arm\`, ${order}`,
      arms.flatMap((arm) => arm.parameters),
    );
    for (const row of rows) results[Number(row.arm)]?.push(row);
  }
  return results;
}

/** The first text behind every text that begins with a path: with it a subtree is one range of an index. */
function pathEnd(path: string): string {
  return `${path.slice(0, -1)}0`;
}

/** At or below a path. */
export function withinPath(columnName: string, path: string): Condition {
  return { sql: `${columnName} >= ? AND ${columnName} < ?`, parameters: [path, pathEnd(path)] };
}

/** Below a path, not at it. */
export function belowPath(columnName: string, path: string): Condition {
  return { sql: `${columnName} > ? AND ${columnName} < ?`, parameters: [path, pathEnd(path)] };
}

/** Puts rows together by a key, in their order. */
export function groupRows<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
