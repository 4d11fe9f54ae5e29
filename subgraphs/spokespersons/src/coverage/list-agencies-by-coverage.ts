import {
  allOf,
  type Condition,
  type Connection,
  inForceOn,
  isIn,
  keyOf,
  type ListArguments,
  type Reference,
  readList,
  readView,
  type Tier,
  withinPlacement,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { agencyReference } from '../references.js';
import { type CoverageStatus, standingOf } from './coverage.rules.js';
import { agenciesWithStanding, STANDING } from './standings.js';

/** Arguments of `Query.agenciesByCoverage`. */
export interface AgenciesByCoverageArguments extends ListArguments {
  readonly filter: {
    readonly status: readonly CoverageStatus[];
    readonly tier?: readonly Tier[] | null;
    readonly within?: string | null;
  };
  readonly asOf?: unknown;
}

/** `Query.agenciesByCoverage`. @throws PublicError `BAD_USER_INPUT` naming the argument at fault. */
export async function listAgenciesByCoverage(
  args: AgenciesByCoverageArguments,
  context: Context,
): Promise<Connection<Reference>> {
  const view = readView(args.asOf, context.today);
  const { status, tier, within } = args.filter;
  const conditions: Condition[] = [inForceOn(view.day, 'a'), isIn(STANDING, status.map(standingOf))];
  if (tier) conditions.push(isIn('a.tier', tier));
  if (within !== null && within !== undefined)
    conditions.push(await withinPlacement(within, view, context.placements, 'a.path'));
  const query = {
    name: 'agenciesByCoverage',
    columns: 'a.uid AS `uid`',
    from: agenciesWithStanding(await context.coverage.counted(view.day)),
    where: allOf(conditions),
    keys: [keyOf('a.sort_official'), keyOf('a.uid')],
  };
  return readList<{ readonly uid: string }, Reference>(context.database, query, args, ({ uid }) =>
    agencyReference(uid, view),
  );
}
