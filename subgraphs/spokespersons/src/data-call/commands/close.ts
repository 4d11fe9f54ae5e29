import type { Desk } from '../../command/desk.js';
import { refused } from '../../command/user-errors.js';
import { putDataCall } from '../change-data-call.js';
import { changedSince, findOpenDataCall } from './find.js';
import type { DataCallOutcome } from './open.js';

/** `input CloseDataCallInput`. */
export interface CloseDataCallInput {
  readonly dataCall: string;
  readonly expectedVersion: number;
}

/** The authority takes no more answers; those there are can still be decided about. */
export async function closeDataCall(desk: Desk, input: CloseDataCallInput): Promise<DataCallOutcome> {
  const call = await findOpenDataCall(desk, input.dataCall);
  if (call.version !== input.expectedVersion) throw refused(changedSince(call.version, ['expectedVersion']));
  await putDataCall(desk.book, 'CLOSED', call, { ...call, version: call.version + 1, closedOn: desk.today });
  return { dataCallUid: call.uid };
}
