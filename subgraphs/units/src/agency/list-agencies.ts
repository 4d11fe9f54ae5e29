import {
  allOf,
  badInput,
  type Condition,
  type Connection,
  isIn,
  type ListArguments,
  type ListOrder,
  MAX_PAGE_SIZE,
  readList,
  readText,
  readView,
  relevance,
  sortKeyFor,
  type Tier,
  textCondition,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { type InForce, inForceCondition } from '../in-force.js';
import { withinCondition } from '../unit/list-units.js';
import type { AgencyRow } from './agency.entity.js';
import { AGENCY_LIST, AGENCY_TIES } from './agency.store.js';
import type { ViewedAgency } from './viewed-agency.js';

/** Arguments of `Query.agencies`. */
export interface AgenciesArguments extends ListArguments {
  readonly filter?: {
    readonly uid?: readonly string[] | null;
    readonly tier?: readonly Tier[] | null;
    readonly kind?: readonly string[] | null;
    readonly within?: string | null;
    readonly text?: string | null;
    readonly inForce?: InForce | null;
  } | null;
  readonly orderBy?: ListOrder | null;
  readonly asOf?: unknown;
}

const RANKED = {
  names: ['v.name'],
  folded: ['v.folded_name'],
  standing:
    "(CASE v.tier WHEN 'CENTRAL' THEN 0 WHEN 'PROVINCE' THEN 1 WHEN 'PROVINCIAL_DEPARTMENT' THEN 2 WHEN 'DISTRICT' THEN 3 ELSE 4 END)",
} as const;

/** `Query.agencies`. @throws PublicError `BAD_USER_INPUT` naming the argument at fault. */
export async function listAgencies(args: AgenciesArguments, context: Context): Promise<Connection<ViewedAgency>> {
  const view = readView(args.asOf, context.today);
  const filter = args.filter ?? {};
  const text = filter.text ?? null;
  const words = text === null ? null : readText(text);
  const order = args.orderBy ?? 'OFFICIAL';
  const preferred = { sql: 'v.life_to > ?', parameters: [view.day] };
  const rank = text === null ? null : relevance(text, { ...RANKED, preferred });
  const conditions: Condition[] = [inForceCondition(filter.inForce ?? 'YES', view.day)];
  if (filter.uid) conditions.push(amongUids(filter.uid));
  if (filter.tier) conditions.push(isIn('v.tier', filter.tier));
  if (filter.kind) conditions.push(isIn('v.kind', filter.kind));
  const within = filter.within ?? null;
  if (within !== null) conditions.push(await withinCondition(within, view, context));
  if (words !== null) conditions.push(textCondition(['v.folded_name'], words));
  const key = sortKeyFor(order, { official: 'v.sort_official', name: 'v.sort_name', rank });
  const query = { ...AGENCY_LIST, name: `agencies:${order}`, where: allOf(conditions), keys: [key, ...AGENCY_TIES] };
  return readList<AgencyRow, ViewedAgency>(context.database, query, args, (row) => ({ row, view }));
}

function amongUids(uids: readonly string[]): Condition {
  if (uids.length <= MAX_PAGE_SIZE) return isIn('v.uid', uids);
  throw badInput(
    'uid',
    `uid: expected at most ${MAX_PAGE_SIZE} uids, got ${uids.length}.`,
    `uid: chỉ nhận tối đa ${MAX_PAGE_SIZE} định danh, nhận được ${uids.length}.`,
  );
}
