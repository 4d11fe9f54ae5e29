import type { Day } from '@phat-ngon/kit';
import { checkAppointment } from '../../command/check-appointment.js';
import { type Desk, readUid, requireWriter } from '../../command/desk.js';
import {
  type DocumentFacts,
  type DocumentInput,
  type EvidenceInput,
  readDocument,
  readEvidence,
} from '../../command/read-evidence.js';
import { readLine } from '../../command/read-line.js';
import { type PersonInput, readPerson } from '../../command/read-person.js';
import { readTerm } from '../../command/read-term.js';
import { type InputPath, Problems } from '../../command/user-errors.js';
import { begin, type SpokespersonOutcome } from './appoint.js';

/** `input AuthoriseSpokespersonInput`. */
export interface AuthoriseInput {
  readonly agency: string;
  readonly person: PersonInput;
  readonly document: DocumentInput;
  readonly matter: string;
  readonly validFrom: unknown;
  readonly validTo: unknown;
  readonly evidence?: EvidenceInput | null;
}

const MATTER_LENGTH = 500;

/** Somebody may speak on one matter for a limited term, by a written authorisation (Decree 09/2017, art. 3); it lapses by itself. */
export async function authorise(desk: Desk, input: AuthoriseInput): Promise<SpokespersonOutcome> {
  const agencyUid = readUid(input.agency, 'Agency', 'input.agency');
  await requireWriter(desk, agencyUid);
  const problems = new Problems();
  const term = readTerm(input);
  const person = readPerson(input.person, ['person'], problems);
  const document = readDocument(input.document, ['document'], problems);
  const matter = readLine(input.matter, { path: ['matter'], longest: MATTER_LENGTH, problems });
  const evidence = readEvidence(input.evidence, problems);
  checkIssued(document, term.validFrom, ['document', 'issuedOn'], problems);
  await checkAppointment(desk, { agencyUid, role: 'AUTHORIZED', ...term, besides: [], roleField: null }, problems);
  problems.refuse();
  const authorisation = { ...document, matter };
  return begin(desk, { agencyUid, role: 'AUTHORIZED', ...term, person, evidence, authorisation });
}

/** Holds the day of a written authorisation against the beginning of its term. */
export function checkIssued(
  { documentIssuedOn }: Pick<DocumentFacts, 'documentIssuedOn'>,
  validFrom: Day,
  path: InputPath,
  problems: Problems,
): void {
  if (documentIssuedOn === null || documentIssuedOn <= validFrom) return;
  problems.add({
    code: 'INVALID',
    path,
    en: `The document was issued on ${documentIssuedOn}; the term cannot begin before it, on ${validFrom}.`,
    vi: `Văn bản ban hành ngày ${documentIssuedOn}; thời hạn không thể bắt đầu trước đó, ngày ${validFrom}.`,
  });
}
