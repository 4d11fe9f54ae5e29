import { decodeViewId } from '@phat-ngon/kit';
import { idOf, openTraining, type Training } from './testing/open-training.js';

let training: Training;
beforeAll(async () => {
  training = await openTraining();
});
afterAll(() => training[Symbol.asyncDispose]());

const NODES = [
  ['TrainingClass', 'lop-001'],
  ['HandbookEdition', 'so-tay-1'],
  ['LegalDocument', 'nd-09-2017'],
] as const;

describe('the id of a thing outside of time', () => {
  it.each(NODES)('of type %s leads back to it', async (type, uid) => {
    expect(await training.entities(type, [idOf(type, uid)], '{ id title }')).toEqual([
      { id: idOf(type, uid), title: expect.any(String) },
    ]);
  });

  it.each(NODES)(
    'of type %s names nothing with a day, under another type, or with a uid nobody has',
    async (type, uid) => {
      const ids = [idOf(type, uid, '2023-08-08'), idOf('Agency', uid), idOf(type, 'nobody')];
      expect(await training.entities(type, ids, '{ id title }')).toEqual([null, null, null]);
    },
  );

  it.each(NODES)('of type %s that is malformed is refused', async (type) => {
    const query = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${type} { id } } }`;
    const answer = await training.ask(query, { keys: [{ __typename: type, id: 'not an id' }] });
    expect(answer.errors).toMatchObject([
      { path: ['_entities', 0], extensions: { code: 'BAD_USER_INPUT', argument: 'id' } },
    ]);
  });
});

it('everything that sits in a list has an id that can be read', async () => {
  const answer = await training.data(`{
    trainingClasses(first: 1000) { nodes { id programme { id } registrations { nodes { id } } } }
    handbookEditions { id chapters { id } } legalDocuments { id } glossary { id } programmes { id } }`);
  const ids = [...JSON.stringify(answer).matchAll(/"id":"([^"]+)"/g)].map(([, id = '']) => id);
  expect(ids.length).toBeGreaterThan(300);
  expect(ids.filter((id) => decodeViewId(id) === null)).toEqual([]);
});
