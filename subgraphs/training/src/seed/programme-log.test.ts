import type { Change } from '@phat-ngon/kit';
import type { RegistrationRow } from '../class/training-class.entity.js';
import { openTraining, type Training } from '../testing/open-training.js';
import { CLASSES } from './history.js';

let training: Training;
let changes: readonly Change[];
beforeAll(async () => {
  training = await openTraining();
  changes = await training.subgraph.changes.readAfter(0, 100_000, new AbortController().signal);
});
afterAll(() => training[Symbol.asyncDispose]());

const of = (type: string, entityId: string) =>
  changes.filter((change) => change.type === type && change.entityId === entityId);
const told = (type: string, entityId: string) =>
  of(type, entityId).map(({ kind, effectiveFrom, version }) => [version, kind, effectiveFrom]);

describe('the log of the demonstration data', () => {
  it('is in order of days', () => {
    const days = changes.map(({ effectiveFrom }) => effectiveFrom);
    expect(days).toEqual([...days].sort());
  });

  it('tells that the issue of the handbook opened the classes that waited for it', () => {
    expect(told('handbookEdition', 'so-tay-1')).toEqual([
      [1, 'CREATED', '2023-04-28'],
      [2, 'ISSUED', '2023-10-02'],
    ]);
    expect(told('trainingClass', 'lop-001')).toEqual([
      [1, 'CREATED', '2023-04-28'],
      [2, 'OPENED', '2023-10-02'],
      [3, 'HELD', '2023-10-19'],
    ]);
    expect(told('trainingClass', 'lop-007').map(([, kind]) => kind)).toEqual(['CREATED', 'CANCELLED']);
    expect(told('trainingClass', 'lop-018')).toEqual([[1, 'CREATED', '2026-01-12']]);
  });

  it('links each state to the one before it and ends with the state that is answered', () => {
    for (const row of CLASSES) {
      const own = of('trainingClass', row.uid);
      expect(own.map(({ before }) => before)).toEqual([null, ...own.slice(0, -1).map(({ after }) => after)]);
      expect(own.at(-1)).toMatchObject({ version: row.version, after: row });
    }
  });

  it('has nothing to come: the day of the demonstration is its end', () => {
    expect(changes.filter(({ effectiveFrom }) => effectiveFrom > '2026-11-24')).toEqual([]);
  });

  it('registers nobody before a class is open', () => {
    const registrations = changes.filter(({ type, kind }) => type === 'registration' && kind === 'CREATED');
    expect(registrations.length).toBeGreaterThan(50);
    for (const { after, effectiveFrom } of registrations) {
      const { classUid, attended } = after as RegistrationRow;
      const opened = of('trainingClass', classUid).find(({ kind }) => kind === 'OPENED');
      expect(attended).toBeNull();
      expect(opened).toBeDefined();
      expect(effectiveFrom > String(opened?.effectiveFrom)).toBe(true);
      expect(effectiveFrom < String(CLASSES.find(({ uid }) => uid === classUid)?.startsOn)).toBe(true);
    }
  });

  it('tells who came on the last day of a class', () => {
    const own = of('registration', 'lop-001.ubnd-p01-1');
    expect(own.map(({ version, kind, effectiveFrom }) => [version, kind, effectiveFrom])).toEqual([
      [1, 'CREATED', '2023-10-03'],
      [2, 'ATTENDED', '2023-10-19'],
    ]);
    expect(own[1]?.before).toEqual(own[0]?.after);
  });

  it('says where each thing belongs: a class at its venue of the day, a registration at its agency', () => {
    const pathOf = (type: string, id: string) => of(type, id)[0]?.path;
    expect(pathOf('trainingClass', 'lop-012')).toBe('/vn/p01-1/d001-1/c00004-1/');
    expect(pathOf('trainingClass', 'lop-020')).toBe('/vn/');
    expect(pathOf('registration', 'lop-001.ubnd-p01-1')).toBe('/vn/p01-1/');
  });
});
