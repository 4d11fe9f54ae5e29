import { openTraining, type Training } from '../testing/open-training.js';

const ASK = `query ($filter: ChangeFilter, $first: Int, $after: String) {
  trainingChanges(filter: $filter, first: $first, after: $after) {
    nodes { kind cause version effectiveFrom changedFields
      before { ...class ...edition } after { ...class ...edition } trainingClass { title } handbookEdition { title } }
    pageInfo { hasNextPage endCursor } } }
  fragment class on TrainingClassState { uid title classState: state startsOn }
  fragment edition on HandbookEditionState { uid title editionState: state issuedOn }`;

let training: Training;
beforeAll(async () => {
  training = await openTraining();
});
afterAll(() => training[Symbol.asyncDispose]());

const feed = async (variables: Record<string, unknown> = {}) =>
  (await training.data<any>(ASK, variables)).trainingChanges;

describe('the feed of the programme', () => {
  it('tells of a class from its announcement until it is held', async () => {
    const { nodes } = await feed({ first: 1_000 });
    const held = nodes.find(({ kind }: any) => kind === 'HELD');
    const life = nodes.filter(({ after }: any) => after.uid === held.after.uid);
    expect(life.map(({ kind, version, after }: any) => [kind, version, after.classState])).toEqual([
      ['CREATED', 1, expect.stringMatching(/PLANNED|WAITING/)],
      ['OPENED', 2, 'OPEN'],
      ['HELD', 3, 'HELD'],
    ]);
    expect(life[2]).toMatchObject({
      ...{ changedFields: ['state'], before: { classState: 'OPEN' }, handbookEdition: null },
      trainingClass: { title: held.after.title },
    });
  });

  it('tells of the handbook when it is issued', async () => {
    const { nodes } = await feed({ filter: { kind: ['ISSUED'] } });
    expect(nodes).toMatchObject([
      {
        ...{ kind: 'ISSUED', changedFields: expect.arrayContaining(['state', 'issuedOn']), trainingClass: null },
        ...{ before: { editionState: 'DRAFT', issuedOn: null }, after: { editionState: 'ISSUED' } },
        handbookEdition: { title: nodes[0].after.title },
      },
    ]);
  });

  it('holds neither registrations nor what is no part of it', async () => {
    const { nodes, pageInfo } = await feed({ first: 1_000 });
    expect(nodes.length).toBe(56);
    expect(pageInfo.hasNextPage).toBe(false);
    const { trainingFeedCursor } = await training.data<any>('{ trainingFeedCursor }');
    expect(trainingFeedCursor).toBe(pageInfo.endCursor);
    expect((await feed({ filter: { tier: ['COMMUNE'] } })).nodes).toEqual([]);
  });
});
