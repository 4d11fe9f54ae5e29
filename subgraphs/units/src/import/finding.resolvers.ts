import { allOf, type Connection, columnsOf, isIn, keyOf, type ListArguments, readList } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { FindingEntity, type FindingRow } from './finding.entity.js';

/** Arguments of `Query.importFindings`. */
export interface FindingsArguments extends ListArguments {
  readonly kind?: readonly string[] | null;
}

/** `Query.importFindings`, in the order of the import. @throws PublicError `BAD_USER_INPUT` naming the argument at fault. */
export function listFindings(args: FindingsArguments, { database }: Context): Promise<Connection<FindingRow>> {
  const query = {
    name: 'importFindings',
    columns: columnsOf(FindingEntity),
    from: { sql: 'import_finding v', parameters: [] },
    where: args.kind ? isIn('v.kind', args.kind) : allOf([]),
    keys: [{ ...keyOf('v.id'), numeric: true }],
  };
  return readList<FindingRow, FindingRow>(database, query, args, (row) => row);
}
