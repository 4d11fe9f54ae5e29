import { encodeViewId, isInForceOn, liveViewOn, readView, structureDay, type View } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { followHeirs } from '../lineage/follow-heirs.js';
import type { UnitRow } from './unit.entity.js';

/** A unit as seen in a view: what resolvers of `AdministrativeUnit` stand on. */
export interface ViewedUnit {
  readonly row: UnitRow;
  readonly view: View;
}

/** The id of a unit in its view. */
export function unitId({ row, view }: ViewedUnit): string {
  return encodeViewId({ type: 'AdministrativeUnit', uid: row.uid, asOf: view.asOf });
}

/** A unit in a view; null where it does not exist yet. */
export async function loadUnit(context: Context, uid: string, view: View): Promise<ViewedUnit | null> {
  const row = await context.units.seen.load({ uid, day: view.day });
  return row === null ? null : { row, view };
}

/** Units in a view, in the order of their uids; those that do not exist yet are left out. */
export async function loadUnits(context: Context, uids: readonly string[], view: View): Promise<readonly ViewedUnit[]> {
  const units = await Promise.all(uids.map((uid) => loadUnit(context, uid, view)));
  return units.filter((unit) => unit !== null);
}

/** Rows found by a structure of another day than the view's are looked up again in the view. */
export async function unitsInView(
  context: Context,
  rows: readonly UnitRow[],
  day: string,
  view: View,
): Promise<readonly ViewedUnit[]> {
  if (day === view.day) return rows.map((row) => ({ row, view }));
  return loadUnits(
    context,
    rows.map((row) => row.uid),
    view,
  );
}

/** The uids a unit's path names above it, from the country down. */
export function ancestorUids(row: UnitRow): readonly string[] {
  return row.path.split('/').slice(1, -2);
}

/** Name and names of the places it lies in, nearest first, the country left out. */
export async function qualifiedName(unit: ViewedUnit, context: Context): Promise<string> {
  const ancestors = await loadUnits(context, ancestorUids(unit.row).slice(1), unit.view);
  return [unit.row.name, ...ancestors.map((ancestor) => ancestor.row.name).reverse()].join(', ');
}

/** What covers its ground now, live: itself, or what its heirs lead to. */
export function currentUnits(unit: ViewedUnit, context: Context): Promise<readonly ViewedUnit[]> {
  return followHeirs(unit, context.today, (uids) => loadUnits(context, uids, liveViewOn(context.today)));
}

/** The units directly below it, as its structure is in the view. */
export async function childUnits({ row, view }: ViewedUnit, context: Context): Promise<readonly ViewedUnit[]> {
  const day = structureDay(row, view);
  return unitsInView(context, (await context.units.children.load({ uid: row.uid, day })) ?? [], day, view);
}

/** The same unit on another day, or live. @throws PublicError `BAD_USER_INPUT` for a malformed day. */
export function unitAt({ row }: ViewedUnit, date: unknown, context: Context): Promise<ViewedUnit | null> {
  return loadUnit(context, row.uid, readView(date, context.today, 'date'));
}

/** Whether it exists on the view's day. */
export function unitInForce({ row, view }: ViewedUnit): boolean {
  return isInForceOn(row, view.day);
}
