import { type Desk, readUid, takeUp } from '../../command/desk.js';
import { refused } from '../../command/user-errors.js';
import { withConfirmation } from '../../command/with-confirmation.js';
import { spokespersonKeeper } from '../../keeping/spokesperson.keeper.js';
import { isInRoleOn } from '../spokesperson.rules.js';
import type { SpokespersonOutcome } from './appoint.js';

/** `input ConfirmSpokespersonInput`. */
export interface ConfirmInput {
  readonly spokesperson: string;
  readonly expectedVersion: number;
}

/** The agency says that a record still holds, word for word. */
export async function confirm(desk: Desk, input: ConfirmInput): Promise<SpokespersonOutcome> {
  const uid = readUid(input.spokesperson, 'Spokesperson', 'input.spokesperson');
  const target = { uid, expectedVersion: input.expectedVersion, field: 'spokesperson' };
  const before = await takeUp(desk, spokespersonKeeper, target);
  if (!isInRoleOn(before.state, desk.today) || before.state.reviewState !== 'VERIFIED') {
    throw refused({
      code: 'NOT_OPEN',
      path: ['spokesperson'],
      en: 'Only a verified record of somebody who is in the role today can be confirmed.',
      vi: 'Chỉ xác nhận được hồ sơ đã xác minh của người đang giữ vai trò.',
    });
  }
  const state = withConfirmation(before, desk);
  desk.book.change(spokespersonKeeper, { kind: 'CONFIRMED', before, state, effectiveFrom: desk.today });
  return { spokespersonUid: uid, replacedUid: null, submissionUid: null };
}
