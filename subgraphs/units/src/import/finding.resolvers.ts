import { badInput, type Connection, connectionOf, readPageArguments } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { allOf, columnsOf, countOf, isIn, rowsOf } from '../select.js';
import { FindingEntity, type FindingRow } from './finding.entity.js';

/** Arguments of `Query.importFindings`. */
export interface FindingsArguments {
  readonly kind?: readonly string[] | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** `Query.importFindings`, in the order of the import. @throws PublicError `BAD_USER_INPUT` naming the argument at fault. */
export async function listFindings(args: FindingsArguments, { database }: Context): Promise<Connection<FindingRow>> {
  const page = readPageArguments(args, 'importFindings', 1);
  const where = args.kind ? isIn('v.kind', args.kind) : allOf([]);
  const after = Number(page.after?.[0] ?? 0);
  if (!Number.isSafeInteger(after)) {
    throw badInput('after', 'after: not a cursor of this list.', 'after: không phải con trỏ của danh sách này.');
  }
  const rows = await rowsOf<FindingRow>(
    database,
    `SELECT ${columnsOf(FindingEntity)} FROM import_finding v WHERE ${where.sql} AND v.id > ? ORDER BY v.id LIMIT ?`,
    [...where.parameters, after, page.first + 1],
  );
  return connectionOf({
    list: 'importFindings',
    page,
    rows,
    positionOf: (row) => [String(row.id)],
    nodeOf: (row) => row,
    countAll: () =>
      countOf(database, `SELECT COUNT(*) AS n FROM import_finding v WHERE ${where.sql}`, where.parameters),
  });
}
