import type { Day } from '../view/calendar-date.js';
import type { Region, Tier, UnitLevel } from './domain.js';

/**
 * A version of an administrative unit as the units subgraph logs it (`type: 'unit'`) and the others project it. Days are stored
 * days: an open end is `OPEN_FROM` or `OPEN_TO`.
 */
export interface PlacedUnit {
  readonly uid: string;
  readonly version: number;
  readonly level: UnitLevel;
  readonly code: string;
  readonly name: string;
  readonly region: Region | null;
  readonly parentUid: string | null;
  readonly path: string;
  /** Official order among all units: comparable as bytes. */
  readonly sortOfficial: string;
  readonly validFrom: Day;
  readonly validTo: Day;
  /** The uids that took over its ground on the day it ended; one that has ended since leads on to its own. Empty while no end is decided. */
  readonly heirs: readonly string[];
}

/** A version of an agency as the units subgraph logs it (`type: 'agency'`) and the others project it. */
export interface PlacedAgency {
  readonly uid: string;
  readonly version: number;
  readonly tier: Tier;
  readonly kind: string;
  readonly name: string;
  readonly unitUid: string;
  readonly parentUid: string | null;
  /** The path of its unit. */
  readonly path: string;
  readonly sortOfficial: string;
  readonly validFrom: Day;
  readonly validTo: Day;
}

/** The types of log rows and snapshot items that carry placements. */
export const PLACEMENT_TYPES = { unit: 'unit', agency: 'agency' } as const;
