import { CLASSES } from '../seed/history.js';
import { idOf, openTraining, type Training } from '../testing/open-training.js';

let training: Training;
beforeAll(async () => {
  training = await openTraining();
});
afterAll(() => training[Symbol.asyncDispose]());

const editions = async (fields: string) =>
  (await training.data<{ handbookEditions: any[] }>(`{ handbookEditions { ${fields} } }`)).handbookEditions;

describe('the editions of the handbook', () => {
  it('come the latest first, with their chapters in order, and say that they are made up', async () => {
    const found = await editions('id edition state issuedOn synthetic chapters { id number title }');
    expect(found).toMatchObject([
      { id: idOf('HandbookEdition', 'so-tay-2'), edition: 2, state: 'DRAFT', issuedOn: null, synthetic: true },
      { id: idOf('HandbookEdition', 'so-tay-1'), edition: 1, state: 'ISSUED', issuedOn: '2023-10-02', synthetic: true },
    ]);
    for (const { chapters } of found)
      expect(chapters.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    const ids = found.flatMap(({ chapters }) => chapters.map(({ id }: { id: string }) => id));
    expect(new Set(ids).size).toBe(12);
  });

  it('each name the classes that wait, or waited, for it: one a region', async () => {
    const found = await editions('edition classes { id region state }');
    const of = (edition: number) => found.find((candidate) => candidate.edition === edition)?.classes;
    expect(of(1).map(({ region, state }: Record<string, string>) => [region, state])).toEqual([
      ['NORTH', 'HELD'],
      ['CENTRAL', 'HELD'],
      ['SOUTH', 'HELD'],
    ]);
    expect(of(2).map(({ region, state }: Record<string, string>) => [region, state])).toEqual([
      ['NORTH', 'WAITING'],
      ['CENTRAL', 'WAITING'],
      ['SOUTH', 'WAITING'],
    ]);
  });

  it('keep a class waiting only while they are in preparation', async () => {
    const found = await editions('state classes { state startsOn }');
    const waiting = found.flatMap(({ state, classes }) =>
      classes.filter((row: { state: string }) => row.state === 'WAITING').map(() => state),
    );
    expect(waiting).toHaveLength(CLASSES.filter(({ state }) => state === 'WAITING').length);
    expect(new Set(waiting)).toEqual(new Set(['DRAFT']));
  });

  it('are found by their key', async () => {
    expect(await training.entities('HandbookEdition', [idOf('HandbookEdition', 'so-tay-1')], '{ edition }')).toEqual([
      { edition: 1 },
    ]);
  });
});
