import type { Kept } from '../keeping/kept.js';
import type { SpokespersonRecord } from '../record.js';
import type { Desk } from './desk.js';

/** The record, confirmed today; of several confirmations of one day the last is kept. */
export function withConfirmation({ state }: Kept<SpokespersonRecord>, { book, today }: Desk): SpokespersonRecord {
  const earlier = state.confirmations.filter(({ confirmedOn }) => confirmedOn !== today);
  const made = { confirmedOn: today, confirmedAt: book.at, confirmedBy: book.author.subject };
  return { ...state, confirmations: [...earlier, made] };
}
