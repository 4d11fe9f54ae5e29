import { type Day, dayOf, isDay } from './calendar-date.js';

/** Where the time comes from: passed in everywhere, so that tests and golden answers can fix it. */
export interface Clock {
  now(): Date;
  today(): Day;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date(), today: () => dayOf(new Date()) };

/** A clock that stands at one instant. */
export function fixedClock(instant: Date): Clock {
  return { now: () => new Date(instant), today: () => dayOf(instant) };
}

/**
 * The clock that `CLOCK` asks for: the system's when unset, else fixed at a day (noon in Vietnam) or at an RFC 3339 instant.
 * @throws Error naming the variable and what was expected.
 */
export function clockFrom(setting: string | undefined): Clock {
  if (setting === undefined || setting === '') return systemClock;
  const instant = new Date(isDay(setting) ? `${setting}T12:00:00+07:00` : setting);
  if (Number.isNaN(instant.getTime())) {
    throw new Error(`CLOCK: expected a day (YYYY-MM-DD) or an RFC 3339 instant, got ${JSON.stringify(setting)}`);
  }
  return fixedClock(instant);
}

/** The instant so many days of 24 hours ago: RFC 3339, UTC, as instants are stored. */
export function instantDaysAgo(clock: Clock, days: number): string {
  return new Date(clock.now().getTime() - days * DAY_MS).toISOString();
}

const DAY_MS = 86_400_000;
