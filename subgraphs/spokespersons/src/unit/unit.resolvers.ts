import {
  allOf,
  type Condition,
  type Connection,
  type Day,
  isIn,
  isPlaced,
  type ListArguments,
  type PlacedUnitRow,
  type Reference,
  readReference,
  type Scope,
  type Tier,
  withinPath,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { loadFigures } from '../coverage/coverage.resolvers.js';
import { officialList, speakingOn } from '../spokesperson/list-spokespersons.js';
import type { ViewedSpokesperson } from '../spokesperson/viewed-spokesperson.js';

interface SpokespersonsArguments extends ListArguments {
  readonly tier?: readonly Tier[] | null;
  readonly scope?: Scope | null;
}

/** Nobody once a unit has ended. */
async function spokespersons(
  { uid, view }: Reference,
  args: SpokespersonsArguments,
  context: Context,
): Promise<Connection<ViewedSpokesperson>> {
  const row = await context.placements.units.load({ uid, day: view.day });
  const conditions = [speakingOn(view.day), placeOf(row, args.scope ?? 'SUBTREE', view.day)];
  if (args.tier) conditions.push(isIn('a.tier', args.tier));
  const query = officialList('unitSpokespersons', allOf(conditions));
  return context.spokespersons.lists.read(query, args, (found) => ({ row: found, view }));
}

function placeOf(row: PlacedUnitRow | null, scope: Scope, day: Day): Condition {
  if (!isPlaced(row, day)) return { sql: '1 = 0', parameters: [] };
  return scope === 'OWN' ? { sql: 'a.unit_uid = ?', parameters: [row.uid] } : withinPath('a.path', row.path);
}

/** Resolvers of `AdministrativeUnit`. */
export const unitResolvers = {
  AdministrativeUnit: {
    __resolveReference: ({ id }: { readonly id: string }, context: Context) =>
      readReference('AdministrativeUnit', id, context.today),
    coverage: (unit: Reference, _: unknown, context: Context) => loadFigures(unit, context),
    spokespersons,
  },
};
