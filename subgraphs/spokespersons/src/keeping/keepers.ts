import type { Desk } from '../command/desk.js';
import type { SpokespersonRecord } from '../record.js';
import { withConfirmation } from '../spokesperson/commands/confirm.js';
import type { Keeper, Kept, KeptState, KeptType } from './kept.js';
import { spokespersonKeeper } from './spokesperson.keeper.js';
import { focalPointKeeper, officerKeeper } from './staff.keepers.js';

const KEEPERS = {
  spokesperson: spokespersonKeeper,
  focalPoint: focalPointKeeper,
  communicationOfficer: officerKeeper,
} as const;

/** Who keeps the records of a type, for work that is the same for all of them. */
export function keeperOf(type: KeptType): Keeper<KeptState> {
  // A keeper is given back what it has read itself: the wider type loses nothing.
  return KEEPERS[type] as unknown as Keeper<KeptState>;
}

/** A record, verified today: published for the first time now, if it was not before; of a spokesperson that is a confirmation too. */
export function verified(kept: Kept<KeptState>, type: KeptType, desk: Desk): KeptState {
  const { state } = kept;
  const published: KeptState = { ...state, reviewState: 'VERIFIED', publishedOn: state.publishedOn ?? desk.today };
  if (type !== 'spokesperson') return published;
  return withConfirmation({ state: published as SpokespersonRecord, version: kept.version }, desk);
}
