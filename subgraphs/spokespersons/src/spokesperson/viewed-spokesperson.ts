import { encodeViewId, type View } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import type { SpokespersonRow } from './spokesperson.entity.js';

/** A record as seen in a view: what resolvers of `Spokesperson` stand on. */
export interface ViewedSpokesperson {
  readonly row: SpokespersonRow;
  readonly view: View;
}

/** The id of a record in its view. */
export function spokespersonId({ row, view }: ViewedSpokesperson): string {
  return encodeViewId({ type: 'Spokesperson', uid: row.uid, asOf: view.asOf });
}

/**
 * A record in a view. Null where it does not exist yet, and for callers who may not read what was never published: its period
 * may be over, but it must have been verified by the day. Staff see it from the day it came in.
 */
export async function loadSpokesperson(context: Context, uid: string, view: View): Promise<ViewedSpokesperson | null> {
  const row = await context.spokespersons.byUid.load(uid);
  if (row === null || row.validFrom > view.day) return null;
  const everPublished = row.publishedOn !== null && row.publishedOn <= view.day;
  const isSeen = everPublished || (row.recordedOn <= view.day && (await context.rights.isStaffOf(row.agencyUid)));
  return isSeen ? { row, view } : null;
}
