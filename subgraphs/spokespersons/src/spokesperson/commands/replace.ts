import { OPEN_TO, readAnyDay } from '@phat-ngon/kit';
import { checkAppointment } from '../../command/check-appointment.js';
import { type Desk, readUid, takeUp } from '../../command/desk.js';
import { endRecord } from '../../command/end-record.js';
import { type EvidenceInput, readEvidence } from '../../command/read-evidence.js';
import { type PersonInput, readPerson } from '../../command/read-person.js';
import { Problems } from '../../command/user-errors.js';
import type { Kept } from '../../keeping/kept.js';
import { spokespersonKeeper } from '../../keeping/spokesperson.keeper.js';
import type { SpokespersonRecord } from '../../record.js';
import { submit } from '../../submission/submit.js';
import { type Beginning, beginRecord, type SpokespersonOutcome } from './appoint.js';

/** `input ReplaceSpokespersonInput`. */
export interface ReplaceInput {
  readonly spokesperson: string;
  readonly expectedVersion: number;
  readonly effectiveOn: unknown;
  readonly successor: PersonInput;
  readonly evidence?: EvidenceInput | null;
}

/** One leaves and another begins on the same day: the first at once, the second once the authority has verified the record. */
export async function replace(desk: Desk, input: ReplaceInput): Promise<SpokespersonOutcome> {
  const uid = readUid(input.spokesperson, 'Spokesperson', 'input.spokesperson');
  const target = { uid, expectedVersion: input.expectedVersion, field: 'spokesperson' };
  const leaving = await takeUp(desk, spokespersonKeeper, target);
  const problems = new Problems();
  const effectiveOn = readAnyDay(input.effectiveOn, 'input.effectiveOn');
  const person = readPerson(input.successor, ['successor'], problems);
  const evidence = readEvidence(input.evidence, problems);
  const { agencyUid, role } = leaving.state;
  const term = { validFrom: effectiveOn, validTo: OPEN_TO };
  await checkAppointment(desk, { agencyUid, role, ...term, besides: [uid], roleField: null }, problems);
  return succeed(desk, leaving, { agencyUid, role, ...term, person, evidence }, problems);
}

/**
 * Ends a record on the day on which another begins, and lays that before the authority.
 * @throws CommandRefused for whatever the problems hold by then.
 */
export async function succeed(
  desk: Desk,
  leaving: Kept<SpokespersonRecord>,
  beginning: Beginning,
  problems: Problems,
): Promise<SpokespersonOutcome> {
  const end = { endsOn: beginning.validFrom, field: 'effectiveOn', kind: 'ENDED' };
  const replaced = endRecord(desk, spokespersonKeeper, leaving, end, problems);
  problems.refuse();
  const { state } = beginRecord(desk, beginning);
  const { evidence } = beginning;
  const submission = await submit(desk, {
    ...{ kind: 'REPLACEMENT', type: 'spokesperson', current: leaving.state, proposed: state, evidence, replaced },
  });
  return { spokespersonUid: state.uid, replacedUid: leaving.state.uid, submissionUid: submission.uid };
}
