import { type ChangeCause, type ChangeDraft, type Day, OPEN_TO, PLACEMENT_TYPES } from '@phat-ngon/kit';
import type { AgencyRow } from './agency/agency.entity.js';
import { agencyState, unitState } from './placements.js';
import type { UnitRow } from './unit/unit.entity.js';

/** A log row to be, with the day and the rank that put it in order. */
export interface RegisterEvent {
  readonly on: Day;
  readonly order: string;
  readonly draft: ChangeDraft;
}

/** Why something happens to the register, and at whose hand. */
export interface Author {
  readonly cause: ChangeCause;
  readonly actor: string;
}

/** How the log tells of versions of one kind of thing. */
export interface EventsOf<Row> {
  /** A version begins: of a new thing, or after another version of it, which this closes. */
  begun(row: Row, before: Row | null): RegisterEvent;
  /** The last version ends, as it is stored since; `before` is how it stood while it was open. */
  ended(row: Row, before: Row | null): RegisterEvent;
}

/** How the log tells of units. */
export function unitEvents(author: Author): EventsOf<UnitRow> {
  return eventsOf(author, {
    type: PLACEMENT_TYPES.unit,
    rank: 'b',
    stateOf: unitState,
    agencyOf: () => null,
    changeOf: (before, row) =>
      before.kind !== row.kind ? 'RECLASSIFIED' : before.name !== row.name ? 'RENAMED' : 'MOVED',
  });
}

/** How the log tells of agencies. */
export function agencyEvents(author: Author): EventsOf<AgencyRow> {
  return eventsOf(author, {
    type: PLACEMENT_TYPES.agency,
    rank: 'c',
    stateOf: agencyState,
    agencyOf: (row) => row.uid,
    changeOf: (before, row) => (before.name !== row.name ? 'RENAMED' : 'MOVED'),
  });
}

interface EventRules<Row> {
  readonly type: string;
  /** This kind of thing among others on one day; ends come before beginnings. */
  readonly rank: string;
  readonly stateOf: (row: Row) => unknown;
  readonly agencyOf: (row: Row) => string | null;
  readonly changeOf: (before: Row, row: Row) => string;
}

function eventsOf<Row extends UnitRow | AgencyRow>(author: Author, rules: EventRules<Row>): EventsOf<Row> {
  const shared = (row: Row): Omit<ChangeDraft, 'kind' | 'effectiveFrom' | 'before' | 'after'> => ({
    ...author,
    type: rules.type,
    entityId: row.uid,
    agencyUid: rules.agencyOf(row),
    path: row.path,
    version: row.version,
  });
  // A version is told as it stood while its period was open: what closed it later has an event of its own.
  const opened = (row: Row): unknown => rules.stateOf({ ...row, validTo: OPEN_TO, heirs: '' });
  return {
    begun: (row, before) => ({
      on: row.validFrom,
      order: rules.rank + row.sortOfficial,
      draft: {
        ...shared(row),
        kind: before === null ? 'CREATED' : rules.changeOf(before, row),
        effectiveFrom: row.validFrom,
        before: before === null ? null : opened(before),
        after: opened(row),
      },
    }),
    ended: (row, before) => ({
      on: row.lifeTo,
      order: `a${rules.rank}${row.sortOfficial}`,
      draft: {
        ...shared(row),
        kind: 'ENDED',
        effectiveFrom: row.lifeTo,
        before: before === null ? null : opened(before),
        after: rules.stateOf(row),
      },
    }),
  };
}

/** By day; on one day ends come before beginnings, units before agencies. */
export function inOrderOfEvents(events: readonly RegisterEvent[]): readonly ChangeDraft[] {
  return [...events]
    .sort((a, b) => (a.on === b.on ? compare(a.order, b.order) : compare(a.on, b.on)))
    .map((event) => event.draft);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
