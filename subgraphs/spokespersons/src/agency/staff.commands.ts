import { readAnyDay } from '@phat-ngon/kit';
import { checkAgency, checkTerm } from '../command/check-appointment.js';
import { type Desk, readUid, requireWriter, takeUp } from '../command/desk.js';
import { endRecord } from '../command/end-record.js';
import { propose } from '../command/propose.js';
import { type EvidenceInput, readEvidence } from '../command/read-evidence.js';
import { readLine } from '../command/read-line.js';
import { readTerm, type TermInput } from '../command/read-term.js';
import { type InputPath, Problems } from '../command/user-errors.js';
import type { Keeper, Kept, KeptState } from '../keeping/kept.js';
import { spokespersonKeeper } from '../keeping/spokesperson.keeper.js';
import { type FocalPointState, focalPointKeeper, type OfficerState, officerKeeper } from '../keeping/staff.keepers.js';
import { submit } from '../submission/submit.js';

/** What a command did to a post or to a member of the staff, by uid. */
export interface StaffOutcome {
  readonly subjectUid: string;
  readonly submissionUid: string | null;
}

/** Which record a command is about, in the version the caller has seen. */
interface Aimed {
  readonly expectedVersion: number;
}

/** `input CreateFocalPointInput`. */
export interface CreateFocalPointInput extends TermInput {
  readonly agency: string;
  readonly name: string;
  readonly holder?: string | null;
  readonly evidence?: EvidenceInput | null;
}

/** `input ChangeFocalPointInput`. */
export interface ChangeFocalPointInput extends Aimed {
  readonly focalPoint: string;
  readonly name?: string | null;
  readonly holder?: string | null;
  readonly evidence?: EvidenceInput | null;
}

/** `input AddCommunicationOfficerInput`. */
export interface AddOfficerInput extends TermInput {
  readonly agency: string;
  readonly fullName: string;
  readonly positionTitle: string;
  readonly evidence?: EvidenceInput | null;
}

/** `input CorrectCommunicationOfficerInput`. */
export interface CorrectOfficerInput extends Aimed {
  readonly communicationOfficer: string;
  readonly fullName?: string | null;
  readonly positionTitle?: string | null;
  readonly evidence?: EvidenceInput | null;
}

const LONGEST = 200;

/** A press-information post begins. */
export async function createFocalPoint(desk: Desk, input: CreateFocalPointInput): Promise<StaffOutcome> {
  const frame = await beginning(desk, input);
  const { problems, evidence, state } = frame;
  const name = readLine(input.name, { path: ['name'], longest: LONGEST, problems });
  const holderUid = await readHolder(desk, input.holder ?? null, state.agencyUid, problems);
  return lay(desk, focalPointKeeper, { problems, evidence, state: { ...state, name, holderUid } });
}

/** A post has another name, or another holder. */
export async function changeFocalPoint(desk: Desk, input: ChangeFocalPointInput): Promise<StaffOutcome> {
  const { before, problems, evidence } = await aimed(desk, focalPointKeeper, FOCAL_POINT, {
    ...{ id: input.focalPoint, expectedVersion: input.expectedVersion, evidence: input.evidence },
  });
  const changes: Partial<FocalPointState> = {
    ...line(input.name, 'name', problems),
    ...(input.holder === undefined
      ? {}
      : { holderUid: await readHolder(desk, input.holder, before.state.agencyUid, problems) }),
  };
  problems.refuse();
  const submission = await propose(desk, focalPointKeeper, before, { changes, evidence });
  return { subjectUid: before.state.uid, submissionUid: submission.uid };
}

/** Somebody joins the policy-communication staff. */
export async function addOfficer(desk: Desk, input: AddOfficerInput): Promise<StaffOutcome> {
  const { problems, evidence, state } = await beginning(desk, input);
  const fullName = readLine(input.fullName, { path: ['fullName'], longest: LONGEST, problems });
  const positionTitle = readLine(input.positionTitle, { path: ['positionTitle'], longest: LONGEST, problems });
  return lay(desk, officerKeeper, { problems, evidence, state: { ...state, fullName, positionTitle } });
}

/** The record of a member of the staff said something wrong. */
export async function correctOfficer(desk: Desk, input: CorrectOfficerInput): Promise<StaffOutcome> {
  const { before, problems, evidence } = await aimed(desk, officerKeeper, OFFICER, {
    ...{ id: input.communicationOfficer, expectedVersion: input.expectedVersion, evidence: input.evidence },
  });
  const changes: Partial<OfficerState> = {
    ...line(input.fullName, 'fullName', problems),
    ...line(input.positionTitle, 'positionTitle', problems),
  };
  problems.refuse();
  const submission = await propose(desk, officerKeeper, before, { changes, evidence });
  return { subjectUid: before.state.uid, submissionUid: submission.uid };
}

/** A post ends. */
export function endFocalPoint(
  desk: Desk,
  input: Aimed & { readonly focalPoint: string; readonly endsOn: unknown },
): Promise<StaffOutcome> {
  return end(desk, focalPointKeeper, FOCAL_POINT, { ...input, id: input.focalPoint });
}

/** A member of the staff leaves. */
export function endOfficer(
  desk: Desk,
  input: Aimed & { readonly communicationOfficer: string; readonly endsOn: unknown },
): Promise<StaffOutcome> {
  return end(desk, officerKeeper, OFFICER, { ...input, id: input.communicationOfficer });
}

/** How ids of a kind of record come in. */
interface Naming {
  readonly type: 'FocalPoint' | 'PolicyCommunicationOfficer';
  readonly field: string;
}

const FOCAL_POINT: Naming = { type: 'FocalPoint', field: 'focalPoint' };
const OFFICER: Naming = { type: 'PolicyCommunicationOfficer', field: 'communicationOfficer' };

async function beginning(
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
async function lay<State extends KeptState>(
  desk: Desk,
  keeper: Keeper<State>,
  { problems, evidence, state }: Omit<Awaited<ReturnType<typeof beginning>>, 'state'> & { readonly state: State },
): Promise<StaffOutcome> {
  problems.refuse();
  desk.book.change(keeper, { kind: 'CREATED', before: null, state, effectiveFrom: state.validFrom });
  const submission = await submit(desk, { kind: 'NEW', type: keeper.type, current: null, proposed: state, evidence });
  return { subjectUid: state.uid, submissionUid: submission.uid };
}

async function aimed<State extends KeptState>(
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

async function end<State extends KeptState>(
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

function line<Field extends string>(
  text: string | null | undefined,
  field: Field,
  problems: Problems,
): { readonly [key in Field]?: string } {
  if (text === null || text === undefined) return {};
  const read = { [field]: readLine(text, { path: [field], longest: LONGEST, problems }) };
  return read as { readonly [key in Field]?: string };
}

/** Who holds a post must speak for the same agency. */
async function readHolder(
  { book }: Desk,
  holder: string | null,
  agencyUid: string,
  problems: Problems,
): Promise<string | null> {
  if (holder === null) return null;
  const uid = readUid(holder, 'Spokesperson', 'input.holder');
  const kept = await book.read(spokespersonKeeper, uid);
  if (kept?.state.agencyUid !== agencyUid) {
    const path: InputPath = ['holder'];
    const en = 'There is no such spokesperson at this agency.';
    problems.add({ code: 'NOT_FOUND', path, en, vi: 'Cơ quan này không có người phát ngôn đó.' });
  }
  return uid;
}
