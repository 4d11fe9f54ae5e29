import type { Database } from '@phat-ngon/kit';
import type { ReadStatement } from '@phat-ngon/kit/testing';

/** How a database comes to the rows of a table for a statement. */
export interface Access {
  readonly table: string;
  /** The index it takes, `PRIMARY` for the primary key's; null for none. */
  readonly index: string | null;
  /** Whether it reads all there is, from the table or from an index, rather than looking up what is asked for. */
  readonly whole: boolean;
}

/** How a statement comes to its rows, by the database's own word; tables it makes for itself on the way are left out. */
export async function planOf(database: Database, { sql, parameters }: ReadStatement): Promise<readonly Access[]> {
  const tables = tablesOf(sql);
  const verb = database.dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
  const lines: readonly unknown[] = await database.reader.query(`${verb} ${sql}`, [...parameters]);
  const read = database.dialect === 'sqlite' ? readSqlite : readMysql;
  return lines.flatMap((told) => {
    const line = read(told as never);
    const table = line === null ? undefined : tables.get(line.alias);
    return line === null || table === undefined ? [] : [{ table, index: line.index, whole: line.whole }];
  });
}

type Line = Omit<Access, 'table'> & { readonly alias: string };

/** `SEARCH v USING INDEX name (…)`, `SCAN v`: https://www.sqlite.org/eqp.html */
const SQLITE_LINE = /^(SCAN|SEARCH) (\w+)(?: USING (?:COVERING )?INDEX (\w+))?/;

function readSqlite({ detail }: { readonly detail: string }): Line | null {
  const [, verb, alias, index] = SQLITE_LINE.exec(detail) ?? [];
  if (alias === undefined) return null;
  const name =
    index?.startsWith('sqlite_autoindex_') || detail.includes('USING INTEGER PRIMARY KEY') ? 'PRIMARY' : index;
  return { alias, index: name ?? null, whole: verb === 'SCAN' };
}

interface MysqlLine {
  readonly table: string | null;
  readonly type: string | null;
  readonly key: string | null;
}

/** The join types `ALL` and `index`: https://mariadb.com/kb/en/explain/#type-column */
function readMysql({ table, type, key }: MysqlLine): Line | null {
  if (table === null) return null;
  // Of two that it intersects, the first narrows it down.
  return { alias: table, index: key?.split(',')[0] ?? null, whole: type === 'ALL' || type === 'index' };
}

/** The tables of a statement by their aliases. */
function tablesOf(sql: string): ReadonlyMap<string, string> {
  return new Map([...sql.matchAll(/\b(?:FROM|JOIN) (\w+) (\w+)/g)].map(([, table = '', alias = '']) => [alias, table]));
}
