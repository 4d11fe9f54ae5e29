import type { Condition } from '../database/select.js';
import { ChangeLog, type Database, fixedClock, type Subgraph } from '../index.js';
import { bareSubgraph, countStatements, openTestSubgraph } from '../testing.js';
import type { ChangeDraft } from './change-log.js';
import { FeedRows } from './feed-rows.js';
import { type Following, followFeed } from './follow-feed.js';
import { type FeedRange, readFeed } from './read-feed.js';

const NOTE: ChangeDraft = {
  ...{ type: 'note', kind: 'CREATED', cause: 'AGENCY', entityId: 'a', agencyUid: null, path: '/vn/', version: 1 },
  ...{ effectiveFrom: '2026-11-24', actor: 'test', origin: 'test', before: null, after: null },
};
const CLOCK = fixedClock(new Date('2026-11-24T05:00:00Z'));

let subgraph: Subgraph & AsyncDisposable;
let database: Database;
let log: ChangeLog;
beforeEach(async () => {
  subgraph = await openTestSubgraph(bareSubgraph('feed'));
  database = subgraph.database;
  log = new ChangeLog(database, CLOCK);
});
afterEach(() => subgraph[Symbol.asyncDispose]());

/** The log as it is without anybody's hints. */
const polled = () => new ChangeLog(database, CLOCK, 20);

const write = (count: number, by = log) => by.write(({ append }) => append(Array.from({ length: count }, () => NOTE)));

const EVERYTHING: Condition = { sql: '1 = 1', parameters: [] };

/** The positions of the notes in a part of the log. */
function readNotes(range: FeedRange, { rows = new FeedRows(database), condition = EVERYTHING } = {}) {
  return readFeed(rows, { types: ['note'], condition }, range, async (found) => found.map(({ seq }) => seq));
}

function follow(parts: Partial<Following<number>> = {}, after = 0) {
  const ending = new AbortController();
  const changes = followFeed<number>({
    ...{ log, after, signal: ending.signal, onError: () => undefined },
    read: (range) => readNotes(range),
    ...parts,
  });
  const take = async (count: number): Promise<readonly number[]> => {
    const taken: number[] = [];
    while (taken.length < count) taken.push((await changes.next()).value?.seq ?? -1);
    return taken;
  };
  return { take, end: () => ending.abort(), next: () => changes.next() };
}

const upTo = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe('a feed that is followed', () => {
  it('gives what there is and what comes, each once and in order, however much is written meanwhile', async () => {
    await write(250);
    const { take, end } = follow();
    expect(await take(3)).toEqual([1, 2, 3]);
    await Promise.all([write(40), write(40), write(40)]);
    expect(await take(367)).toEqual(upTo(4, 370));
    const awaited = take(1);
    await write(1);
    expect(await awaited).toEqual([371]);
    end();
  });

  it('is woken by a hint of what another process has written', async () => {
    const other = new ChangeLog(database, CLOCK);
    const { take, end } = follow();
    const awaited = take(1);
    await write(1, other);
    log.hint();
    expect(await awaited).toEqual([1]);
    end();
  });

  it('needs no hint: it looks by itself', async () => {
    const other = new ChangeLog(database, CLOCK);
    const { take, end } = follow({ log: polled() });
    const awaited = take(1);
    await write(1, other);
    expect(await awaited).toEqual([1]);
    end();
  });

  it('looks by itself for all who wait at once: they read together', async () => {
    const other = new ChangeLog(database, CLOCK);
    const log = polled();
    const rows = new FeedRows(database);
    const followers = Array.from({ length: 8 }, (_, index) =>
      follow({
        log,
        read: (range) => readNotes(range, { rows, condition: { sql: 'v.version > ?', parameters: [-index] } }),
      }),
    );
    const { result, statements } = await countStatements(database, async () => {
      const awaited = followers.map(({ take }) => take(1));
      await write(1, other);
      return Promise.all(awaited);
    });
    expect(result).toEqual(Array.from({ length: 8 }, () => [1]));
    expect(statements.filter((sql) => /FROM change_log v\s+WHERE/.test(sql))).toHaveLength(1);
    for (const { end } of followers) end();
  });

  it('tells of a database that is away, waits, and misses nothing of it', async () => {
    await write(2);
    const told: unknown[] = [];
    let isAway = true;
    const { take, end } = follow({
      log: polled(),
      onError: (error) => {
        told.push(error);
        isAway = told.length < 3;
      },
      read: async (range) => {
        if (isAway) throw new Error('away');
        return readNotes(range);
      },
    });
    expect(await take(2)).toEqual([1, 2]);
    expect(told.length).toBe(3);
    end();
  });

  it('ends while it waits', async () => {
    const { next, end } = follow();
    const last = next();
    end();
    expect(await last).toEqual({ done: true, value: undefined });
  });
});
