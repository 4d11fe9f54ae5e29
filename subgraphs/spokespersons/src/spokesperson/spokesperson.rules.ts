import { addDays, type Condition, type Day, OPEN_TO, type Principal, type View } from '@phat-ngon/kit';
import type { SpeakingRuleRow } from '../rules/rule.entity.js';
import type { ContactPointRow } from './contact-point.entity.js';
import type { SpokespersonRow } from './spokesperson.entity.js';

/** Whether a record is published on a day: verified now, and verified for the first time by then. */
export function isPublishedOn(row: Pick<SpokespersonRow, 'reviewState' | 'publishedOn'>, day: Day): boolean {
  return row.reviewState === 'VERIFIED' && row.publishedOn !== null && row.publishedOn <= day;
}

/** SQL of {@link isPublishedOn} for the table under alias `v`. */
export function publishedOn(day: Day): Condition {
  return { sql: "(v.review_state = 'VERIFIED' AND v.published_on <= ?)", parameters: [day] };
}

/** Whether a record's period holds a day. */
export function isInRoleOn(row: Pick<SpokespersonRow, 'validFrom' | 'validTo'>, day: Day): boolean {
  return row.validFrom <= day && day < row.validTo;
}

/** The day as of which a view judges a record: its own, or the last day in the role. */
export function judgedDay(row: SpokespersonRow, view: View): Day {
  return view.day < row.validTo ? view.day : addDays(row.validTo, -1);
}

/**
 * Whether a caller who is not of the agency or the authority may see a contact point. What the public sees hangs on today, not on the view: a contact leaves public view
 * the moment its holder leaves, in every view (Law 91/2025 on personal data).
 */
export function maySeeContact(
  contact: ContactPointRow,
  row: SpokespersonRow,
  caller: { readonly principal: Principal; readonly today: Day },
): boolean {
  const { principal, today } = caller;
  if (!isPublishedOn(row, today) || !isInRoleOn(row, today)) return false;
  if (contact.visibility === 'PUBLIC') return true;
  return contact.visibility === 'PRESS' && (principal.role === 'PARTNER' || principal.scopes.includes('press'));
}

/** The written authorisation of a record (`type DocumentReference`); null where it has none. */
export function documentOf(
  row: Pick<SpokespersonRow, 'documentNumber' | 'documentTitle' | 'documentIssuedOn'>,
): { readonly number: string; readonly title: string | null; readonly issuedOn: Day | null } | null {
  const { documentNumber, documentTitle, documentIssuedOn } = row;
  return documentNumber === null ? null : { number: documentNumber, title: documentTitle, issuedOn: documentIssuedOn };
}

/** A confirmation on this day or later keeps a record fresh. */
export function freshFrom(day: Day, staleAfterDays: number): Day {
  return addDays(day, -staleAfterDays);
}

/** Whether the record under an alias was confirmed from a day to a day. */
export function confirmedWithin(alias: string, day: Day, from: Day): Condition {
  return {
    sql: `EXISTS (SELECT 1 FROM confirmation c WHERE c.spokesperson_uid = ${alias}.uid AND c.confirmed_on >= ? AND c.confirmed_on < ?)`,
    parameters: [from, addDays(day, 1)],
  };
}

/** `enum QualityFlag`. */
export type QualityFlag =
  | 'AUTHORISATION_WITHOUT_END'
  | 'AUTHORISATION_TOO_LONG'
  | 'DOCUMENT_MISSING'
  | 'ROLE_NOT_FORESEEN';

/** An authorisation for more days is not for a limited term. */
export const LONGEST_TERM_DAYS = 366;

/** What to know of a record: records in the wild break the decree's rules, and are kept with a flag rather than refused. */
export function qualityFlags(row: SpokespersonRow, rule: SpeakingRuleRow | null): readonly QualityFlag[] {
  const flags: QualityFlag[] = [];
  if (row.role === 'AUTHORIZED') {
    if (row.validTo === OPEN_TO) flags.push('AUTHORISATION_WITHOUT_END');
    else if (addDays(row.validFrom, LONGEST_TERM_DAYS) < row.validTo) flags.push('AUTHORISATION_TOO_LONG');
    if (row.documentNumber === null) flags.push('DOCUMENT_MISSING');
  }
  if (rule?.roles && !rule.roles.split(' ').includes(row.role)) flags.push('ROLE_NOT_FORESEEN');
  return flags;
}
