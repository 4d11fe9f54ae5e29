import { ChangeLog } from '../changes/change-log.js';
import { bareSubgraph, openTestSubgraph, TEST_CLOCK } from '../testing.js';
import type { Database } from './database.js';
import { heardBy } from './heard.js';
import { rowsOf } from './select.js';

/** A view of a database, and how many statements have come through it. */
function counting(database: Database): { readonly view: Database; readonly count: () => number } {
  let count = 0;
  const view = heardBy(database, () => {
    count += 1;
  });
  return { view, count: () => count };
}

const one = (database: Database) => rowsOf<{ readonly n: number }>(database, 'SELECT 1 AS n', []);
const written = (database: Database, statements: number) =>
  database.transaction(async (manager) => {
    for (let done = 0; done < statements; done += 1) await manager.query('SELECT 1');
  });

describe('a database that somebody hears', () => {
  let subgraph: Awaited<ReturnType<typeof openTestSubgraph>>;
  let database: Database;
  beforeAll(async () => {
    subgraph = await openTestSubgraph(bareSubgraph('heard'));
    database = subgraph.database;
  });
  afterAll(() => subgraph[Symbol.asyncDispose]());

  it('tells each of what came through it, however many go on at once', async () => {
    const [few, many] = [counting(database), counting(database)];
    const rows = await Promise.all([one(few.view), one(many.view), one(few.view), one(database), one(many.view)]);
    await one(many.view);
    expect(rows.map(([row]) => Number(row?.n))).toEqual([1, 1, 1, 1, 1]);
    expect([few.count(), many.count()]).toEqual([2, 3]);
  });

  it('tells of what is written too, and nobody hears of what comes behind it', async () => {
    const [first, second] = [counting(database), counting(database)];
    await Promise.all([written(first.view, 2), written(second.view, 3), written(database, 1)]);
    const failed = written(first.view, 1).then(() =>
      first.view.transaction((manager) => manager.query('SELECT * FROM nothing_of_the_kind')),
    );
    await expect(failed).rejects.toThrow();
    const [heardOfFirst, heardOfSecond] = [first.count(), second.count()];
    await written(database, 4);
    expect(heardOfSecond).toBeGreaterThanOrEqual(3);
    expect(heardOfFirst).toBeGreaterThanOrEqual(4);
    expect([first.count(), second.count()]).toEqual([heardOfFirst, heardOfSecond]);
  });

  it('tells of what is written to the log through it', async () => {
    const { view, count } = counting(database);
    const log = new ChangeLog(database, TEST_CLOCK);
    await log.write(({ position }) => position());
    expect(count()).toBe(0);
    await log.write(({ position }) => position(), view);
    expect(count()).toBeGreaterThanOrEqual(2);
  });
});
