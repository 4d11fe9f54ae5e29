import type { PlacedUnit } from '../index.js';
import { ChangeLog, fixedClock, rowsOf, type Subgraph, type SubgraphDefinition } from '../index.js';
import { bareSubgraph, openTestSubgraph, type TestDatabase, temporaryDatabase } from '../testing.js';
import type { ChangeDraft } from './change-log.js';
import { LogTrimmedError } from './log-trimmed.js';
import { trimLog } from './trim-log.js';

const DAY = (day: string) => fixedClock(new Date(`${day}T05:00:00Z`));
const NEVER = new AbortController().signal;

function unit(uid: string): ChangeDraft {
  const state: PlacedUnit = {
    ...{ uid, version: 1, level: 'PROVINCE', code: uid, name: uid, region: null, parentUid: 'vn', path: `/vn/${uid}/` },
    ...{ sortOfficial: uid, validFrom: '2023-01-01', validTo: '9999-12-31', heirs: [] },
  };
  return {
    ...{ type: 'unit', kind: 'CREATED', cause: 'SEED', entityId: uid, agencyUid: null, path: `/vn/${uid}/` },
    ...{ version: 1, effectiveFrom: '2023-01-01', actor: 'test', before: null, after: state },
  };
}

/** The source of placements, whose snapshot is what its log has ever told. */
const source = (uids: readonly string[]): SubgraphDefinition<object> => ({
  ...bareSubgraph('units'),
  snapshot: async () => ({ items: uids.map((uid) => ({ type: 'unit', state: unit(uid).after })), next: null }),
});

async function write(subgraph: Subgraph, day: string, uids: readonly string[]): Promise<void> {
  await new ChangeLog(subgraph.database, DAY(day)).write(({ append }) => append(uids.map(unit)));
}

const positions = async ({ database }: Subgraph) =>
  (await rowsOf<{ seq: number }>(database, 'SELECT seq FROM change_log ORDER BY seq', [])).map(({ seq }) => seq);

let database: TestDatabase;
beforeEach(async () => {
  database = await temporaryDatabase();
});
afterEach(() => database[Symbol.asyncDispose]());

describe('a log that is trimmed', () => {
  it('loses what is older than it is kept, says up to where, and nothing more a second time', async () => {
    await using subgraph = await openTestSubgraph(bareSubgraph('units'), { database });
    await write(subgraph, '2026-01-01', ['p01', 'p02']);
    await write(subgraph, '2026-06-01', ['p03']);
    const log = new ChangeLog(subgraph.database, DAY('2026-07-01'));
    for (let times = 0; times < 2; times += 1) {
      await trimLog(log, DAY('2026-07-01'), 30);
      expect([await positions(subgraph), await log.extent()]).toEqual([[3], { trimmedThrough: 2, position: 3 }]);
    }
    await trimLog(log, DAY('2026-07-02'), 30);
    expect([await positions(subgraph), await log.extent()]).toEqual([[], { trimmedThrough: 3, position: 3 }]);
    await write(subgraph, '2026-07-02', ['p04']);
    expect(await positions(subgraph)).toEqual([4]);
  });

  it('is not read from before where it begins, as if nothing were missing', async () => {
    await using subgraph = await openTestSubgraph(bareSubgraph('units'), { database });
    await write(subgraph, '2026-01-01', ['p01', 'p02']);
    await trimLog(new ChangeLog(subgraph.database, DAY('2026-07-01')), DAY('2026-07-01'), 30);
    await expect(subgraph.changes.readAfter(1, 10, NEVER)).rejects.toThrow(LogTrimmedError);
    expect(await subgraph.changes.readAfter(2, 10, NEVER)).toEqual([]);
    await write(subgraph, '2026-07-01', ['p03']);
    await expect(subgraph.changes.readAfter(0, 10, NEVER)).rejects.toThrow(LogTrimmedError);
    expect((await subgraph.changes.readAfter(2, 10, NEVER)).map(({ seq }) => seq)).toEqual([3]);
  });

  it('is kept for good unless the subgraph is told how long, and then trimmed when it opens', async () => {
    {
      await using subgraph = await openTestSubgraph(bareSubgraph('units'), { database });
      await write(subgraph, '2026-01-01', ['p01']);
    }
    {
      await using subgraph = await openTestSubgraph(bareSubgraph('units'), { database, clock: DAY('2026-07-01') });
      expect(await positions(subgraph)).toEqual([1]);
    }
    await using subgraph = await openTestSubgraph(bareSubgraph('units'), {
      ...{ database, clock: DAY('2026-07-01'), feedRetentionDays: 90 },
    });
    expect(await positions(subgraph)).toEqual([]);
  });

  it('is learned anew by whoever had read it to before where it begins', async () => {
    await using units = await openTestSubgraph(source(['p01', 'p02']), { database });
    await write(units, '2026-01-01', ['p01']);
    await using copyDatabase = await temporaryDatabase();
    const reader = { ...bareSubgraph('reader'), projectsPlacements: true };
    const known = async (subgraph: Subgraph) =>
      (await rowsOf<{ uid: string }>(subgraph.database, 'SELECT uid FROM placed_unit ORDER BY uid', [])).map(
        ({ uid }) => uid,
      );
    {
      // It has read the log, not the snapshot.
      const { placements } = {
        placements: { ...units.changes, snapshot: async () => ({ items: [], next: null }), position: async () => 0 },
      };
      await using copy = await openTestSubgraph(reader, { database: copyDatabase, placements });
      expect(await known(copy)).toEqual(['p01']);
    }
    await write(units, '2026-01-02', ['p02']);
    await trimLog(new ChangeLog(units.database, DAY('2026-07-01')), DAY('2026-07-01'), 30);
    await using copy = await openTestSubgraph(reader, { database: copyDatabase, placements: units.changes });
    expect(await known(copy)).toEqual(['p01', 'p02']);
    expect(copy.projectedThrough()).toBe(2);
  });
});
