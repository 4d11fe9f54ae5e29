import { readAnyDay } from '@phat-ngon/kit';
import { type Desk, readUid, takeUp } from '../../command/desk.js';
import { endRecord } from '../../command/end-record.js';
import { Problems } from '../../command/user-errors.js';
import { spokespersonKeeper } from '../../keeping/spokesperson.keeper.js';
import type { SpokespersonOutcome } from './appoint.js';

/** `input EndAppointmentInput`. */
export interface EndInput {
  readonly spokesperson: string;
  readonly expectedVersion: number;
  readonly endsOn: unknown;
}

/** Somebody leaves: at once or on a later day, without the authority's leave. */
export async function endAppointment(desk: Desk, input: EndInput): Promise<SpokespersonOutcome> {
  const uid = readUid(input.spokesperson, 'Spokesperson', 'input.spokesperson');
  const target = { uid, expectedVersion: input.expectedVersion, field: 'spokesperson' };
  const before = await takeUp(desk, spokespersonKeeper, target);
  const problems = new Problems();
  const ending = { endsOn: readAnyDay(input.endsOn, 'input.endsOn'), field: 'endsOn', kind: 'ENDED' };
  endRecord(desk, spokespersonKeeper, before, ending, problems);
  problems.refuse();
  return { spokespersonUid: uid, replacedUid: null, submissionUid: null };
}
