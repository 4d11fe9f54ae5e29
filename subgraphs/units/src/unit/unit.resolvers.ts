import {
  badInput,
  type Connection,
  goOn,
  type ListArguments,
  readViewId,
  type Scope,
  selects,
  shownLife,
  structureDay,
  type Tier,
  viewOf,
} from '@phat-ngon/kit';
import type { GraphQLResolveInfo } from 'graphql';
import type { AgencyRow } from '../agency/agency.entity.js';
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

function agencies(
  { row, view }: ViewedUnit,
  args: AgenciesArguments,
  context: Context,
): readonly ViewedAgency[] | Promise<readonly ViewedAgency[]> {
  const day = structureDay(row, view);
  const tiers = args.tier ?? null;
  const inView = (rows: readonly AgencyRow[]) => agenciesInView(context, rows, day, view);
  if (args.scope === 'SUBTREE') return context.agencies.below.load({ path: row.path, day, tiers }).then(inView);
  return goOn(context.agencies.seated.read({ uid: row.uid, day }), (seated) =>
    inView((seated ?? []).filter((agency) => tiers === null || tiers.includes(agency.tier))),
  );
}

function committee(
  { row, view }: ViewedUnit,
  _: unknown,
  context: Context,
): ViewedAgency | null | Promise<ViewedAgency | null> {
  const day = structureDay(row, view);
  return goOn(context.agencies.committee.read({ uid: row.uid, day }), (found) =>
    found === null ? null : goOn(agenciesInView(context, [found], day, view), ([agency]) => agency ?? null),
  );
}

/** What sits in the units of a whole level is read ahead, where it is selected. */
async function children(
  unit: ViewedUnit,
  _: unknown,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<readonly ViewedUnit[]> {
  const units = await childUnits(unit, context);
  const keys = units.map(({ row, view }) => ({ uid: row.uid, day: structureDay(row, view) }));
  await Promise.allSettled([
    ...(selects(info, 'agencies') ? [context.agencies.seated.readAhead(keys)] : []),
    ...(selects(info, 'committee') ? [context.agencies.committee.readAhead(keys)] : []),
  ]);
  return units;
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
    children,
    descendants,
    predecessors: ({ row }: ViewedUnit, _: unknown, context: Context) => context.successions.toUnit.load(row.uid),
    successors: ({ row }: ViewedUnit, _: unknown, context: Context) => context.successions.fromUnit.load(row.uid),
    committee,
    agencies,
  },
};
