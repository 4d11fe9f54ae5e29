import type { Database } from '@phat-ngon/kit';
import type { EntitySchema, ObjectLiteral } from 'typeorm';

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

/** `column IN (…)`; never true for an empty list. */
export function isIn(columnName: string, values: readonly unknown[]): Condition {
  if (values.length === 0) return { sql: '1 = 0', parameters: [] };
  return { sql: `${columnName} IN (${values.map(() => '?').join(', ')})`, parameters: values };
}

/** The columns of an entity's table under alias `v`, named by their properties. */
export function columnsOf<Row extends ObjectLiteral>(entity: EntitySchema<Row>): string {
  return Object.entries(entity.options.columns)
    .map(([property, options]) => `v.${options?.name ?? property} AS ${quoted(property)}`)
    .join(', ');
}

/** Property names are given in backticks, which both dialects read as identifiers and without which MySQL trips over reserved words. */
function quoted(name: string): string {
  return `\`${name}\``;
}

/** Runs one statement on committed data. */
export async function rowsOf<Row>(
  database: Database,
  sql: string,
  parameters: readonly unknown[],
): Promise<readonly Row[]> {
  return (await database.reader.query(sql, [...parameters])) as readonly Row[];
}

/** Runs a statement that counts (`SELECT COUNT(*) AS n …`). */
export async function countOf(database: Database, sql: string, parameters: readonly unknown[]): Promise<number> {
  const rows = await rowsOf<{ n: number | string }>(database, sql, parameters);
  return Number(rows[0]?.n ?? 0);
}
