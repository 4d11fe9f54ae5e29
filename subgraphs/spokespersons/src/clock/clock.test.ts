import { addDays, fixedClock } from '@phat-ngon/kit';
import { type TestDatabase, temporaryDatabase } from '@phat-ngon/kit/testing';
import { PERSON, send } from '../testing/commands.js';
import { type Network, openNetwork } from '../testing/open-network.js';

const noonOf = (day: string) => fixedClock(new Date(`${day}T05:00:00Z`));
const TODAY = '2026-11-24';

const RECORDS = [
  // Last confirmed 178 days before: stale from the third day on, by the rule of 180 days.
  { uid: 'growing-old', agencyUid: 'so-y-te-p01-1', confirmedOn: [addDays(TODAY, -178)] },
  { uid: 'fresh', agencyUid: 'ub-p01-1', confirmedOn: [TODAY] },
];

const clockRows = async (network: Network) => {
  const rows: any[] = [...(await network.subgraph.changes.readAfter(0, 1_000, new AbortController().signal))];
  return rows
    .filter((row) => row.cause === 'CLOCK')
    .map((row) => [row.seq, row.kind, row.entityId, row.effectiveFrom, row.version]);
};

/** A database in which something is decided for each of the next days. */
async function decided(): Promise<{
  readonly database: TestDatabase;
  readonly coming: string;
  readonly authorised: string;
}> {
  const database = await temporaryDatabase();
  await using network = await openNetwork({
    ...{ records: RECORDS, database, clock: noonOf(TODAY) },
    dataCalls: [
      { uid: 'call', dueOn: addDays(TODAY, 4), responses: [{ agencyUid: 'ub-p01-1' }] },
      { uid: 'answered', dueOn: addDays(TODAY, 1), responses: [{ agencyUid: 'ub-p01-1', state: 'ANSWERED' }] },
    ],
  });
  const appointed = await send(network, 'clerk', 'appointSpokesperson', {
    ...{ agency: 'so-van-hoa-p01-1', person: PERSON, validFrom: addDays(TODAY, 2) },
  });
  const authorised = await send(network, 'clerk', 'authoriseSpokesperson', {
    ...{ agency: 'ub-p01-1', person: PERSON, document: { number: '9/UQ' }, matter: 'Lễ hội' },
    ...{ validFrom: TODAY, validTo: addDays(TODAY, 4) },
  });
  return { database, coming: appointed.spokesperson?.uid ?? '', authorised: authorised.spokesperson?.uid ?? '' };
}

/** What the clock has written by a day, looked at anew. */
async function rowsOn(database: TestDatabase, day: string): Promise<readonly (readonly unknown[])[]> {
  await using network = await openNetwork({ database, clock: noonOf(day) });
  return await clockRows(network);
}

describe('what the clock does', () => {
  it('is told day by day, once', async () => {
    const { database, coming, authorised } = await decided();
    await using _ = database;
    for (let day = 0; day <= 5; day += 1) {
      const rows = await rowsOn(database, addDays(TODAY, day));
      expect(await rowsOn(database, addDays(TODAY, day))).toEqual(rows);
    }
    const rows = await rowsOn(database, addDays(TODAY, 5));
    expect(rows.map((row) => row.slice(1))).toEqual([
      ['TOOK_EFFECT', coming, addDays(TODAY, 2), 1],
      ['BECAME_STALE', 'growing-old', addDays(TODAY, 3), 1],
      ['LAPSED', authorised, addDays(TODAY, 4), 1],
      ['BECAME_OVERDUE', 'call', addDays(TODAY, 5), 1],
    ]);
  });

  it('is told the same when it is looked at late', async () => {
    const [daily, late] = [await decided(), await decided()];
    await using _ = daily.database;
    await using __ = late.database;
    for (let day = 1; day <= 5; day += 1) await rowsOn(daily.database, addDays(TODAY, day));
    expect(await rowsOn(late.database, addDays(TODAY, 5))).toEqual(await rowsOn(daily.database, addDays(TODAY, 5)));
  });

  it('comes before what a caller does on a later day', async () => {
    const { database } = await decided();
    await using _ = database;
    let clock = noonOf(TODAY);
    const moving = { now: () => clock.now(), today: () => clock.today() };
    await using network = await openNetwork({ database, clock: moving });
    clock = noonOf(addDays(TODAY, 5));
    await send(network, 'clerk', 'confirmSpokesperson', { spokesperson: 'growing-old', expectedVersion: 1 });
    const rows: any[] = [...(await network.subgraph.changes.readAfter(0, 1_000, new AbortController().signal))];
    expect(rows.slice(-5).map((row) => row.kind)).toEqual([
      ...['TOOK_EFFECT', 'BECAME_STALE', 'LAPSED', 'BECAME_OVERDUE'],
      'CONFIRMED',
    ]);
  });
});

describe('the end of an agency', () => {
  it('ends its records on its day, by the reorganisation', async () => {
    await using network = await openNetwork({
      records: [
        { uid: 'left-open', agencyUid: 'ub-d001-1' },
        { uid: 'never', agencyUid: 'ub-d001-1', role: 'HEAD', validFrom: '2026-01-01' },
      ],
    });
    const rows: any[] = [...(await network.subgraph.changes.readAfter(0, 1_000, new AbortController().signal))];
    expect(rows.map((row) => [row.kind, row.cause, row.entityId, row.effectiveFrom])).toEqual([
      ['ENDED', 'REORGANISATION', 'left-open', '2025-07-01'],
      ['WITHDRAWN', 'REORGANISATION', 'never', '2025-07-01'],
    ]);
    const { history }: any = await network.agency('ub-d001-1', '{ history { nodes { uid validTo } } }');
    expect(history.nodes).toContainEqual({ uid: 'left-open', validTo: '2025-07-01' });
  });
});
