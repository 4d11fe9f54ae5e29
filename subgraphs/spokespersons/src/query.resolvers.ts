import { encodeViewId, type Reference, readView } from '@phat-ngon/kit';
import type { Context } from './context.js';
import { type AgenciesByCoverageArguments, listAgenciesByCoverage } from './coverage/list-agencies-by-coverage.js';
import { agencyReference } from './references.js';
import type { ReportedFigureRow } from './rules/rule.entity.js';
import { pressAuthority, reportedFigures } from './rules/rule.store.js';
import { listSpokespersons, type SpokespersonsArguments } from './spokesperson/list-spokespersons.js';

async function authority(_: unknown, args: { readonly asOf?: unknown }, context: Context): Promise<Reference | null> {
  const view = readView(args.asOf, context.today);
  const uid = await pressAuthority(context.database, view.day);
  return uid === null ? null : agencyReference(uid, view);
}

/** Resolvers of the root fields. */
export const queryResolvers = {
  Query: {
    spokespersons: (_: unknown, args: SpokespersonsArguments, context: Context) => listSpokespersons(args, context),
    agenciesByCoverage: (_: unknown, args: AgenciesByCoverageArguments, context: Context) =>
      listAgenciesByCoverage(args, context),
    reportedFigures: (_: unknown, _args: unknown, context: Context) => reportedFigures(context.database),
    pressAuthority: authority,
  },
  ReportedFigure: {
    id: ({ id }: ReportedFigureRow) => encodeViewId({ type: 'ReportedFigure', uid: id, asOf: null }),
    approximate: ({ approximate }: ReportedFigureRow) => approximate === 1,
  },
};
