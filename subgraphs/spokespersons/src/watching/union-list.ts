import { createHash } from 'node:crypto';
import { type Condition, type Database, encodeViewId, type ListQuery, rowsOf } from '@phat-ngon/kit';

/** The rows of statements of one shape as one table, under alias `v`. */
export function unionOf(statements: readonly Condition[]): Condition {
  return {
    sql: `(${statements.map(({ sql }) => sql).join(' UNION ALL ')}) v`,
    parameters: statements.flatMap(({ parameters }) => parameters),
  };
}

/** How many rows of a list are of a kind. */
export interface KindCount<Kind> {
  readonly id: string;
  readonly kind: Kind;
  readonly count: number;
}

/** Counts the rows of a list by their column `kind`, the kinds that have none among them; each count has an id of its list's own. */
export async function countByKind<Kind extends string>(
  database: Database,
  { from, where }: Pick<ListQuery, 'from' | 'where'>,
  { type, kinds }: { readonly type: string; readonly kinds: readonly Kind[] },
): Promise<readonly KindCount<Kind>[]> {
  const parameters = [...from.parameters, ...where.parameters];
  const sql = `SELECT v.kind, COUNT(*) AS \`n\` FROM ${from.sql} WHERE ${where.sql} GROUP BY v.kind ORDER BY v.kind`;
  const rows = await rowsOf<{ readonly kind: Kind; readonly n: number | string }>(database, sql, parameters);
  const counts = new Map(rows.map(({ kind, n }) => [kind, Number(n)]));
  const list = createHash('sha256')
    .update(JSON.stringify([sql, parameters]))
    .digest('hex')
    .slice(0, 16);
  return kinds.map((kind) => ({
    id: encodeViewId({ type, uid: `${list}.${kind}`, asOf: null }),
    kind,
    count: counts.get(kind) ?? 0,
  }));
}
