import type { Desk } from '../command/desk.js';
import { withConfirmation } from '../command/with-confirmation.js';
import type { Kept, KeptState, KeptType } from '../keeping/kept.js';
import type { SpokespersonRecord } from '../record.js';

/** A record, verified today: published for the first time now, if it was not before; of a spokesperson that is a confirmation too. */
export function verified(kept: Kept<KeptState>, type: KeptType, desk: Desk): KeptState {
  const { state } = kept;
  const published: KeptState = { ...state, reviewState: 'VERIFIED', publishedOn: state.publishedOn ?? desk.today };
  if (type !== 'spokesperson') return published;
  return withConfirmation({ state: published as SpokespersonRecord, version: kept.version }, desk);
}
