import { type Desk, readUid } from '../command/desk.js';
import { propose } from '../command/propose.js';
import type { EvidenceInput } from '../command/read-evidence.js';
import { readLine } from '../command/read-line.js';
import type { TermInput } from '../command/read-term.js';
import type { InputPath, Problems } from '../command/user-errors.js';
import { spokespersonKeeper } from '../keeping/spokesperson.keeper.js';
import { type FocalPointState, focalPointKeeper } from '../keeping/staff.keepers.js';
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

const FOCAL_POINT: Naming = { type: 'FocalPoint', field: 'focalPoint' };

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

/** A post ends. */
export function endFocalPoint(
  desk: Desk,
  input: Aimed & { readonly focalPoint: string; readonly endsOn: unknown },
): Promise<StaffOutcome> {
  return end(desk, focalPointKeeper, FOCAL_POINT, { ...input, id: input.focalPoint });
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
