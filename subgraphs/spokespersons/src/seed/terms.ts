import { addDays, type Day, OPEN_TO, type Tier } from '@phat-ngon/kit';
import type { Draws } from './draws.js';

/** The day of the reported figures: exactly {@link COVERED_THEN} agencies are covered on it. */
export const FIGURES_DAY: Day = '2023-08-08';

/** The last day the demonstration data knows of. */
export const SEED_END: Day = '2026-11-15';

/** The day the districts ended. */
const REFORM_DAY: Day = '2025-07-01';

/** How many agencies of a tier are covered on {@link FIGURES_DAY}: 1,040 in all, as was reported. */
export const COVERED_THEN: Readonly<Record<Tier, number>> = {
  CENTRAL: 26,
  PROVINCE: 58,
  PROVINCIAL_DEPARTMENT: 402,
  DISTRICT: 231,
  COMMUNE: 323,
};

/** The share of a tier's agencies that have joined before the reform, and among those that came with it or had not joined, since. */
const JOINED_BEFORE_REFORM: Readonly<Record<Tier, number>> = {
  CENTRAL: 1,
  PROVINCE: 1,
  PROVINCIAL_DEPARTMENT: 0.84,
  DISTRICT: 0.72,
  COMMUNE: 0.41,
};
const JOINED_SINCE: Readonly<Record<Tier, number>> = {
  CENTRAL: 1,
  PROVINCE: 1,
  PROVINCIAL_DEPARTMENT: 0.86,
  DISTRICT: 0,
  COMMUNE: 0.68,
};

/** An agency as the seed sees it: its life and its place in the order in which its tier joins. */
export interface JoiningAgency {
  readonly tier: Tier;
  readonly lifeFrom: Day;
  readonly lifeTo: Day;
  /** Its place among the agencies of its tier in force on {@link FIGURES_DAY}; null for a later one. */
  readonly place: number | null;
  /** How many those are. */
  readonly ofTier: number;
}

/** When an agency sends its first record, and the first day on which that may be verified. */
export interface Joining {
  readonly day: Day;
  readonly verifiedFrom: Day;
}

/** How many more than were covered had sent a record that was still unverified on {@link FIGURES_DAY}. */
const UNVERIFIED_THEN = 0.12;

/** When an agency joins; null: never so far. */
export function joiningOf(agency: JoiningAgency, draws: Draws): Joining | null {
  const { tier, place, ofTier } = agency;
  if (place !== null) {
    const covered = COVERED_THEN[tier];
    if (place < covered) return joining(addDays('2023-01-16', draws.between(0, 180)));
    if (place < covered * (1 + UNVERIFIED_THEN))
      return { day: addDays('2023-07-01', draws.between(0, 34)), verifiedFrom: '2023-08-12' };
    const last = Math.round(JOINED_BEFORE_REFORM[tier] * ofTier);
    if (place < last) {
      const day = addDays('2023-08-10', Math.floor(((place - covered) / (last - covered)) * 670));
      return day < agency.lifeTo ? joining(day) : null;
    }
  }
  if (agency.lifeTo !== OPEN_TO || !draws.chance(JOINED_SINCE[tier])) return null;
  const from = agency.lifeFrom > FIGURES_DAY ? agency.lifeFrom : REFORM_DAY;
  return joining(addDays(from, 1 + Math.floor(draws.share() ** 2 * (daysBetween(from, SEED_END) - 2))));
}

function joining(day: Day): Joining {
  return { day, verifiedFrom: day };
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The period of one person in a role; `to` is open for who is there still. */
export interface Term {
  readonly from: Day;
  readonly to: Day;
}

/** The terms of an agency's spokespersons, one after the other: seven handovers in ten are from one day to the next. */
export function termsOf(start: Day, lifeTo: Day, draws: Draws): readonly Term[] {
  const terms: Term[] = [];
  for (let from = start; from < SEED_END && from < lifeTo; ) {
    const to = addDays(from, draws.between(220, 1_000));
    if (to >= lifeTo || to > SEED_END) {
      terms.push({ from, to: lifeTo });
      break;
    }
    terms.push({ from, to });
    from = draws.chance(0.7) ? to : addDays(to, draws.between(3, 40));
  }
  return terms;
}

/** The days on which a record is confirmed after its verification: three agencies in four never let it go stale. */
export function confirmationDays(verified: Day, to: Day, draws: Draws): readonly Day[] {
  const end = to < SEED_END ? to : SEED_END;
  const isDiligent = draws.chance(0.75);
  const days = [verified];
  for (let day = verified; ; ) {
    day = addDays(day, isDiligent ? draws.between(110, 170) : draws.between(90, 400));
    if (day >= end) return days;
    days.push(day);
  }
}
