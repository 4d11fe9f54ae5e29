import type { Desk } from '../command/desk.js';
import { propose } from '../command/propose.js';
import type { EvidenceInput } from '../command/read-evidence.js';
import { readLine } from '../command/read-line.js';
import type { TermInput } from '../command/read-term.js';
import { type OfficerState, officerKeeper } from '../keeping/staff.keepers.js';
import {
  type Aimed,
  aimed,
  beginning,
  end,
  LONGEST,
  lay,
  line,
  type Naming,
  type StaffOutcome,
} from './staff-records.js';

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

const OFFICER: Naming = { type: 'PolicyCommunicationOfficer', field: 'communicationOfficer' };

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

/** A member of the staff leaves. */
export function endOfficer(
  desk: Desk,
  input: Aimed & { readonly communicationOfficer: string; readonly endsOn: unknown },
): Promise<StaffOutcome> {
  return end(desk, officerKeeper, OFFICER, { ...input, id: input.communicationOfficer });
}
