import {
  allOf,
  type Condition,
  type Connection,
  isIn,
  type ListArguments,
  type ListOrder,
  readList,
  readText,
  readView,
  readWithin,
  relevance,
  sortKeyFor,
  textCondition,
  type View,
  withinPath,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { type InForce, inForceCondition } from '../in-force.js';
import type { UnitRow } from './unit.entity.js';
import { UNIT_LIST, UNIT_TIES } from './unit-lists.js';
import type { ViewedUnit } from './viewed-unit.js';

/** Arguments of `Query.units`. */
export interface UnitsArguments extends ListArguments {
  readonly filter?: {
    readonly level?: string | null;
    readonly kind?: readonly string[] | null;
    readonly region?: string | null;
    readonly within?: string | null;
    readonly text?: string | null;
    readonly inForce?: InForce | null;
  } | null;
  readonly orderBy?: ListOrder | null;
  readonly asOf?: unknown;
}

/** `Query.units`. @throws PublicError `BAD_USER_INPUT` naming the argument at fault. */
export async function listUnits(args: UnitsArguments, context: Context): Promise<Connection<ViewedUnit>> {
  const view = readView(args.asOf, context.today);
  const filter = args.filter ?? {};
  const text = filter.text ?? null;
  const words = text === null ? null : readText(text);
  const order = args.orderBy ?? 'OFFICIAL';
  const preferred = { sql: 'v.life_to > ?', parameters: [view.day] };
  const rank = text === null ? null : relevance(text, { ...RANKED, preferred });
  const conditions: Condition[] = [inForceCondition(filter.inForce ?? 'YES', view.day)];
  if (filter.level) conditions.push({ sql: 'v.level = ?', parameters: [filter.level] });
  if (filter.kind) conditions.push(isIn('v.kind', filter.kind));
  if (filter.region) conditions.push({ sql: 'v.region = ?', parameters: [filter.region] });
  const within = filter.within ?? null;
  if (within !== null) conditions.push(await withinCondition(within, view, context));
  if (words !== null) conditions.push(textCondition(['v.folded_name'], words));
  const key = sortKeyFor(order, { official: 'v.sort_official', name: 'v.sort_name', rank });
  const query = { ...UNIT_LIST, name: `units:${order}`, where: allOf(conditions), keys: [key, ...UNIT_TIES] };
  return readList<UnitRow, ViewedUnit>(context.database, query, args, (row) => ({ row, view }));
}

const RANKED = {
  names: ['v.short_name', 'v.name'],
  folded: ['v.folded_short_name', 'v.folded_name'],
  standing: "(CASE v.level WHEN 'COUNTRY' THEN 0 WHEN 'PROVINCE' THEN 1 WHEN 'DISTRICT' THEN 2 ELSE 3 END)",
} as const;

/** At or below a unit; nothing for a uid that nobody has. @throws PublicError `BAD_USER_INPUT` for an id of another view. */
export async function withinCondition(within: string, view: View, context: Context): Promise<Condition> {
  const row = await context.units.seen.load({ uid: readWithin(within, view), day: view.day });
  if (row === null) return { sql: '1 = 0', parameters: [] };
  return withinPath('v.path', row.path);
}
