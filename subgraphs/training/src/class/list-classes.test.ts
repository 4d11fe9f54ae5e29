import { encodeListCursor } from '@phat-ngon/kit';
import { CLASSES } from '../seed/history.js';
import { idOf, openTraining, type Training } from '../testing/open-training.js';

let training: Training;
beforeAll(async () => {
  training = await openTraining();
});
afterAll(() => training[Symbol.asyncDispose]());

interface Page {
  readonly trainingClasses: {
    readonly nodes: readonly { readonly id: string; readonly startsOn: string | null }[];
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string };
    readonly totalCount: number;
  };
}
const LIST = `query ($filter: TrainingClassFilter, $first: Int, $after: String) {
  trainingClasses(filter: $filter, first: $first, after: $after) {
    nodes { id startsOn } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount } }`;
const list = async (variables: Record<string, unknown> = {}) =>
  (await training.data<Page>(LIST, variables)).trainingClasses;
const idsOf = (classes: typeof CLASSES) => classes.map(({ uid }) => idOf('TrainingClass', uid));

describe('the list of classes', () => {
  it('goes by the first day, those without a day last', async () => {
    const { nodes, totalCount } = await list({ first: 1000 });
    expect(totalCount).toBe(CLASSES.length);
    const days = nodes.map(({ startsOn }) => startsOn ?? 'open');
    expect(days).toEqual([...days].sort());
    expect(days.filter((day) => day === 'open')).toHaveLength(3);
  });

  it('selects a region, and any of several states', async () => {
    const { nodes } = await list({ filter: { region: 'SOUTH', state: ['OPEN', 'WAITING'] } });
    expect(nodes.map(({ id }) => id)).toEqual([idOf('TrainingClass', 'lop-017'), idOf('TrainingClass', 'lop-020')]);
    expect((await list({ filter: { state: ['HELD'] }, first: 1000 })).totalCount).toBe(
      CLASSES.filter(({ state }) => state === 'HELD').length,
    );
    expect((await list({ filter: { state: [] } })).totalCount).toBe(0);
  });

  it('selects what belongs to a unit, by its uid, or its id without a day', async () => {
    const inHaNoi = idsOf(CLASSES.filter(({ venueUid }) => ['p01-1', 'd001-1', 'c00004-1'].includes(venueUid ?? '')));
    for (const within of ['p01-1', idOf('AdministrativeUnit', 'p01-1')])
      expect((await list({ filter: { within } })).nodes.map(({ id }) => id)).toEqual(inHaNoi);
    expect((await list({ filter: { within: 'vn', region: 'SOUTH' }, first: 1000 })).nodes.map(({ id }) => id)).toEqual(
      idsOf(CLASSES.filter(({ region, venueUid }) => region === 'SOUTH' && venueUid !== null)),
    );
    expect((await list({ filter: { within: 'nobody-has-it' } })).totalCount).toBe(0);
  });

  it('pages by cursor without loss or repetition, over classes of one day too', async () => {
    const all = (await list({ first: 1000 })).nodes.map(({ id }) => id);
    for (const first of [1, 2, 4]) {
      const seen: string[] = [];
      let after: string | null = null;
      for (let page: Page['trainingClasses'] | null = null; page === null || page.pageInfo.hasNextPage; ) {
        page = await list({ first, after });
        expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
        expect(page.totalCount).toBe(all.length);
        seen.push(...page.edges.map(({ node }) => node.id));
        after = page.pageInfo.endCursor;
      }
      expect(seen).toEqual(all);
    }
  });
});

describe('a list of classes asked for wrongly', () => {
  it.each([
    ['first', { first: 0 }],
    ['first', { first: 1001 }],
    ['after', { after: 'not-a-cursor' }],
    ['after', { after: encodeListCursor('units:OFFICIAL', ['2023-10-17', 'lop-001']) }],
    ['after', { after: encodeListCursor('trainingClasses', ['2023-10-17']) }],
    ['within', { filter: { within: 'Hà Nội' } }],
    ['within', { filter: { within: idOf('Agency', 'ubnd-p01-1') } }],
    ['within', { filter: { within: idOf('AdministrativeUnit', 'p01-1', '2023-08-08') } }],
  ])('names %s as the argument at fault: %j', async (argument, variables) => {
    const answer = await training.ask(`${LIST.slice(0, -1)} programmes { id } }`, variables);
    expect(answer.errors).toMatchObject([
      { path: ['trainingClasses'], extensions: { code: 'BAD_USER_INPUT', argument, retryable: false } },
    ]);
    expect(answer.data).toMatchObject({ trainingClasses: null, programmes: [{}] });
  });
});
