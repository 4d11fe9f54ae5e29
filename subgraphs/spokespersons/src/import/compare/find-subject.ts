import { type Day, foldText } from '@phat-ngon/kit';
import { ONE_AT_A_TIME } from '../../command/check-appointment.js';
import type { Holder } from '../../command/outlook.js';
import { sharesAWord } from '../../spokesperson/commands/correct.js';
import type { ImportRow } from '../normalise/import-row.js';

/** What a row is about: a record there is, somebody in the place of its holder, or somebody new. */
export type Subject =
  | { readonly kind: 'record'; readonly uid: string }
  | { readonly kind: 'successor'; readonly leavingUid: string }
  | { readonly kind: 'newcomer' };

const NEWCOMER: Subject = { kind: 'newcomer' };

/**
 * Finds what a row is about among those who have, had or will have a role at its agency. The same name in the same role is the same
 * record. In a role that one has at a time, a name that shares a word and begins on the same day is a slip of the pen, and another name
 * replaces the holder.
 */
export function findSubject({ recordUid, role, facts }: ImportRow, holders: readonly Holder[], today: Day): Subject {
  if (recordUid !== null) return { kind: 'record', uid: recordUid };
  const { fullName = '', validFrom = null } = facts;
  const inRole = holders.filter((holder) => holder.role === role);
  const day = validFrom ?? today;
  const isOne = ONE_AT_A_TIME.includes(role);
  const beginning = inRole.filter((holder) => holder.validFrom === validFrom);
  const known =
    sameName(beginning, fullName) ??
    // Who served before and comes again is another record.
    sameName(
      inRole.filter((holder) => day < holder.validTo),
      fullName,
    ) ??
    (isOne ? beginning.find((holder) => sharesAWord(holder.fullName, fullName)) : undefined);
  if (known !== undefined) return { kind: 'record', uid: known.uid };
  if (!isOne) return NEWCOMER;
  const leaving = inRole.find((holder) => holder.validFrom < day && day < holder.validTo);
  return leaving === undefined ? NEWCOMER : { kind: 'successor', leavingUid: leaving.uid };
}

function sameName(holders: readonly Holder[], fullName: string): Holder | undefined {
  return holders.find((holder) => foldText(holder.fullName) === foldText(fullName));
}
