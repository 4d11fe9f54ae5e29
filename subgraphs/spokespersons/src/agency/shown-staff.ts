import { encodeViewId, shownDay, type View } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { isInRoleOn, isPublishedOn } from '../spokesperson/spokesperson.rules.js';
import type { ViewedSpokesperson } from '../spokesperson/viewed-spokesperson.js';
import type { FocalPointRow, OfficerRow } from './staff.entity.js';

/** `type FocalPoint`. */
export interface ShownFocalPoint extends Shown {
  readonly name: string;
  readonly spokesperson: () => Promise<ViewedSpokesperson | null> | null;
}

/** `type PolicyCommunicationOfficer`. */
export interface ShownOfficer extends Shown {
  readonly fullName: string;
  readonly positionTitle: string;
}

interface Shown {
  readonly id: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly reviewState: FocalPointRow['reviewState'];
  readonly version: number;
  readonly synthetic: boolean;
}

/** A post as seen in a view. */
export function showFocalPoint(post: FocalPointRow, view: View, context: Context): ShownFocalPoint {
  return {
    ...shown('FocalPoint', post, view),
    name: post.name,
    spokesperson: () => (post.holderUid === null ? null : holderOf(post.holderUid, view, context)),
  };
}

/** A member of the staff as seen in a view. */
export function showOfficer(officer: OfficerRow, view: View): ShownOfficer {
  const { fullName, positionTitle } = officer;
  return { ...shown('PolicyCommunicationOfficer', officer, view), fullName, positionTitle };
}

function shown(type: string, row: FocalPointRow | OfficerRow, view: View): Shown {
  const { uid, validFrom, validTo, reviewState, version, synthetic } = row;
  return {
    id: encodeViewId({ type, uid, asOf: view.asOf }),
    validFrom,
    validTo: shownDay(validTo),
    reviewState,
    version,
    synthetic: synthetic === 1,
  };
}

/** Who holds a post on the day, as published; a holder who has left leaves it vacant. */
async function holderOf(uid: string, view: View, context: Context): Promise<ViewedSpokesperson | null> {
  const row = await context.spokespersons.byUid.load(uid);
  return row !== null && isInRoleOn(row, view.day) && isPublishedOn(row, view.day) ? { row, view } : null;
}
