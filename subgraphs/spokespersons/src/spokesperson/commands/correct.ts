import { foldText, readAnyDay } from '@phat-ngon/kit';
import { checkAppointment } from '../../command/check-appointment.js';
import { type Desk, readUid, takeUp } from '../../command/desk.js';
import { propose } from '../../command/propose.js';
import { type DocumentInput, type EvidenceInput, readDocument, readEvidence } from '../../command/read-evidence.js';
import { readLine } from '../../command/read-line.js';
import { type PersonInput, readPerson } from '../../command/read-person.js';
import { type InputPath, Problems } from '../../command/user-errors.js';
import { spokespersonKeeper } from '../../keeping/spokesperson.keeper.js';
import type { SpokespersonRecord } from '../../record.js';
import type { SpokespersonOutcome } from './appoint.js';

/** `input SpokespersonCorrectionInput`: what is left out stays. */
export interface CorrectionInput extends PersonInput {
  readonly validFrom?: unknown;
  readonly document?: DocumentInput | null;
  readonly matter?: string | null;
}

/** `input CorrectSpokespersonInput`. */
export interface CorrectInput {
  readonly spokesperson: string;
  readonly expectedVersion: number;
  readonly correction: CorrectionInput;
  readonly evidence?: EvidenceInput | null;
}

const MATTER_LENGTH = 500;

/**
 * A record said something wrong, for its whole term: a slip of the pen, not a change of hands. A verified record stays as it is until
 * the authority has accepted the correction; one that was not is corrected at once and waits again.
 */
export async function correct(desk: Desk, input: CorrectInput): Promise<SpokespersonOutcome> {
  const uid = readUid(input.spokesperson, 'Spokesperson', 'input.spokesperson');
  const target = { uid, expectedVersion: input.expectedVersion, field: 'spokesperson' };
  const before = await takeUp(desk, spokespersonKeeper, target);
  const problems = new Problems();
  const changes = readCorrection(input.correction, problems);
  const evidence = readEvidence(input.evidence, problems);
  refuseAnotherPerson(before.state, changes, ['correction', 'fullName'], problems);
  if (changes.validFrom !== undefined) {
    const { agencyUid, role, validTo } = before.state;
    const term = { validFrom: changes.validFrom, validTo };
    await checkAppointment(desk, { agencyUid, role, ...term, besides: [uid], roleField: null }, problems);
  }
  problems.refuse();
  const submission = await propose(desk, spokespersonKeeper, before, { changes, evidence });
  return { spokespersonUid: uid, replacedUid: null, submissionUid: submission.uid };
}

function readCorrection(input: CorrectionInput, problems: Problems): Partial<SpokespersonRecord> {
  const { validFrom, document, matter, ...person } = input;
  const path = ['correction'];
  return {
    ...readPerson(person, path, problems),
    ...(validFrom === null || validFrom === undefined
      ? {}
      : { validFrom: readAnyDay(validFrom, 'input.correction.validFrom') }),
    ...(document ? readDocument(document, [...path, 'document'], problems) : {}),
    ...(matter === null || matter === undefined
      ? {}
      : { matter: readLine(matter, { path: [...path, 'matter'], longest: MATTER_LENGTH, problems }) }),
  };
}

/** A name that shares no word with the one before is another person's: written over, the history would tell of one who never served. */
export function refuseAnotherPerson(
  { fullName }: Pick<SpokespersonRecord, 'fullName'>,
  changes: Partial<SpokespersonRecord>,
  path: InputPath,
  problems: Problems,
): void {
  if (changes.fullName === undefined || sharesAWord(fullName, changes.fullName)) return;
  problems.add({
    code: 'INVALID',
    path,
    en: `${changes.fullName} is another person than ${fullName}: replaceSpokesperson keeps the history of both.`,
    vi: `${changes.fullName} là người khác với ${fullName}: hãy dùng replaceSpokesperson để giữ lịch sử của cả hai.`,
  });
}

/** Whether two names may be one, misspelt: they share a word, accents and case aside. */
export function sharesAWord(name: string, other: string): boolean {
  const words = new Set(foldText(name).split(' '));
  return foldText(other)
    .split(' ')
    .some((word) => words.has(word));
}
