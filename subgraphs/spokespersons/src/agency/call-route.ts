import { type Day, isPlaced, type PlacedAgencyRow, type Reference, type View } from '@phat-ngon/kit';
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

const NOBODY: CallRoute = { row: null, reason: 'NONE' };

/**
 * Goes up from an agency to the first that has somebody to call. A loop over the request's loaders, not a loader of routes: in
 * one batch with its parent, a child would wait for a promise that waits for the batch.
 */
async function routeFrom(uid: string, day: Day, context: Context): Promise<CallRoute> {
  const passed = new Set<string>();
  for (let at: string | null = uid; at !== null && !passed.has(at); ) {
    passed.add(at);
    const [agency, own]: [PlacedAgencyRow | null, CallRoute] = await Promise.all([
      context.placements.agencies.load({ uid: at, day }),
      ownRoute(at, day, context),
    ]);
    if (!isPlaced(agency, day)) return NOBODY;
    if (own.row !== null) return at === uid ? own : { row: own.row, reason: 'PARENT_AGENCY' };
    at = agency.parentUid;
  }
  return NOBODY;
}

/** Whom an agency has of its own. */
async function ownRoute(uid: string, day: Day, context: Context): Promise<CallRoute> {
  const speakers = (await context.spokespersons.speakers.load({ uid, day })) ?? [];
  const designated = speakers.filter((row) => row.role === 'SPOKESPERSON');
  const reached = await Promise.all(designated.map((row) => canBeReached(row, day, context)));
  const row = designated.find((_, index) => reached[index]);
  if (row !== undefined) return { row, reason: 'DESIGNATED' };
  const head = speakers.find((speaker) => speaker.role === 'HEAD');
  return head === undefined ? NOBODY : { row: head, reason: 'HEAD' };
}

/** A contact the caller may see; on another day than today that is not asked, since contacts are shown as of today alone. */
async function canBeReached(row: SpokespersonRow, day: Day, context: Context): Promise<boolean> {
  if (day !== context.today) return true;
  const [contacts, isStaff] = await Promise.all([
    context.spokespersons.contacts.load(row.uid),
    context.rights.isStaffOf(row.agencyUid),
  ]);
  return contacts.some((contact) => isStaff || maySeeContact(contact, row, context));
}

/** `Agency.whoToCall`: the spokesperson, else the head, else the parent agency's route. */
export async function whoToCall(uid: string, view: View, context: Context): Promise<ShownCallRoute> {
  const { row, reason } = await routeFrom(uid, view.day, context);
  return {
    spokesperson: row === null ? null : { row, view },
    agency: row === null ? null : agencyReference(row.agencyUid, view),
    reason,
  };
}
