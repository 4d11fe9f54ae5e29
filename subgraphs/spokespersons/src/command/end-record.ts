import { type Day, OPEN_TO } from '@phat-ngon/kit';
import type { Keeper, Kept, KeptState } from '../keeping/kept.js';
import type { Desk } from './desk.js';
import type { Problems } from './user-errors.js';

/** How a record ends. */
export interface Ending {
  /** The first day on which it no longer holds. */
  readonly endsOn: Day;
  /** The input field that names the day. */
  readonly field: string;
  readonly kind: string;
}

/** Whether a record may end on a day: an end may be set or brought forward, never put off. What stands in the way goes to the problems. */
export function checkEnd(
  { validFrom, validTo, reviewState }: Pick<KeptState, 'validFrom' | 'validTo' | 'reviewState'>,
  { endsOn, field }: Pick<Ending, 'endsOn' | 'field'>,
  problems: Problems,
): void {
  if (reviewState === 'WITHDRAWN' || validTo <= endsOn) {
    const since = validTo === OPEN_TO ? '' : ` on ${validTo}`;
    problems.add({
      code: 'ALREADY_ENDED',
      path: [field],
      en: `The record has ended${since}, or was withdrawn.`,
      vi: `Hồ sơ đã kết thúc${validTo === OPEN_TO ? '' : ` ngày ${validTo}`} hoặc đã được rút.`,
    });
  } else if (endsOn <= validFrom) {
    problems.add({
      code: 'ENDS_BEFORE_START',
      path: [field],
      en: `The record begins on ${validFrom}; it can end on a later day, got ${endsOn}. What never held is withdrawn.`,
      vi: `Hồ sơ bắt đầu ngày ${validFrom}; ngày kết thúc phải sau đó, nhận được ${endsOn}. Hồ sơ chưa từng có hiệu lực thì rút lại.`,
    });
  }
}

/** Ends a record, unless the problems, by {@link checkEnd} or from before, hold anything. */
export function endRecord<State extends KeptState>(
  { book, today }: Desk,
  keeper: Keeper<State>,
  before: Kept<State>,
  { endsOn, field, kind }: Ending,
  problems: Problems,
): Kept<State> {
  checkEnd(before.state, { endsOn, field }, problems);
  if (!problems.isEmpty) return before;
  const state = {
    ...before.state,
    validTo: endsOn,
    ...('endRecordedOn' in before.state ? { endRecordedOn: today } : {}),
  };
  return book.change(keeper, { kind, before, state, effectiveFrom: endsOn });
}
