import {
  allOf,
  type Connection,
  inForceOn,
  keyOf,
  type ListArguments,
  liveViewOn,
  MAX_PAGE_SIZE,
  type Reference,
  readList,
} from '@phat-ngon/kit';
import { commandsOf } from '../command/commands.js';
import type { Context } from '../context.js';
import { agencyReference } from '../references.js';

/** What a caller may do about an agency's records; `enum AgencyAction`. */
type AgencyAction = 'KEEP' | 'CHECK';

/** `Agency.viewerMay`. */
export async function viewerMay({ uid }: Reference, _: unknown, { rights }: Context): Promise<readonly AgencyAction[]> {
  const [keeps, checks] = await Promise.all([rights.mayWriteFor(uid), rights.mayReview(uid)]);
  return [...(keeps ? (['KEEP'] as const) : []), ...(checks ? (['CHECK'] as const) : [])];
}

async function agenciesInReach(_: unknown, args: ListArguments, context: Context): Promise<Connection<Reference>> {
  const view = liveViewOn(context.today);
  const query = {
    name: 'agenciesInReach',
    columns: 'a.uid AS `uid`',
    from: { sql: 'placed_agency a', parameters: [] },
    where: allOf([inForceOn(view.day, 'a'), await context.rights.staffCondition('a.uid')]),
    keys: [keyOf('a.sort_official'), keyOf('a.uid')],
  };
  return readList<{ readonly uid: string }, Reference>(context.database, query, args, ({ uid }) =>
    agencyReference(uid, view),
  );
}

/** Resolvers of `Query.viewer`. */
export const viewerResolvers = {
  Query: {
    viewer: (_: unknown, _args: unknown, { principal, today }: Context) => ({
      subject: principal.subject,
      role: principal.role,
      commands: principal.subject === null ? [] : commandsOf(principal.role),
      agencies: principal.agencies.map((uid) => agencyReference(uid, liveViewOn(today))),
      scopes: principal.scopes,
      limits: { cost: principal.costLimit, pageSize: MAX_PAGE_SIZE },
    }),
  },
  Viewer: { agenciesInReach },
};
