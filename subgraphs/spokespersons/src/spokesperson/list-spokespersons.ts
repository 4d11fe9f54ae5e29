import {
  allOf,
  anyOf,
  type Condition,
  type Connection,
  type Day,
  inForceOn,
  isIn,
  keyOf,
  type ListArguments,
  type ListOrder,
  type ListQuery,
  readList,
  readText,
  readView,
  relevance,
  type SortKey,
  sortKeyFor,
  type Tier,
  textCondition,
  withinPlacement,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import type { SpeakerRole, SpokespersonRow } from './spokesperson.entity.js';
import { confirmedWithin, freshFrom, publishedOn } from './spokesperson.rules.js';
import { ROLE_ORDER, SPOKESPERSON_COLUMNS } from './spokesperson.store.js';
import type { ViewedSpokesperson } from './viewed-spokesperson.js';

/** Arguments of `Query.spokespersons`. */
export interface SpokespersonsArguments extends ListArguments {
  readonly filter?: {
    readonly tier?: readonly Tier[] | null;
    readonly role?: readonly SpeakerRole[] | null;
    readonly within?: string | null;
    readonly text?: string | null;
    readonly freshness?: readonly ('FRESH' | 'STALE')[] | null;
  } | null;
  readonly orderBy?: ListOrder | null;
  readonly asOf?: unknown;
}

/** A list of spokespersons in official order; `name` names it in cursors. */
export function officialList(name: string, where: Condition): ListQuery {
  return {
    ...LIST,
    name: `${name}:OFFICIAL`,
    where,
    keys: [keyOf('a.sort_official'), { ...keyOf(ROLE_ORDER), numeric: true }, keyOf('v.uid')],
  };
}

/** Published, in the role on the day, at an agency in force that day. */
export function speakingOn(day: Day): Condition {
  return allOf([inForceOn(day, 'a'), inForceOn(day), publishedOn(day)]);
}

/** `Query.spokespersons`. @throws PublicError `BAD_USER_INPUT` naming the argument at fault. */
export async function listSpokespersons(
  args: SpokespersonsArguments,
  context: Context,
): Promise<Connection<ViewedSpokesperson>> {
  const view = readView(args.asOf, context.today);
  const { tier, role, within, text, freshness } = args.filter ?? {};
  const conditions: Condition[] = [speakingOn(view.day)];
  if (tier) conditions.push(isIn('a.tier', tier));
  if (role) conditions.push(isIn('v.role', role));
  if (within !== null && within !== undefined)
    conditions.push(await withinPlacement(within, view, context.placements, 'a.path'));
  if (text !== null && text !== undefined) conditions.push(textCondition(SEARCHED, readText(text)));
  if (freshness) conditions.push(await freshnessCondition(freshness, view.day, context));
  const order = args.orderBy ?? 'OFFICIAL';
  const rank = text === null || text === undefined ? null : relevance(text, RANKED);
  const query = orderedList(order, rank, allOf(conditions));
  return readList<SpokespersonRow, ViewedSpokesperson>(context.database, query, args, (row) => ({ row, view }));
}

const LIST: Pick<ListQuery, 'columns' | 'from'> = {
  columns: SPOKESPERSON_COLUMNS,
  from: { sql: 'placed_agency a JOIN spokesperson v ON v.agency_uid = a.uid', parameters: [] },
};

const SEARCHED = ['v.folded_name', 'v.folded_position', 'a.folded_name'] as const;

const RANKED = {
  names: ['v.full_name', 'a.name'],
  folded: ['v.folded_name', 'a.folded_name'],
  preferred: { sql: "v.role = 'SPOKESPERSON'", parameters: [] },
  standing:
    "(CASE a.tier WHEN 'CENTRAL' THEN 0 WHEN 'PROVINCE' THEN 1 WHEN 'PROVINCIAL_DEPARTMENT' THEN 2 WHEN 'DISTRICT' THEN 3 ELSE 4 END)",
} as const;

function orderedList(order: ListOrder, rank: SortKey | null, where: Condition): ListQuery {
  if (order === 'OFFICIAL') return officialList('spokespersons', where);
  const key = sortKeyFor(order, { official: 'a.sort_official', name: 'v.sort_name', rank });
  return { ...LIST, name: `spokespersons:${order}`, where, keys: [key, keyOf('a.sort_official'), keyOf('v.uid')] };
}

async function freshnessCondition(
  wanted: readonly ('FRESH' | 'STALE')[],
  day: Day,
  { rules }: Context,
): Promise<Condition> {
  const { staleAfterDays } = await rules.coverage(day);
  const fresh = confirmedWithin('v', day, freshFrom(day, staleAfterDays));
  return anyOf(
    wanted.map((freshness) =>
      freshness === 'FRESH' ? fresh : { sql: `NOT ${fresh.sql}`, parameters: fresh.parameters },
    ),
  );
}
