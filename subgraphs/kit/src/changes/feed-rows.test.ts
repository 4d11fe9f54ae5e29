import { ChangeLog, type Database, fixedClock, type Subgraph } from '../index.js';
import { bareSubgraph, countStatements, openTestSubgraph } from '../testing.js';
import type { ChangeDraft } from './change-log.js';
import { FeedRows, ROWS_AT_ONCE } from './feed-rows.js';

const NOTE: ChangeDraft = {
  ...{ type: 'note', kind: 'CREATED', cause: 'AGENCY', entityId: 'a', agencyUid: null, path: '/vn/', version: 1 },
  ...{ effectiveFrom: '2026-11-24', actor: 'test', origin: 'test', before: null, after: null },
};

let subgraph: Subgraph & AsyncDisposable;
let database: Database;
let log: ChangeLog;
let rows: FeedRows;
beforeEach(async () => {
  subgraph = await openTestSubgraph(bareSubgraph('feed'));
  database = subgraph.database;
  log = new ChangeLog(database, fixedClock(new Date('2026-11-24T05:00:00Z')));
  rows = new FeedRows(database);
});
afterEach(() => subgraph[Symbol.asyncDispose]());

/** Of so many places, one after the other: the change at position n is in place (n - 1) % places. */
const PLACES = 70;
const write = (count: number) =>
  log.write(({ append }) =>
    append(Array.from({ length: count }, (_, index) => ({ ...NOTE, agencyUid: `place ${index % PLACES}` }))),
  );
const inPlaces = (...places: readonly number[]) => ({
  types: ['note'],
  condition: {
    sql: `v.agency_uid IN (${places.map(() => '?').join(', ')})`,
    parameters: places.map((place) => `place ${place}`),
  },
});
const everythingOf = (type: string) => ({ types: [type], condition: { sql: '1 = 1', parameters: [] } });
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const positions = async (asked: Parameters<FeedRows['read']>[0]): Promise<readonly number[]> =>
  (await rows.read(asked)).map(({ seq }) => seq);

describe('the rows of a feed', () => {
  it('come in a statement for many who ask at once, and to each those that it asked for', async () => {
    await write(PLACES);
    const { result, statements } = await countStatements(database, () =>
      Promise.all(
        Array.from({ length: PLACES }, (_, place) => positions({ selection: inPlaces(place), after: 0, head: PLACES })),
      ),
    );
    expect(result).toEqual(Array.from({ length: PLACES }, (_, place) => [place + 1]));
    // Fifty filters a statement.
    expect(statements).toHaveLength(2);
  });

  it('come from where each of those who ask is, up to where each has seen that the log reaches', async () => {
    await write(PLACES);
    const { result, statements } = await countStatements(database, () =>
      Promise.all([
        positions({ selection: everythingOf('note'), after: 0, head: PLACES }),
        positions({ selection: everythingOf('note'), after: 67, head: PLACES }),
        positions({ selection: inPlaces(69), after: 68, head: PLACES }),
        positions({ selection: everythingOf('note'), after: 0, head: 2 }),
      ]),
    );
    expect(result).toEqual([upTo(PLACES), [68, 69, 70], [70], [1, 2]]);
    expect(statements).toHaveLength(2);
  });

  it('are of the types of the feed that is read', async () => {
    await log.write(({ append }) => append([NOTE, { ...NOTE, type: 'other' }]));
    const both = ['note', 'other'].map((type) => positions({ selection: everythingOf(type), after: 0, head: 2 }));
    expect(await Promise.all(both)).toEqual([[1], [2]]);
  });

  it('are read alone by who is far behind, and by a filter of many values', async () => {
    const head = ROWS_AT_ONCE + PLACES;
    await write(head);
    const allButTheLast = inPlaces(...Array.from({ length: PLACES - 1 }, (_, place) => place));
    const { result, statements } = await countStatements(database, () =>
      Promise.all([
        positions({ selection: everythingOf('note'), after: 0, head }),
        positions({ selection: inPlaces(0), after: head - 2 * PLACES, head }),
        positions({ selection: allButTheLast, after: 3 * PLACES - 2, head: 3 * PLACES + 1 }),
      ]),
    );
    expect(result).toEqual([upTo(ROWS_AT_ONCE), [491, 561], [209, 211]]);
    expect(statements).toHaveLength(3);
  });
});
