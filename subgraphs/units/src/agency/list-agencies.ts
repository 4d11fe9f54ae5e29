import { type Connection, readView, type Tier } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { type InForce, inForceCondition } from '../in-force.js';
import {
  type ListArguments,
  type ListOrder,
  type RankedColumns,
  readList,
  readText,
  relevance,
  sortOf,
  textCondition,
} from '../list-query.js';
import { allOf, type Condition, isIn } from '../select.js';
import { withinCondition } from '../unit/list-units.js';
import type { AgencyRow } from './agency.entity.js';
import { AGENCY_LIST } from './agency.store.js';
import type { ViewedAgency } from './viewed-agency.js';

/** Arguments of `Query.agencies`. */
export interface AgenciesArguments extends ListArguments {
  readonly filter?: {
    readonly tier?: readonly Tier[] | null;
    readonly kind?: readonly string[] | null;
    readonly within?: string | null;
    readonly text?: string | null;
    readonly inForce?: InForce | null;
  } | null;
  readonly orderBy?: ListOrder | null;
  readonly asOf?: unknown;
}

const RANKED: RankedColumns = {
  names: ['v.name'],
  folded: ['v.folded_name'],
  standing:
    "(CASE v.tier WHEN 'CENTRAL' THEN 0 WHEN 'PROVINCE' THEN 1 WHEN 'PROVINCIAL_DEPARTMENT' THEN 2 WHEN 'DISTRICT' THEN 3 ELSE 4 END)",
};

/** `Query.agencies`. @throws PublicError `BAD_USER_INPUT` naming the argument at fault. */
export async function listAgencies(args: AgenciesArguments, context: Context): Promise<Connection<ViewedAgency>> {
  const view = readView(args.asOf, context.today);
  const filter = args.filter ?? {};
  const text = filter.text ?? null;
  const words = text === null ? null : readText(text);
  const order = args.orderBy ?? 'OFFICIAL';
  const rank = text === null ? null : relevance(text, RANKED, view.day);
  const conditions: Condition[] = [inForceCondition(filter.inForce ?? 'YES', view.day)];
  if (filter.tier) conditions.push(isIn('v.tier', filter.tier));
  if (filter.kind) conditions.push(isIn('v.kind', filter.kind));
  const within = filter.within ?? null;
  if (within !== null) conditions.push(await withinCondition(within, view, context));
  if (words !== null) conditions.push(textCondition('v.folded_name', words));
  const query = { ...AGENCY_LIST, name: `agencies:${order}`, where: allOf(conditions), sort: sortOf(order, rank) };
  return readList<AgencyRow, ViewedAgency>(context.database, query, args, (row) => ({ row, view }));
}
