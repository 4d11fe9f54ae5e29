import { idOf, openTraining, type Training } from '../testing/open-training.js';

let training: Training;
beforeAll(async () => {
  training = await openTraining();
});
afterAll(() => training[Symbol.asyncDispose]());

const registrationsOf = async (uid: string, asOf: string | null) => {
  const fields =
    '{ trained trainingRegistrations { id registeredOn attended synthetic trainingClass { id startsOn } } }';
  return (await training.entities<Record<string, any>>('Agency', [idOf('Agency', uid, asOf)], fields))[0];
};

describe('the registrations of a class', () => {
  const LIST = `query ($keys: [_Any!]!, $first: Int, $after: String) { _entities(representations: $keys) { ... on TrainingClass {
    registrations(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
      nodes { id audience registeredOn attended synthetic agency { id } spokesperson { id } trainingClass { id } } } } } }`;
  const keys = [{ __typename: 'TrainingClass', id: idOf('TrainingClass', 'lop-002') }];
  const page = async (variables: Record<string, unknown>) =>
    (await training.data<any>(LIST, { keys, ...variables }))._entities[0].registrations;

  it('name agency and class live, each with an id of its own, and say that they are made up', async () => {
    const { nodes, totalCount } = await page({ first: 1000 });
    expect(nodes).toHaveLength(totalCount);
    expect(new Set(nodes.map(({ id }: { id: string }) => id)).size).toBe(totalCount);
    expect(nodes[0]).toEqual({
      id: idOf('Registration', 'lop-002.ubnd-p14-1'),
      audience: 'EDITOR',
      registeredOn: '2023-10-10',
      attended: true,
      synthetic: true,
      agency: { id: idOf('Agency', 'ubnd-p14-1') },
      spokesperson: null,
      trainingClass: { id: idOf('TrainingClass', 'lop-002') },
    });
  });

  it('name the spokesperson where communication staff come', async () => {
    const { nodes } = await page({ first: 1000 });
    for (const { audience, agency, spokesperson } of nodes) {
      const uid = Buffer.from(agency.id, 'base64url').toString().replace('Agency:', '');
      expect(spokesperson).toEqual(audience === 'AGENCY_COMMS' ? { id: idOf('Spokesperson', `${uid}.s1`) } : null);
    }
    expect(new Set(nodes.map(({ audience }: { audience: string }) => audience))).toEqual(
      new Set(['EDITOR', 'AGENCY_COMMS']),
    );
  });

  it('are paged without loss or repetition', async () => {
    const all = (await page({ first: 1000 })).nodes;
    const first = await page({ first: 4 });
    const second = await page({ first: 4, after: first.pageInfo.endCursor });
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect([...first.nodes, ...second.nodes]).toEqual(all);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  it.each([
    ['first', { first: 0 }],
    ['after', { after: 'bm8' }],
  ])('refuse a bad %s at its path', async (argument, variables) => {
    expect((await training.ask(LIST, { keys, ...variables })).errors).toMatchObject([
      { path: ['_entities', 0, 'registrations'], extensions: { code: 'BAD_USER_INPUT', argument } },
    ]);
  });
});

describe('the registrations of an agency', () => {
  it('are those up to the day of the view, the latest first, with ids of that view', async () => {
    expect((await registrationsOf('ubnd-p01-1', '2023-10-02'))?.trainingRegistrations).toEqual([]);
    const [latest, first] = (await registrationsOf('ubnd-p01-1', '2023-12-31'))?.trainingRegistrations ?? [];
    expect(first).toMatchObject({
      id: idOf('Registration', 'lop-001.ubnd-p01-1', '2023-12-31'),
      registeredOn: '2023-10-03',
      synthetic: true,
      trainingClass: { id: idOf('TrainingClass', 'lop-001') },
    });
    expect(latest.registeredOn > first.registeredOn).toBe(true);
  });

  it('do not tell before the last day of the class who came, and make nobody trained', async () => {
    const attendedOn = async (day: string) => {
      const { trained, trainingRegistrations } = (await registrationsOf('ubnd-p01-1', day)) ?? {};
      return { trained, attended: trainingRegistrations.at(-1).attended };
    };
    expect(await attendedOn('2023-10-18')).toEqual({ trained: false, attended: null });
    expect(await attendedOn('2023-10-19')).toEqual({ trained: true, attended: true });
  });
});

describe('who is trained', () => {
  it('is the spokesperson who came, from the last day of the class on', async () => {
    const fields = '{ trained }';
    const came = 'ubnd-p36-1.s1';
    const ids = [
      idOf('Spokesperson', came, '2023-11-08'),
      idOf('Spokesperson', came, '2023-11-09'),
      idOf('Spokesperson', came),
      idOf('Spokesperson', 'ubnd-p14-1.s2'),
    ];
    const trained = await training.entities('Spokesperson', ids, fields);
    expect(trained).toEqual([{ trained: false }, { trained: true }, { trained: true }, { trained: false }]);
  });

  it('is not an agency whose people stayed away, or that sent nobody', async () => {
    await using other = await openTraining();
    await other.subgraph.database.transaction((manager) => manager.query('UPDATE registration SET has_attended = 0'));
    const ids = ['ubnd-p01-1', 'nobody'].map((uid) => idOf('Agency', uid));
    expect(await other.entities('Agency', ids, '{ trained }')).toEqual([{ trained: false }, { trained: false }]);
    const [held] = await other.entities('TrainingClass', [idOf('TrainingClass', 'lop-001')], '{ registered attended }');
    expect(held).toEqual({ registered: 6, attended: 0 });
  });
});
