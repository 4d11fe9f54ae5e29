import type { Keeper, KeptState, KeptType } from './kept.js';
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
