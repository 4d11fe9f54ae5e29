import { badInput, COUNTRY_UID, type ListArguments, readView, readViewId, viewOf } from '@phat-ngon/kit';
import { type AgenciesArguments, listAgencies } from './agency/list-agencies.js';
import { loadAgency, type ViewedAgency } from './agency/viewed-agency.js';
import type { Context } from './context.js';
import { type FindingsArguments, listFindings } from './import/finding.resolvers.js';
import { listReorganisations } from './reorganisation/reorganisation.resolvers.js';
import { listUnits, type UnitsArguments } from './unit/list-units.js';
import { holderOfCode } from './unit/unit.store.js';
import { loadUnit, type ViewedUnit } from './unit/viewed-unit.js';

interface UnitArguments {
  readonly uid?: string | null;
  readonly code?: string | null;
  readonly asOf?: unknown;
}

/** Exactly one of uid and code: `@oneOf` does not compose, so it is checked here. */
async function unit(
  _: unknown,
  { uid = null, code = null, asOf }: UnitArguments,
  context: Context,
): Promise<ViewedUnit | null> {
  if ((uid === null) === (code === null)) {
    throw badInput('uid', 'uid, code: expected exactly one of the two.', 'uid, code: cần đúng một trong hai.');
  }
  const view = readView(asOf, context.today);
  const found = uid ?? (await holderOfCode(context.database, code ?? '', view.day));
  return found === null ? null : loadUnit(context, found, view);
}

type FoundNode = { readonly __typename: string } & (ViewedUnit | ViewedAgency | { readonly id: string });

/** The object an id names, or the stub of one that another subgraph holds; null for a type that the graph does not have. */
async function node(_: unknown, { id }: { readonly id: string }, context: Context): Promise<FoundNode | null> {
  const thing = readViewId(id, 'id');
  const view = viewOf(thing, context.today);
  if (thing.type === 'AdministrativeUnit') return named(thing.type, await loadUnit(context, thing.uid, view));
  if (thing.type === 'Agency') return named(thing.type, await loadAgency(context, thing.uid, view));
  return ELSEWHERE.has(thing.type) ? { __typename: thing.type, id } : null;
}

/** Types whose objects other subgraphs hold: the graph asks them, once a field but `id` is selected. */
const ELSEWHERE: ReadonlySet<string> = new Set(['Spokesperson', 'TrainingClass', 'HandbookEdition', 'LegalDocument']);

function named<Thing extends ViewedUnit | ViewedAgency>(
  type: string,
  thing: Thing | null,
): (Thing & { readonly __typename: string }) | null {
  return thing === null ? null : { __typename: type, ...thing };
}

/** Resolvers of the root fields. */
export const queryResolvers = {
  Query: {
    node,
    unit,
    country: (_: unknown, { asOf }: { readonly asOf?: unknown }, context: Context) =>
      loadUnit(context, COUNTRY_UID, readView(asOf, context.today)),
    units: (_: unknown, args: UnitsArguments, context: Context) => listUnits(args, context),
    agency: (
      _: unknown,
      args: { readonly uid: string; readonly asOf?: unknown },
      context: Context,
    ): Promise<ViewedAgency | null> => loadAgency(context, args.uid, readView(args.asOf, context.today)),
    agencies: (_: unknown, args: AgenciesArguments, context: Context) => listAgencies(args, context),
    reorganisations: (_: unknown, args: ListArguments, context: Context) => listReorganisations(args, context),
    importFindings: (_: unknown, args: FindingsArguments, context: Context) => listFindings(args, context),
  },
};
