import { OPEN_TO, readAnyDay } from '@phat-ngon/kit';
import { checkAppointment } from '../../command/check-appointment.js';
import { type Desk, readUid, takeUp } from '../../command/desk.js';
import { endRecord } from '../../command/end-record.js';
import { type EvidenceInput, readEvidence } from '../../command/read-evidence.js';
import { type PersonInput, readPerson } from '../../command/read-person.js';
import { Problems } from '../../command/user-errors.js';
import { spokespersonKeeper } from '../../keeping/spokesperson.keeper.js';
import { submit } from '../../submission/submit.js';
import { beginRecord, type SpokespersonOutcome } from './appoint.js';

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
  const end = { endsOn: effectiveOn, field: 'effectiveOn', kind: 'ENDED' };
  const replaced = endRecord(desk, spokespersonKeeper, leaving, end, problems);
  problems.refuse();
  const begun = beginRecord(desk, { agencyUid, role, ...term, person, evidence });
  const submission = await submit(desk, {
    ...{ kind: 'REPLACEMENT', type: 'spokesperson', current: leaving.state, proposed: begun.state, evidence, replaced },
  });
  return { spokespersonUid: begun.state.uid, replacedUid: uid, submissionUid: submission.uid };
}
