import { readAnyDay } from '@phat-ngon/kit';
import { checkAgency, checkTerm } from '../command/check-appointment.js';
import { type Desk, readUid, requireWriter, takeUp } from '../command/desk.js';
import { endRecord } from '../command/end-record.js';
import { type EvidenceInput, readEvidence } from '../command/read-evidence.js';
import { readLine } from '../command/read-line.js';
import { readTerm, type TermInput } from '../command/read-term.js';
import { Problems } from '../command/user-errors.js';
import type { Keeper, Kept, KeptState } from '../keeping/kept.js';
import { submit } from '../submission/submit.js';

/** What a command did to a post or to a member of the staff, by uid. */
export interface StaffOutcome {
  readonly subjectUid: string;
  readonly submissionUid: string | null;
}

/** Which record a command is about, in the version the caller has seen. */
export interface Aimed {
  readonly expectedVersion: number;
}

/** The longest name or title. */
export const LONGEST = 200;

/** How ids of a kind of record come in. */
export interface Naming {
  readonly type: 'FocalPoint' | 'PolicyCommunicationOfficer';
  readonly field: string;
}

/** Reads what every record of an agency begins with. */
export async function beginning(
  desk: Desk,
  input: TermInput & { readonly agency: string; readonly evidence?: EvidenceInput | null },
) {
  const agencyUid = readUid(input.agency, 'Agency', 'input.agency');
  await requireWriter(desk, agencyUid);
  const problems = new Problems();
  const term = readTerm(input);
  const evidence = readEvidence(input.evidence, problems);
  if (checkTerm(term, problems)) await checkAgency(desk, { agencyUid, ...term }, problems);
  const state: KeptState = {
    ...{ uid: desk.book.newUid(agencyUid), agencyUid, ...term },
    ...{ recordedOn: desk.today, publishedOn: null, reviewState: 'PENDING', synthetic: false },
  };
  return { problems, evidence, state };
}

/** Begins a record and lays it before the authority. */
export async function lay<State extends KeptState>(
  desk: Desk,
  keeper: Keeper<State>,
  { problems, evidence, state }: Omit<Awaited<ReturnType<typeof beginning>>, 'state'> & { readonly state: State },
): Promise<StaffOutcome> {
  problems.refuse();
  desk.book.change(keeper, { kind: 'CREATED', before: null, state, effectiveFrom: state.validFrom });
  const submission = await submit(desk, { kind: 'NEW', type: keeper.type, current: null, proposed: state, evidence });
  return { subjectUid: state.uid, submissionUid: submission.uid };
}

/** Takes up a record that a command is about. */
export async function aimed<State extends KeptState>(
  desk: Desk,
  keeper: Keeper<State>,
  { type, field }: Naming,
  input: Aimed & { readonly id: string; readonly evidence: EvidenceInput | null | undefined },
): Promise<{
  readonly before: Kept<State>;
  readonly problems: Problems;
  readonly evidence: ReturnType<typeof readEvidence>;
}> {
  const uid = readUid(input.id, type, `input.${field}`);
  const before = await takeUp(desk, keeper, { uid, expectedVersion: input.expectedVersion, field });
  const problems = new Problems();
  return { before, problems, evidence: readEvidence(input.evidence, problems) };
}

/** Ends a record. */
export async function end<State extends KeptState>(
  desk: Desk,
  keeper: Keeper<State>,
  naming: Naming,
  input: Aimed & { readonly id: string; readonly endsOn: unknown },
): Promise<StaffOutcome> {
  const { before, problems } = await aimed(desk, keeper, naming, { ...input, evidence: null });
  const ending = { endsOn: readAnyDay(input.endsOn, 'input.endsOn'), field: 'endsOn', kind: 'ENDED' };
  endRecord(desk, keeper, before, ending, problems);
  problems.refuse();
  return { subjectUid: before.state.uid, submissionUid: null };
}

/** Reads a text that may be left out, under its own name. */
export function line<Field extends string>(
  text: string | null | undefined,
  field: Field,
  problems: Problems,
): { readonly [key in Field]?: string } {
  if (text === null || text === undefined) return {};
  const read = { [field]: readLine(text, { path: [field], longest: LONGEST, problems }) };
  return read as { readonly [key in Field]?: string };
}
