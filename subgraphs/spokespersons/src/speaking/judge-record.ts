import { type Day, foldText } from '@phat-ngon/kit';
import type { SpokespersonRow } from '../spokesperson/spokesperson.entity.js';
import { isPublishedOn } from '../spokesperson/spokesperson.rules.js';
import { isAllowed, rankOf, type SpeakingReason } from './speaking-reason.js';

/** What a question about speaking is judged by. */
export interface Question {
  readonly agencyUid: string;
  readonly day: Day;
  /** The roles that the rule of the day gives to the agency's class; null refuses none: its text has not been verified. */
  readonly roles: readonly string[] | null;
  /** What is to be spoken about, folded; null where that was not asked. */
  readonly matter: string | null;
}

/** Why, and the records a question fits, the one the answer rests on first. */
export interface Verdict {
  readonly reason: SpeakingReason;
  readonly rows: readonly SpokespersonRow[];
}

/**
 * Whether the holder of a record may speak (Decree 09/2017, art. 3): the head always, the spokesperson in the term, whoever is
 * authorised or coordinates about the one matter, each by a record published on the day.
 */
export function judgeRecord(row: SpokespersonRow, question: Question): SpeakingReason {
  const { agencyUid, day, roles, matter } = question;
  if (row.agencyUid !== agencyUid) return 'OF_ANOTHER_AGENCY';
  if (day < row.validFrom) return 'TERM_NOT_BEGUN';
  if (row.validTo <= day) return 'TERM_OVER';
  if (!isPublishedOn(row, day)) return 'NOT_PUBLISHED';
  if (row.role === 'HEAD') return 'HEAD';
  if (roles !== null && !roles.includes(row.role)) return 'ROLE_NOT_FORESEEN';
  if (row.role === 'SPOKESPERSON') return 'REGULAR_SPOKESPERSON';
  if (row.matter === null) return 'MATTER_NOT_RECORDED';
  if (matter !== null && !isAbout(row.matter, matter)) return 'OTHER_MATTER';
  return row.role === 'AUTHORIZED' ? 'AUTHORISED' : 'COORDINATING';
}

/** What is asked for is the matter, or a run of whole words of it: less than it, never more. */
function isAbout(matter: string, asked: string): boolean {
  return ` ${foldText(matter)} `.includes(` ${asked} `);
}

/** What a record says of no day on which its holder speaks by it. */
const ABSENT: readonly SpeakingReason[] = ['NOT_PUBLISHED', 'TERM_NOT_BEGUN', 'TERM_OVER'];

/**
 * The verdict on a name: who bears it in one position is one person, for whom the best record speaks, and those in the role on the
 * day go before the others. Where people disagree the name alone tells nothing.
 */
export function judgeName(rows: readonly SpokespersonRow[], question: Question): Verdict {
  const judged = rows
    .map((row) => ({ row, reason: judgeRecord(row, question) }))
    .sort((a, b) => rankOf(a.reason) - rankOf(b.reason));
  const people = new Map<string, boolean>();
  for (const { row, reason } of judged.filter(({ reason }) => !ABSENT.includes(reason))) {
    const position = foldText(row.positionTitle);
    people.set(position, people.get(position) === true || isAllowed(reason));
  }
  const disagree = new Set(people.values()).size > 1;
  return {
    reason: disagree ? 'SEVERAL_OF_THAT_NAME' : (judged[0]?.reason ?? 'NOBODY_OF_THAT_NAME'),
    rows: judged.map(({ row }) => row),
  };
}
