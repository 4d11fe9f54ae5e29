import { addDays, type Day } from '@phat-ngon/kit';
import type { TrainingClassRow } from '../class/training-class.entity.js';
import type { EditionRow } from '../handbook/handbook.entity.js';
import { issueEdition } from '../handbook/issue-edition.js';
import { ANNOUNCED_CLASSES, type AnnouncedClass } from './classes.js';
import { PREPARED_EDITIONS } from './handbook.js';

/** A step in the life of a thing: what happened on which day, and the state it left. */
export interface Stage<Row> {
  readonly kind: string;
  readonly on: Day;
  readonly row: Row;
}

/** The life of a thing, from its creation to its present state. */
export type History<Row> = readonly [Stage<Row>, ...Stage<Row>[]];

const ISSUES = PREPARED_EDITIONS.flatMap(({ draft, issuedOn }) => {
  const announced = ANNOUNCED_CLASSES.map(({ row }) => row);
  return issuedOn === null ? [] : { on: issuedOn, ...issueEdition(draft, issuedOn, announced) };
});

/** The editions' lives: prepared, then issued. */
export const EDITION_HISTORIES: readonly History<EditionRow>[] = PREPARED_EDITIONS.map(({ draft, begunOn }) => [
  { kind: 'CREATED', on: begunOn, row: draft },
  ...ISSUES.filter(({ edition }) => edition.uid === draft.uid).map(({ on, edition }) => ({
    kind: 'ISSUED',
    on,
    row: edition,
  })),
]);

/** The editions as they are. */
export const EDITIONS: readonly EditionRow[] = EDITION_HISTORIES.map(presentOf);

const ANNOUNCED_AHEAD_DAYS = 180;
const CANCELLED_AHEAD_DAYS = 70;
const OPENED_AHEAD_DAYS = 60;

/** The classes' lives: announced, opened by their edition or ahead of their day, held; or cancelled before they opened. */
export const CLASS_HISTORIES: readonly History<TrainingClassRow>[] = ANNOUNCED_CLASSES.map(historyOf);

/** The classes as they are. */
export const CLASSES: readonly TrainingClassRow[] = CLASS_HISTORIES.map(presentOf);

function historyOf({ row, fate }: AnnouncedClass): History<TrainingClassRow> {
  const begun = PREPARED_EDITIONS.find(({ draft }) => draft.uid === row.waitsFor)?.begunOn;
  const announced = { kind: 'CREATED', on: begun ?? addDays(row.startsOn, -ANNOUNCED_AHEAD_DAYS), row };
  if (fate === 'CANCELLED') {
    const cancelled: TrainingClassRow = { ...row, version: 2, state: 'CANCELLED' };
    return [announced, { kind: 'CANCELLED', on: addDays(row.startsOn, -CANCELLED_AHEAD_DAYS), row: cancelled }];
  }
  if (fate !== 'OPEN' && fate !== 'HELD') return [announced];
  const opened = openingOf(row);
  if (fate === 'OPEN') return [announced, opened];
  const held: TrainingClassRow = { ...opened.row, version: 3, state: 'HELD' };
  return [announced, opened, { kind: 'HELD', on: row.endsOn ?? row.startsOn, row: held }];
}

function openingOf(row: TrainingClassRow): Stage<TrainingClassRow> {
  for (const { on, opened } of ISSUES) {
    const byIssue = opened.find(({ uid }) => uid === row.uid);
    if (byIssue !== undefined) return { kind: 'OPENED', on, row: byIssue };
  }
  return { kind: 'OPENED', on: addDays(row.startsOn, -OPENED_AHEAD_DAYS), row: { ...row, version: 2, state: 'OPEN' } };
}

function presentOf<Row>(history: History<Row>): Row {
  return (history.at(-1) ?? history[0]).row;
}
