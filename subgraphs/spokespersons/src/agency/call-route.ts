import type { Reference, View, ViewKey } from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import type { Context } from '../context.js';
import { agencyReference } from '../references.js';
import type { SpokespersonRow } from '../spokesperson/spokesperson.entity.js';
import { maySeeContact } from '../spokesperson/spokesperson.rules.js';
import type { ViewedSpokesperson } from '../spokesperson/viewed-spokesperson.js';

/** Whom to call: a record, whose it is, and why. */
export interface CallRoute {
  readonly row: SpokespersonRow | null;
  readonly reason: 'DESIGNATED' | 'HEAD' | 'PARENT_AGENCY' | 'NONE';
}

/** `type CallRoute`. */
export interface ShownCallRoute {
  readonly spokesperson: ViewedSpokesperson | null;
  readonly agency: Reference | null;
  readonly reason: CallRoute['reason'];
}

/** Routes by agency and day; a parent's route is found once for all its children. */
export type CallRouteLoader = DataLoader<ViewKey, CallRoute, string>;

const NOBODY: CallRoute = { row: null, reason: 'NONE' };

/** Makes the loader of a request's call routes. */
export function callRouteLoader(context: Omit<Context, 'callRoutes'>): CallRouteLoader {
  const loader: CallRouteLoader = new DataLoader(
    (keys) => Promise.all(keys.map((key) => routeOf(key, context, loader))),
    {
      cacheKeyFn: ({ uid, day }) => `${uid}@${day}`,
    },
  );
  return loader;
}

async function routeOf(
  { uid, day }: ViewKey,
  context: Omit<Context, 'callRoutes'>,
  routes: CallRouteLoader,
): Promise<CallRoute> {
  const [agency, speakers] = await Promise.all([
    context.placements.agencies.load({ uid, day }),
    context.spokespersons.speakers.load({ uid, day }),
  ]);
  if (agency === null || agency.validTo <= day) return NOBODY;
  const designated = (speakers ?? []).filter((row) => row.role === 'SPOKESPERSON');
  for (const row of designated) if (await canBeReached(row, day, context)) return { row, reason: 'DESIGNATED' };
  const head = speakers?.find((row) => row.role === 'HEAD');
  if (head !== undefined) return { row: head, reason: 'HEAD' };
  if (agency.parentUid === null) return NOBODY;
  const { row } = await routes.load({ uid: agency.parentUid, day });
  return row === null ? NOBODY : { row, reason: 'PARENT_AGENCY' };
}

/** A contact the caller may see; on another day than today that is not asked, since contacts are shown as of today alone. */
async function canBeReached(row: SpokespersonRow, day: string, context: Omit<Context, 'callRoutes'>): Promise<boolean> {
  if (day !== context.today) return true;
  const contacts = await context.spokespersons.contacts.load(row.uid);
  return contacts.some((contact) => maySeeContact(contact, row, context));
}

/** `Agency.whoToCall`: the spokesperson, else the head, else the parent agency's route. */
export async function whoToCall(uid: string, view: View, context: Context): Promise<ShownCallRoute> {
  const { row, reason } = await context.callRoutes.load({ uid, day: view.day });
  return {
    spokesperson: row === null ? null : { row, view },
    agency: row === null ? null : agencyReference(row.agencyUid, view),
    reason,
  };
}
