import { type Change, groupRows, OPEN_TO, type PlacedAgency } from '@phat-ngon/kit';
import { rowsOfRecord, type SpokespersonRecord } from './record.js';
import { seedNetwork } from './seed-network.js';
import { SpokespersonEntity } from './spokesperson/spokesperson.entity.js';
import { idOf, type Network, openNetwork } from './testing/open-network.js';
import { AGENCIES } from './testing/register.js';

let network: Network;
let changes: readonly Change[];
/** Beside the small register, departments that the reform moved to another province. */
const MOVED = Array.from({ length: 30 }, (_, place): readonly PlacedAgency[] => {
  const there = AGENCIES.filter((agency) => agency.uid === 'ub-c688-1');
  return there.map((agency) => ({ ...agency, uid: `so-${place}`, tier: 'PROVINCIAL_DEPARTMENT' }));
}).flat();
const REGISTER = [...AGENCIES, ...MOVED];
beforeAll(async () => {
  network = await openNetwork({ seed: seedNetwork, agencies: REGISTER });
  changes = await network.subgraph.changes.readAfter(0, 10_000, new AbortController().signal);
});
afterAll(() => network[Symbol.asyncDispose]());

const ofRecords = () => changes.filter((change) => change.type === 'spokesperson');

describe('the first filling', () => {
  it('leaves in the log what it leaves in the tables: the last state of a record is the record', async () => {
    const stored = await network.subgraph.database.reader.find(SpokespersonEntity);
    expect(stored.length).toBeGreaterThan(10);
    const last = new Map(ofRecords().map((change) => [change.entityId, change]));
    expect(last.size).toBe(stored.length);
    for (const row of stored) {
      const change = last.get(row.uid);
      const { foldedName, foldedPosition, sortName, ...shown } = rowsOfRecord(
        change?.after as SpokespersonRecord,
        change?.version ?? 0,
      ).row;
      expect({ ...row }).toEqual(shown);
    }
  });

  it('logs an appointment and an end, each with the state before it, in the order of their days', () => {
    const days = changes.map((change) => change.effectiveFrom);
    expect(days).toEqual([...days].sort());
    expect(changes.map((change) => change.seq)).toEqual(changes.map((_, index) => index + 1));
    const before = new Map<string, unknown>();
    for (const { entityId, kind, version, before: was, after } of ofRecords()) {
      expect(was).toEqual(before.get(entityId) ?? null);
      expect([kind, version]).toEqual(was === null ? ['APPOINTED', 1] : ['ENDED', 2]);
      before.set(entityId, after);
    }
    expect([...before.values()].some((state) => (state as SpokespersonRecord).validTo !== OPEN_TO)).toBe(true);
  });

  it('logs where the agency lay on that day', () => {
    for (const { agencyUid, effectiveFrom, path } of changes.filter((change) => change.agencyUid !== null)) {
      const versions = REGISTER.filter((agency) => agency.uid === agencyUid && agency.validFrom <= effectiveFrom);
      expect(path).toBe(versions.at(-1)?.path);
    }
    const paths = groupRows(ofRecords(), (change) => change.entityId);
    const moved = [...paths.values()].filter(([first, last]) => first?.path !== last?.path);
    expect(moved.filter((own) => own.length === 2)).not.toEqual([]);
  });

  it('can be asked at once, and says that it is made up', async () => {
    const answer: any = await network.data(
      '{ spokespersons(asOf: "2024-01-01") { totalCount nodes { synthetic uid } } }',
    );
    expect(answer.spokespersons.totalCount).toBeGreaterThan(5);
    expect(new Set(answer.spokespersons.nodes.map((node: any) => node.synthetic))).toEqual(new Set([true]));
  });

  it('asks, as the letter of 2023 did, every agency of its day; those that joined in time have answered', async () => {
    const { dataCalls }: any = await network.data(
      `{ dataCalls { nodes { synthetic legalBasis { id } closedOn progress { asked answered accepted byTier { tier asked } } } } }`,
    );
    const [{ progress, ...call }] = dataCalls.nodes;
    expect(call).toEqual({
      ...{ synthetic: true, closedOn: '2023-12-31' },
      legalBasis: { id: idOf('LegalDocument', 'cv-2017-2023') },
    });
    const inForce = REGISTER.filter((agency) => agency.validFrom <= '2023-05-31' && '2023-05-31' < agency.validTo);
    expect(progress.asked).toBe(inForce.length);
    const accepted = changes.filter((change) => change.type === 'dataCallResponse' && change.kind === 'ACCEPTED');
    expect(progress.accepted).toBe(accepted.length);
    expect(progress.answered).toBeGreaterThanOrEqual(progress.accepted);
    expect(progress.accepted).toBeGreaterThan(0);
  });
});
