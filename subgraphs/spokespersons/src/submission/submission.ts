import { type Day, OPEN_TO } from '@phat-ngon/kit';
import type { KeptState } from '../keeping/kept.js';
import type { SpokespersonRecord } from '../record.js';
import type { ReviewState } from '../spokesperson/spokesperson.entity.js';
import type { SubmissionRow } from './submission.entity.js';

/** What an agency shows in support: a document, an address, words. */
export interface Evidence {
  readonly documentNumber: string | null;
  readonly documentTitle: string | null;
  readonly documentIssuedOn: Day | null;
  readonly url: string | null;
  readonly note: string | null;
}

/** No evidence. */
export const NO_EVIDENCE: Evidence = {
  documentNumber: null,
  documentTitle: null,
  documentIssuedOn: null,
  url: null,
  note: null,
};

/** A submission with its states read. */
export interface Submission extends Omit<SubmissionRow, 'currentState' | 'proposedState' | 'evidence'> {
  readonly current: KeptState | null;
  readonly proposed: KeptState;
  readonly evidence: Evidence;
}

/** Reads the row of a submission. */
export function submissionOf({ currentState, proposedState, evidence, ...row }: SubmissionRow): Submission {
  return {
    ...row,
    current: currentState === null ? null : JSON.parse(currentState),
    proposed: JSON.parse(proposedState),
    evidence: JSON.parse(evidence),
  };
}

/** The row of a submission. */
export function rowOfSubmission({ current, proposed, evidence, ...row }: Submission): SubmissionRow {
  return {
    ...row,
    currentState: current === null ? null : JSON.stringify(current),
    proposedState: JSON.stringify(proposed),
    evidence: JSON.stringify(evidence),
  };
}

/** Whether the agency or the authority has still something to do. */
export function isOpen(state: ReviewState): boolean {
  return state === 'PENDING' || state === 'RETURNED';
}

/** The fields that what is proposed changes, by name; of a record that begins, all that are filled. */
export function changedFields({ current, proposed }: Pick<Submission, 'current' | 'proposed'>): readonly string[] {
  const before: Readonly<Record<string, unknown>> = { ...current };
  return Object.entries(proposed)
    .filter(([field]) => !NOT_PROPOSED.has(field))
    .filter(([field, after]) => JSON.stringify(after ?? null) !== JSON.stringify(before[field] ?? null))
    .filter(([, after]) => current !== null || (after !== null && after !== undefined && `${after}` !== ''))
    .map(([field]) => field);
}

/** What the system keeps of a record, and no agency proposes. */
const NOT_PROPOSED: ReadonlySet<string> = new Set([
  ...['uid', 'agencyUid', 'recordedOn', 'publishedOn', 'reviewState', 'synthetic', 'endRecordedOn', 'confirmations'],
  ...['sourceDocument', 'sourceImporter', 'sourceFile', 'sourceRow'],
]);

/** Whether what a loader found is a submission. @throws the error it found instead. */
export function isSubmission(found: Submission | Error | null): found is Submission {
  if (found instanceof Error) throw found;
  return found !== null;
}

/** The items that must be published and lack in a record. */
export function missingItems({ contacts }: SpokespersonRecord): readonly ('PHONE_MISSING' | 'EMAIL_MISSING')[] {
  const channels = contacts.filter(({ visibility }) => visibility !== 'AUTHORITY').map(({ channel }) => channel);
  return [
    ...(channels.includes('PHONE') ? [] : (['PHONE_MISSING'] as const)),
    ...(channels.includes('EMAIL') ? [] : (['EMAIL_MISSING'] as const)),
  ];
}

/** What a field of a record says, in one line; null where it says nothing. */
export function wordsOf(state: KeptState | null, field: string): string | null {
  const value: unknown = { ...state }[field as keyof KeptState];
  if (value === null || value === undefined || value === '' || value === OPEN_TO) return null;
  if (!Array.isArray(value)) return String(value);
  return value.length === 0 ? null : value.map((entry) => Object.values(entry as object).join(' · ')).join('; ');
}
