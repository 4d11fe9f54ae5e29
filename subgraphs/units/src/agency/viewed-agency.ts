import { encodeViewId, isInForceOn, liveViewOn, readView, structureDay, type View } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { followHeirs } from '../lineage/follow-heirs.js';
import type { AgencyRow } from './agency.entity.js';

/** An agency as seen in a view: what resolvers of `Agency` stand on. */
export interface ViewedAgency {
  readonly row: AgencyRow;
  readonly view: View;
}

/** The id of an agency in its view. */
export function agencyId({ row, view }: ViewedAgency): string {
  return encodeViewId({ type: 'Agency', uid: row.uid, asOf: view.asOf });
}

/** An agency in a view; null where it does not exist yet. */
export async function loadAgency(context: Context, uid: string, view: View): Promise<ViewedAgency | null> {
  const row = await context.agencies.seen.load({ uid, day: view.day });
  return row === null ? null : { row, view };
}

/** Agencies in a view, in the order of their uids; those that do not exist yet are left out. */
export async function loadAgencies(
  context: Context,
  uids: readonly string[],
  view: View,
): Promise<readonly ViewedAgency[]> {
  const agencies = await Promise.all(uids.map((uid) => loadAgency(context, uid, view)));
  return agencies.filter((agency) => agency !== null);
}

/** Rows found by a structure of another day than the view's are looked up again in the view. */
export function agenciesInView(
  context: Context,
  rows: readonly AgencyRow[],
  day: string,
  view: View,
): readonly ViewedAgency[] | Promise<readonly ViewedAgency[]> {
  if (day === view.day) return rows.map((row) => ({ row, view }));
  return loadAgencies(
    context,
    rows.map((row) => row.uid),
    view,
  );
}

/** Who answers in its place now, live: itself, or what its heirs lead to. */
export function currentAgencies(agency: ViewedAgency, context: Context): Promise<readonly ViewedAgency[]> {
  return followHeirs(agency, context.today, (uids) => loadAgencies(context, uids, liveViewOn(context.today)));
}

/** The agencies directly below it, as its structure is in the view. */
export async function childAgencies({ row, view }: ViewedAgency, context: Context): Promise<readonly ViewedAgency[]> {
  const day = structureDay(row, view);
  return agenciesInView(context, (await context.agencies.children.load({ uid: row.uid, day })) ?? [], day, view);
}

/** The same agency on another day, or live. @throws PublicError `BAD_USER_INPUT` for a malformed day. */
export function agencyAt({ row }: ViewedAgency, date: unknown, context: Context): Promise<ViewedAgency | null> {
  return loadAgency(context, row.uid, readView(date, context.today, 'date'));
}

/** Whether it exists on the view's day. */
export function agencyInForce({ row, view }: ViewedAgency): boolean {
  return isInForceOn(row, view.day);
}
