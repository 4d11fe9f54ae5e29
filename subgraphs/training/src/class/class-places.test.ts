import { fixedClock } from '@phat-ngon/kit';
import { CLASSES } from '../seed/history.js';
import { idOf, openTraining, type Training } from '../testing/open-training.js';
import { KEPT, MERGED } from '../testing/small-register.js';
import { TrainingClassEntity, type TrainingClassRow } from './training-class.entity.js';

let training: Training;
beforeAll(async () => {
  training = await openTraining();
});
afterAll(() => training[Symbol.asyncDispose]());

const numbersOf = async (uid: string, asOf: string | null = null, of = training) => {
  const ids = [idOf('AdministrativeUnit', uid, asOf)];
  const [unit] = await of.entities<{ trainingClasses: { id: string }[] }>(
    'AdministrativeUnit',
    ids,
    '{ trainingClasses { id } }',
  );
  return unit?.trainingClasses.map(({ id }) => Number(Buffer.from(id, 'base64url').toString().slice(-3)));
};

describe('the classes of a unit', () => {
  it('are those held in it and below it, on whatever day', async () => {
    expect(await numbersOf('p01-1')).toEqual([1, 4, 12, 14, 18]);
    expect(await numbersOf('d001-1')).toEqual([4, 12]);
    expect(await numbersOf('c00004-1')).toEqual([12]);
  });

  it('are the same in every view of it', async () => {
    expect(await numbersOf('p01-1', '2023-08-08')).toEqual(await numbersOf('p01-1'));
    expect(await numbersOf('d001-1', '2023-08-08')).toEqual(await numbersOf('d001-1'));
  });

  it('stay with what ended, and come to what covers its ground now', async () => {
    expect(await numbersOf('p79-1')).toEqual([3]);
    expect(await numbersOf('p79-2')).toEqual([3, 17]);
    expect(await numbersOf('c00004-2')).toEqual([4, 12]);
  });

  it('do not come to a neighbour, nor from a later unit back to an earlier one', async () => {
    expect(await numbersOf('c00008-2')).toEqual([]);
    expect(await numbersOf('p75-1')).toEqual([10]);
    expect(await numbersOf('p75-2')).toEqual([10, 15]);
  });

  it('are all those with a venue for the country, whatever has become of the venue', async () => {
    const provinces = [...KEPT, ...Object.keys(MERGED)];
    const known = (await Promise.all(provinces.map((uid) => numbersOf(uid)))).flat();
    const country = await numbersOf('vn');
    expect(country).toHaveLength(20);
    expect(country?.filter((number) => !known.includes(number))).toEqual([15, 17]);
  });

  it('stay out of what the venue came to lie in later, and ended in', async () => {
    await using other = await openTraining();
    const [model] = CLASSES as [TrainingClassRow];
    const held = { ...model, uid: 'x-901', venueUid: 'c00010-1', startsOn: '2024-01-16', endsOn: '2024-01-18' };
    await other.insert(TrainingClassEntity, [held]);
    expect(await numbersOf('d002-1', null, other)).toEqual([]);
    expect(await numbersOf('d001-1', null, other)).toEqual([901, 4, 12]);
    expect(await numbersOf('c00008-2', null, other)).toEqual([901]);
  });

  it('come to what covers the ground after every reorganisation, and not yet to what is only decided', async () => {
    await using other = await openTraining();
    const [model] = CLASSES as [TrainingClassRow];
    const held = { ...model, uid: 'x-902', venueUid: 'c00022-1', startsOn: '2024-01-16', endsOn: '2024-01-18' };
    await other.insert(TrainingClassEntity, [held]);
    const numbers = (uid: string) => numbersOf(uid, null, other);
    expect(await numbers('c00022-1')).toEqual([902]);
    expect(await numbers('c00022-3')).toEqual([902]);
    expect([await numbers('c00022-2'), await numbers('c00022-4')]).toEqual([[], []]);
  });

  it('are none for a uid that nobody has', async () => {
    expect(await numbersOf('p99-1')).toEqual([]);
  });

  it('keep to the old units before the reform has come', async () => {
    await using before = await openTraining(fixedClock(new Date('2025-06-30T05:00:00Z')));
    expect(await numbersOf('p79-1', null, before)).toEqual([3]);
    expect(await numbersOf('c00004-2', null, before)).toEqual([]);
    expect(await numbersOf('p79-2', null, before)).toEqual([17]);
  });
});
