import { type Day, OPEN_TO } from '@phat-ngon/kit';
import { checkAppointment } from '../../command/check-appointment.js';
import { type Desk, readUid, requireWriter } from '../../command/desk.js';
import { type EvidenceInput, readEvidence } from '../../command/read-evidence.js';
import { type PersonFacts, type PersonInput, readPerson } from '../../command/read-person.js';
import { readTerm } from '../../command/read-term.js';
import { Problems } from '../../command/user-errors.js';
import type { Kept } from '../../keeping/kept.js';
import { spokespersonKeeper } from '../../keeping/spokesperson.keeper.js';
import type { SpokespersonRecord } from '../../record.js';
import type { Evidence } from '../../submission/submission.js';
import { submit } from '../../submission/submit.js';
import type { SpeakerRole } from '../spokesperson.entity.js';

/** What a command did to spokespersons, by uid. */
export interface SpokespersonOutcome {
  readonly spokespersonUid: string;
  readonly replacedUid: string | null;
  readonly submissionUid: string | null;
}

/** `input AppointSpokespersonInput`. */
export interface AppointInput {
  readonly agency: string;
  readonly role: SpeakerRole;
  readonly person: PersonInput;
  readonly validFrom: unknown;
  readonly validTo?: unknown;
  readonly evidence?: EvidenceInput | null;
}

/** Somebody begins in a role at an agency; the record waits for the authority. */
export async function appoint(desk: Desk, input: AppointInput): Promise<SpokespersonOutcome> {
  const agencyUid = readUid(input.agency, 'Agency', 'input.agency');
  await requireWriter(desk, agencyUid);
  const problems = new Problems();
  const { role } = input;
  if (role === 'AUTHORIZED') problems.add(AUTHORISE_INSTEAD);
  const term = readTerm(input);
  const person = readPerson(input.person, ['person'], problems);
  const evidence = readEvidence(input.evidence, problems);
  await checkAppointment(desk, { agencyUid, role, ...term, besides: [], roleField: 'role' }, problems);
  problems.refuse();
  return begin(desk, { agencyUid, role, ...term, person, evidence });
}

const AUTHORISE_INSTEAD = {
  code: 'DOCUMENT_REQUIRED',
  path: ['role'],
  en: 'An authorisation has a document, one matter and a term: authoriseSpokesperson takes them.',
  vi: 'Ủy quyền phát ngôn cần văn bản, nội dung và thời hạn: hãy dùng authoriseSpokesperson.',
} as const;

/** What a record begins with. */
export interface Beginning {
  readonly agencyUid: string;
  readonly role: SpeakerRole;
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly person: PersonFacts;
  readonly evidence: Evidence;
  /** The written authorisation, for AUTHORIZED. */
  readonly authorisation?: Pick<SpokespersonRecord, 'documentNumber' | 'documentTitle' | 'documentIssuedOn' | 'matter'>;
  /** Where in a file it was read. */
  readonly source?: { readonly file: string; readonly row: number };
}

const NO_AUTHORISATION = { documentNumber: null, documentTitle: null, documentIssuedOn: null, matter: null } as const;

/** Begins a record and lays it before the authority. */
export async function begin(desk: Desk, beginning: Beginning): Promise<SpokespersonOutcome> {
  const { state } = beginRecord(desk, beginning);
  const { evidence } = beginning;
  const submission = await submit(desk, {
    kind: 'NEW',
    type: 'spokesperson',
    current: null,
    proposed: state,
    evidence,
  });
  return { spokespersonUid: state.uid, replacedUid: null, submissionUid: submission.uid };
}

/** Begins a record that waits for the authority. */
export function beginRecord({ book, today }: Desk, beginning: Beginning): Kept<SpokespersonRecord> {
  const { agencyUid, role, validFrom, validTo, person, evidence, source } = beginning;
  const state: SpokespersonRecord = {
    uid: book.newUid(agencyUid),
    agencyUid,
    role,
    validFrom,
    validTo,
    fullName: person.fullName ?? '',
    positionTitle: person.positionTitle ?? '',
    contacts: person.contacts ?? [],
    decisionNumber: person.decisionNumber ?? null,
    publications: person.publications ?? [],
    confirmations: [],
    ...(beginning.authorisation ?? NO_AUTHORISATION),
    endRecordedOn: validTo === OPEN_TO ? null : today,
    recordedOn: today,
    publishedOn: null,
    reviewState: 'PENDING',
    sourceDocument: evidence.documentNumber ?? person.decisionNumber ?? 'Cơ quan tự khai',
    sourceImporter: book.author.subject,
    sourceFile: source?.file ?? null,
    sourceRow: source?.row ?? null,
    synthetic: false,
  };
  return book.change(spokespersonKeeper, { kind: 'APPOINTED', before: null, state, effectiveFrom: validFrom });
}
