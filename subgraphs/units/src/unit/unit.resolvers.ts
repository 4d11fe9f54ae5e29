import {
  badInput,
  type Connection,
  type ListArguments,
  readViewId,
  type Scope,
  shownLife,
  structureDay,
  type Tier,
  viewOf,
} from '@phat-ngon/kit';
import { agenciesInView, type ViewedAgency } from '../agency/viewed-agency.js';
import type { Context } from '../context.js';
import { descendantsList } from './unit-lists.js';
import {
  ancestorUids,
  childUnits,
  currentUnits,
  loadUnit,
  loadUnits,
  qualifiedName,
  unitAt,
  unitId,
  unitInForce,
  type ViewedUnit,
} from './viewed-unit.js';

interface DescendantsArguments extends ListArguments {
  readonly level?: string | null;
  readonly orderBy?: string | null;
}

interface AgenciesArguments {
  readonly tier?: readonly Tier[] | null;
  readonly scope?: Scope | null;
}

/** Rows found by the structure of another day than the view's are looked up again in the view. */
async function descendants(
  { row, view }: ViewedUnit,
  args: DescendantsArguments,
  context: Context,
): Promise<Connection<ViewedUnit | Promise<ViewedUnit | null>>> {
  const order = args.orderBy ?? 'OFFICIAL';
  if (order !== 'OFFICIAL' && order !== 'NAME') {
    throw badInput(
      'orderBy',
      'orderBy: RELEVANCE needs a text, which this list does not take.',
      'orderBy: danh sách này không nhận thứ tự RELEVANCE.',
    );
  }
  const list = { path: row.path, day: structureDay(row, view), level: args.level ?? null, order } as const;
  return context.units.descendants.read(descendantsList(list), args, (found) =>
    list.day === view.day ? { row: found, view } : loadUnit(context, found.uid, view),
  );
}

async function agencies(
  { row, view }: ViewedUnit,
  args: AgenciesArguments,
  context: Context,
): Promise<readonly ViewedAgency[]> {
  const day = structureDay(row, view);
  const tiers = args.tier ?? null;
  if (args.scope === 'SUBTREE')
    return agenciesInView(context, await context.agencies.below.load({ path: row.path, day, tiers }), day, view);
  const seated = (await context.agencies.seated.load({ uid: row.uid, day })) ?? [];
  return agenciesInView(
    context,
    tiers === null ? seated : seated.filter((agency) => tiers.includes(agency.tier)),
    day,
    view,
  );
}

async function committee({ row, view }: ViewedUnit, _: unknown, context: Context): Promise<ViewedAgency | null> {
  const day = structureDay(row, view);
  const found = await context.agencies.committee.load({ uid: row.uid, day });
  return found === null ? null : ((await agenciesInView(context, [found], day, view))[0] ?? null);
}

/** Resolvers of `AdministrativeUnit`. */
export const unitResolvers = {
  AdministrativeUnit: {
    __resolveReference: async ({ id }: { readonly id: string }, context: Context) => {
      const thing = readViewId(id, 'id');
      return thing.type === 'AdministrativeUnit' ? loadUnit(context, thing.uid, viewOf(thing, context.today)) : null;
    },
    id: unitId,
    uid: ({ row }: ViewedUnit) => row.uid,
    asOf: ({ view }: ViewedUnit) => view.asOf,
    code: ({ row }: ViewedUnit) => row.code,
    name: ({ row }: ViewedUnit) => row.name,
    shortName: ({ row }: ViewedUnit) => row.shortName,
    nameEn: ({ row }: ViewedUnit) => row.nameEn,
    level: ({ row }: ViewedUnit) => row.level,
    kind: ({ row }: ViewedUnit) => row.kind,
    region: ({ row }: ViewedUnit) => row.region,
    qualifiedName: (unit: ViewedUnit, _: unknown, context: Context) => qualifiedName(unit, context),
    inForce: unitInForce,
    validFrom: ({ row }: ViewedUnit) => shownLife(row).validFrom,
    validTo: ({ row }: ViewedUnit) => shownLife(row).validTo,
    validToBasis: ({ row }: ViewedUnit) => row.validToBasis,
    at: (unit: ViewedUnit, args: { readonly date?: unknown }, context: Context) => unitAt(unit, args.date, context),
    current: (unit: ViewedUnit, _: unknown, context: Context) => currentUnits(unit, context),
    parent: ({ row, view }: ViewedUnit, _: unknown, context: Context) =>
      row.parentUid === null ? null : loadUnit(context, row.parentUid, view),
    ancestors: ({ row, view }: ViewedUnit, _: unknown, context: Context) => loadUnits(context, ancestorUids(row), view),
    children: (unit: ViewedUnit, _: unknown, context: Context) => childUnits(unit, context),
    descendants,
    predecessors: ({ row }: ViewedUnit, _: unknown, context: Context) => context.successions.toUnit.load(row.uid),
    successors: ({ row }: ViewedUnit, _: unknown, context: Context) => context.successions.fromUnit.load(row.uid),
    committee,
    agencies,
  },
};
