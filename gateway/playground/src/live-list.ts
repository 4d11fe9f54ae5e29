import type { ExecutionResult } from 'graphql';
import { type AnswerList, isRow } from './answer.js';
import type { Step } from './follow-events.js';

/** One event of a subscription, as it came. */
export interface LiveEvent {
  /** Its number in the list's order of arrival, from 1. */
  readonly number: number;
  readonly at: Date;
  readonly result: ExecutionResult;
}

/** What has come of a subscription so far: the latest events, newest first, and how many there were in all. */
export interface LiveList {
  /** `none` where nothing is followed, and nothing of what was is kept. */
  readonly state: 'none' | 'connecting' | 'following' | 'lost' | 'ended' | 'stopped';
  readonly events: readonly LiveEvent[];
  readonly count: number;
}

/** How many events are kept. */
export const KEPT_EVENTS = 200;
/** What a line of the list has room for. */
const SUMMARY_LENGTH = 200;

/** The list of a page that follows nothing. */
export const NO_LIST: LiveList = { state: 'none', events: [], count: 0 };

/** Whether something is followed, so that it can be stopped. */
export function isLive({ state }: LiveList): boolean {
  return state === 'connecting' || state === 'following' || state === 'lost';
}

/** The list after a step. One that is refused before there was any event leaves none: the answer says why. */
export function afterStep(list: LiveList, step: Step, at: Date): LiveList {
  switch (step.kind) {
    case 'opened':
      return { ...list, state: 'following' };
    case 'lost':
      return { ...list, state: 'lost' };
    case 'ended':
      return { ...list, state: 'ended' };
    case 'refused':
      return list.count === 0 ? NO_LIST : { ...list, state: 'ended' };
    case 'events': {
      const events = step.results.map((result, index) => ({ number: list.count + index + 1, at, result }));
      const count = list.count + events.length;
      return { ...list, count, events: [...events.reverse(), ...list.events].slice(0, KEPT_EVENTS) };
    }
  }
}

/** An event in one line: its values in the order of the selection, or what went wrong. */
export function summaryOf({ data, errors = [] }: ExecutionResult): string {
  const words = data ? leavesOf(data) : errors.map(({ message }) => message);
  return words.join(' · ').slice(0, SUMMARY_LENGTH);
}

/** The events as a list of an answer, a row an event; null where there are none that are objects. */
export function answerListOf({ events }: LiveList): AnswerList | null {
  // A subscription has one root field (GraphQL, section 5.2.3.1).
  const fields = events.flatMap(({ result }) => Object.entries(result.data ?? {}).slice(0, 1));
  const rows = fields.map(([, value]) => value).filter(isRow);
  return rows.length === 0 ? null : { path: fields[0]?.[0] ?? '', rows };
}

function leavesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (isRow(value)) return Object.values(value).flatMap(leavesOf);
  return value === null || value === undefined ? [] : [String(value)];
}
