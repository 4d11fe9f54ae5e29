import {
  addDays,
  allOf,
  type Condition,
  type Connection,
  columnsOf,
  datedView,
  isIn,
  keyOf,
  type ListArguments,
  readList,
  type SortKey,
} from '@phat-ngon/kit';
import { loadAgencies, loadAgency } from '../agency/viewed-agency.js';
import type { Context } from '../context.js';
import { followHeirs } from '../lineage/follow-heirs.js';
import { loadUnit, loadUnits } from '../unit/viewed-unit.js';
import {
  type OutcomeKind,
  ReorganisationEntity,
  type ReorganisationRow,
  ReorganisedEntity,
  type ReorganisedRow,
} from './reorganisation.entity.js';
import { countsOf, reorganisationId, toldReorganisation } from './told-reorganisation.js';

interface TouchedArguments extends ListArguments {
  readonly outcome?: readonly OutcomeKind[] | null;
}

/** A thing that a reorganisation touched, and the reorganisation's day. */
interface Touched extends ReorganisedRow {
  readonly on: string;
}

const numeric = (sql: string): SortKey => ({ ...keyOf(sql), numeric: true });

/** `Query.reorganisations`, the latest first. @throws PublicError `BAD_USER_INPUT` naming the argument at fault. */
export function listReorganisations(
  args: ListArguments,
  { database }: Context,
): Promise<Connection<ReorganisationRow>> {
  const query = {
    name: 'reorganisations',
    columns: columnsOf(ReorganisationEntity),
    from: { sql: 'reorganisation v', parameters: [] },
    where: allOf([]),
    keys: [numeric('-v.id')],
  };
  return readList<ReorganisationRow, ReorganisationRow>(database, query, args, (row) => row);
}

function touched(
  of: ReorganisedRow['of'],
  { id, on }: ReorganisationRow,
  args: TouchedArguments,
  context: Context,
): Promise<Connection<Touched>> {
  const where: Condition[] = [{ sql: 'v.reorganisation_id = ? AND v.thing_of = ?', parameters: [id, of] }];
  if (args.outcome) where.push(isIn('v.outcome', args.outcome));
  const query = {
    name: `reorganised:${id}:${of}`,
    columns: columnsOf(ReorganisedEntity),
    from: { sql: 'reorganised v', parameters: [] },
    where: allOf(where),
    keys: [numeric('v.place')],
  };
  return context.reorganised.read(query, args, (row) => ({ ...row, on }));
}

type Load<Thing> = (context: Context, uid: string, view: ReturnType<typeof datedView>) => Promise<Thing>;

/** The fields that units and agencies have alike. */
function touchedResolvers<Thing>(load: Load<Thing>) {
  return {
    id: ({ reorganisationId: of, place }: Touched) =>
      Buffer.from(`Reorganisation:${of}/${place}`).toString('base64url'),
    before: ({ uid, on, outcome }: Touched, _: unknown, context: Context) =>
      outcome === 'BEGUN' ? null : load(context, uid, datedView(addDays(on, -1))),
    after: ({ uid, on, outcome }: Touched, _: unknown, context: Context) =>
      outcome === 'ENDED' ? null : load(context, uid, datedView(on)),
  };
}

/** Resolvers of the reorganisations that were applied. Each sees what it touched on its eve and on its day. */
export const reorganisationResolvers = {
  Reorganisation: {
    id: reorganisationId,
    effectiveOn: ({ on }: ReorganisationRow) => on,
    legalBasis: (row: ReorganisationRow) => toldReorganisation(row).document,
    unitCounts: (row: ReorganisationRow) => countsOf(row).units,
    agencyCounts: (row: ReorganisationRow) => countsOf(row).agencies,
    units: (row: ReorganisationRow, args: TouchedArguments, context: Context) => touched('unit', row, args, context),
    agencies: (row: ReorganisationRow, args: TouchedArguments, context: Context) =>
      touched('agency', row, args, context),
  },
  ReorganisedUnit: {
    ...touchedResolvers(loadUnit),
    heirs: async ({ uid, on }: Touched, _: unknown, context: Context) => {
      const unit = await loadUnit(context, uid, datedView(on));
      return unit === null ? [] : followHeirs(unit, on, (uids) => loadUnits(context, uids, datedView(on)));
    },
  },
  ReorganisedAgency: {
    ...touchedResolvers(loadAgency),
    heirs: async ({ uid, on }: Touched, _: unknown, context: Context) => {
      const agency = await loadAgency(context, uid, datedView(on));
      return agency === null ? [] : followHeirs(agency, on, (uids) => loadAgencies(context, uids, datedView(on)));
    },
  },
};
