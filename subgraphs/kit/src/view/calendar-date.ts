import { badInput } from '../errors/public-error.js';

/** A calendar day in Vietnam, `YYYY-MM-DD`: comparable as text. */
export type Day = string;

/** The first day the register answers for. */
export const REGISTER_BEGINS: Day = '2023-01-01';

/** Stored in place of an open beginning ("before the register began"), so that periods compare without nulls. */
export const OPEN_FROM: Day = '0001-01-01';

/** Stored in place of an open end ("still in force"): nothing holds on it, and nobody can ask for it. */
export const OPEN_TO: Day = '9999-12-31';

const VIETNAM_OFFSET_MS = 7 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The day in Vietnam (UTC+7, without daylight saving) at an instant. */
export function dayOf(instant: Date): Day {
  return new Date(instant.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(0, 10);
}

/** The day `days` after `day`; negative goes back. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whether a text is an existing calendar day in the form `YYYY-MM-DD` (ISO 8601 calendar date, extended format). */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** A stored day as the graph shows it: null for either open end. */
export function shownDay(day: Day): Day | null {
  return day === OPEN_FROM || day === OPEN_TO ? null : day;
}

/**
 * Reads a `Date` argument that looks at the register.
 * @throws PublicError `BAD_USER_INPUT` with the argument's name when {@link readAnyDay} does, or the day lies before the register begins.
 */
export function readDay(value: unknown, argument: string): Day {
  const day = readAnyDay(value, argument);
  if (day >= REGISTER_BEGINS) return day;
  throw badInput(
    argument,
    `${argument}: the register begins on ${REGISTER_BEGINS}; ${day} lies before it.`,
    `${argument}: dữ liệu bắt đầu từ ${REGISTER_BEGINS}; ${day} sớm hơn ngày đó.`,
  );
}

/**
 * Reads a `Date` argument, however long ago the day is.
 * @throws PublicError `BAD_USER_INPUT` with the argument's name when it is no day, or the one that stands for an open end.
 */
export function readAnyDay(value: unknown, argument: string): Day {
  if (typeof value !== 'string' || !isDay(value)) {
    throw badInput(
      argument,
      `${argument}: expected a calendar day as YYYY-MM-DD, got ${JSON.stringify(value)}.`,
      `${argument}: cần một ngày theo dạng YYYY-MM-DD, nhận được ${JSON.stringify(value)}.`,
    );
  }
  if (value < OPEN_TO) return value;
  const last = addDays(OPEN_TO, -1);
  throw badInput(
    argument,
    `${argument}: the last day that can be asked for is ${last}, got ${value}.`,
    `${argument}: ngày cuối cùng có thể hỏi là ${last}, nhận được ${value}.`,
  );
}
