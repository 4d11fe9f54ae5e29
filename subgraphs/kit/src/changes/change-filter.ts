import { allOf, type Condition, isIn } from '../database/select.js';
import type { Tier } from '../placement/domain.js';
import { withinPlacement } from '../placement/placement-loaders.js';
import type { Day } from '../view/calendar-date.js';
import { liveViewOn } from '../view/reference.js';
import { readUid } from '../view/view-id.js';
import type { ChangeCause } from './change.entity.js';
import type { SharedReading } from './shared-reading.js';

/** `input ChangeFilter`. */
export interface ChangeFilter {
  readonly within?: string | null;
  readonly tier?: readonly Tier[] | null;
  readonly agency?: string | null;
  readonly kind?: readonly string[] | null;
  readonly cause?: readonly ChangeCause[] | null;
}

/** What a filter is read against. */
export interface FilterParts {
  /** What a `within` asks of the rows. @throws PublicError `BAD_USER_INPUT` for an id of another view. */
  readonly within: (unit: string) => Promise<Condition>;
  /** The table that tells the tier of agencies: its columns are `uid` and `tier`. */
  readonly agencies: string;
}

/** What a filter asks of the rows of `change_log v`. @throws PublicError `BAD_USER_INPUT` naming the argument at fault. */
export async function filterCondition(
  filter: ChangeFilter | null | undefined,
  { within: conditionOf, agencies }: FilterParts,
): Promise<Condition> {
  const { within, tier, agency, kind, cause } = filter ?? {};
  const conditions: Condition[] = [];
  if (typeof within === 'string') conditions.push(await conditionOf(within));
  if (tier) {
    const { sql, parameters } = isIn('a.tier', tier);
    conditions.push({ sql: `EXISTS (SELECT 1 FROM ${agencies} a WHERE a.uid = v.agency_uid AND ${sql})`, parameters });
  }
  if (typeof agency === 'string') {
    const uid = readUid(agency, { type: 'Agency', argument: 'filter.agency', view: null });
    conditions.push({ sql: 'v.agency_uid = ?', parameters: [uid] });
  }
  if (kind) conditions.push(isIn('v.kind', kind));
  if (cause) conditions.push(isIn('v.cause', cause));
  return allOf(conditions);
}

/** {@link filterCondition} where places are a projection: agencies and units as they stand today. */
export function placedFilterCondition(
  filter: ChangeFilter | null | undefined,
  { shared, today }: { readonly shared: SharedReading; readonly today: Day },
): Promise<Condition> {
  return filterCondition(filter, {
    within: (unit) => withinPlacement(unit, liveViewOn(today), shared.placements, 'v.path'),
    agencies: 'placed_agency',
  });
}
