import {
  allOf,
  type Connection,
  isIn,
  keyOf,
  type ListArguments,
  type ListQuery,
  readList,
  readView,
  type View,
  withinPlacement,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { countByKind, type KindCount, unionOf } from '../watching/union-list.js';
import { type Watched, watchedAgencies } from '../watching/watch-scope.js';
import { type IssueKind, type IssueRow, KINDS } from './issue-kinds.js';
import { ISSUE_COLUMNS, issueStatement } from './issue-statements.js';
import { sharedRecordsLoader } from './shared-records.js';
import { type ShownIssue, showIssue } from './show-issue.js';

/** Arguments of `Query.dataQualityIssues`. */
export interface DataQualityIssuesArguments extends ListArguments {
  readonly kind?: readonly IssueKind[] | null;
  readonly within?: string | null;
  readonly asOf?: unknown;
}

/** `type DataQualityIssueConnection`. */
export interface DataQualityIssueConnection extends Connection<ShownIssue> {
  readonly byKind: () => Promise<readonly KindCount<IssueKind>[]>;
}

const ISSUES: Watched = {
  en: 'The list of data-quality issues',
  vi: 'Danh sách lỗi chất lượng dữ liệu',
  roles: ['AUTHORITY', 'REVIEWER'],
};

/**
 * `Query.dataQualityIssues`: what is wrong in the records of agencies the caller watches over, worst kind first.
 * @throws PublicError `FORBIDDEN`; `BAD_USER_INPUT` naming the argument at fault.
 */
export async function dataQualityIssues(
  _: unknown,
  args: DataQualityIssuesArguments,
  context: Context,
): Promise<DataQualityIssueConnection> {
  const view = readView(args.asOf, context.today);
  const among = await amongAgencies(args.within, view, context);
  const rules = await context.rules.speaking(view.day);
  const question = { day: view.day, among, rules };
  const kinds = args.kind ?? KINDS;
  // Of no kind there are none, in the form of those there are.
  const sought = kinds.length === 0 ? KINDS.slice(0, 1) : KINDS.filter((kind) => kinds.includes(kind));
  const query: ListQuery = {
    name: 'dataQualityIssues',
    columns: ISSUE_COLUMNS,
    from: unionOf(sought.map((kind) => issueStatement(kind, question))),
    where: isIn('v.kind', kinds),
    keys: [{ ...keyOf('v.rank'), numeric: true }, keyOf('v.place'), keyOf('v.subject')],
  };
  const records = sharedRecordsLoader(question, context);
  const page = await readList<IssueRow, ShownIssue>(context.database, query, args, (row) =>
    showIssue(row, { view, records, among: JSON.stringify(among), context }),
  );
  return {
    ...page,
    byKind: () => countByKind(context.database, query, { type: 'DataQualityCount', kinds: KINDS }),
  };
}

async function amongAgencies(
  within: string | null | undefined,
  view: View,
  context: Context,
): ReturnType<typeof watchedAgencies> {
  const watched = await watchedAgencies(ISSUES, 'a.uid', context);
  if (within === null || within === undefined) return watched;
  return allOf([watched, await withinPlacement(within, view, context.placements, 'a.path')]);
}
