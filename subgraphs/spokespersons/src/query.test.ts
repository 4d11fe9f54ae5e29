import { encodeListCursor } from '@phat-ngon/kit';
import { idOf, type Network, openNetwork } from './testing/open-network.js';

let network: Network;
beforeAll(async () => {
  network = await openNetwork({ records: [{ uid: 'a', agencyUid: 'ub-p01-1' }] });
});
afterAll(() => network[Symbol.asyncDispose]());

describe('the viewer', () => {
  const VIEWER = '{ viewer { role agencies { id } scopes limits { cost pageSize } } }';

  it('is the public without a name', async () => {
    expect(await network.data(VIEWER)).toEqual({
      viewer: { role: 'NONE', agencies: [], scopes: [], limits: { cost: null, pageSize: 1_000 } },
    });
  });

  it('is told role, agencies, scopes and limits', async () => {
    const clerk = network.as({ role: 'CLERK', agencies: ['ub-p01-1'], scopes: ['press'], costLimit: 500 });
    expect(await clerk.data(VIEWER)).toEqual({
      viewer: {
        ...{ role: 'CLERK', agencies: [{ id: idOf('Agency', 'ub-p01-1') }], scopes: ['press'] },
        limits: { cost: 500, pageSize: 1_000 },
      },
    });
  });
});

const CURSOR = encodeListCursor('spokespersons:OFFICIAL', ['x', '0', 'y']);
const UNNUMBERED = encodeListCursor('spokespersons:OFFICIAL', ['x', 'y', 'z']);
const MISSING = 'status: [MISSING]';

describe('bad input', () => {
  it.each([
    ['spokespersons(first: 0)', 'first'],
    ['spokespersons(first: 1001)', 'first'],
    ['spokespersons(first: -1)', 'first'],
    ['spokespersons(after: "")', 'after'],
    ['spokespersons(after: "not a cursor")', 'after'],
    [`spokespersons(after: "${CURSOR}", orderBy: NAME)`, 'after'],
    [`spokespersons(after: "${CURSOR}=")`, 'after'],
    [`spokespersons(after: "${UNNUMBERED}")`, 'after'],
    ['spokespersons(asOf: "2023-13-01")', 'asOf'],
    ['spokespersons(asOf: "2023-02-29")', 'asOf'],
    ['spokespersons(asOf: "08/08/2023")', 'asOf'],
    ['spokespersons(asOf: "")', 'asOf'],
    ['spokespersons(asOf: 20230808)', 'asOf'],
    ['spokespersons(asOf: "2022-12-31")', 'asOf'],
    ['spokespersons(orderBy: RELEVANCE)', 'orderBy'],
    ['spokespersons(filter: {text: " - "})', 'text'],
    ['spokespersons(filter: {text: ""}, orderBy: RELEVANCE)', 'text'],
    ['spokespersons(filter: {within: "no id, no uid"})', 'within'],
    [`spokespersons(filter: {within: "${idOf('Agency', 'ub-p01-1')}"})`, 'within'],
    [`spokespersons(filter: {within: "${idOf('AdministrativeUnit', 'p01-1@2024-01-01')}"})`, 'within'],
    [
      `spokespersons(filter: {within: "${idOf('AdministrativeUnit', 'p01-1@2024-01-01')}"}, asOf: "2024-01-02")`,
      'within',
    ],
    [`agenciesByCoverage(filter: {${MISSING}}, first: 0)`, 'first'],
    [`agenciesByCoverage(filter: {${MISSING}}, after: "${CURSOR}")`, 'after'],
    [`agenciesByCoverage(filter: {${MISSING}}, asOf: "yesterday")`, 'asOf'],
    [`agenciesByCoverage(filter: {${MISSING}, within: "${idOf('Spokesperson', 'a')}"})`, 'within'],
    ['pressAuthority(asOf: "2022-12-31")', 'asOf'],
  ])('%s is refused, names the argument, and leaves the rest of the answer', async (field, argument) => {
    const selection = field.startsWith('pressAuthority') ? '{ id }' : '{ totalCount }';
    const query = `{ asked: ${field} ${selection} viewer { role } }`;
    expect(await network.refusal(query)).toEqual({ code: 'BAD_USER_INPUT', argument, path: ['asked'] });
    const { data } = await network.answer(query);
    expect(data).toEqual({ asked: null, viewer: { role: 'NONE' } });
  });

  it('is refused in variables as it is in the document', async () => {
    const query = 'query ($day: Date, $after: String) { spokespersons(asOf: $day, after: $after) { totalCount } }';
    expect(await network.refusal(query, { day: '2023-02-30' })).toMatchObject({
      argument: 'asOf',
      code: 'BAD_USER_INPUT',
    });
    expect(await network.refusal(query, { day: 7 })).toMatchObject({ argument: 'asOf', code: 'BAD_USER_INPUT' });
    expect(await network.refusal(query, { after: 'x' })).toMatchObject({ argument: 'after', code: 'BAD_USER_INPUT' });
  });

  it.each([
    ['Agency', '{ history(first: 0) { totalCount } }', 'history', 'first'],
    ['Agency', `{ history(after: "${CURSOR}") { totalCount } }`, 'history', 'after'],
    ['AdministrativeUnit', '{ spokespersons(first: 1001) { totalCount } }', 'spokespersons', 'first'],
    ['AdministrativeUnit', `{ spokespersons(after: "${CURSOR}") { totalCount } }`, 'spokespersons', 'after'],
  ])('in a list below %s %s is refused at its path', async (type, selection, field, argument) => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} ${selection} } }`;
    const r = [{ __typename: type, id: idOf(type, type === 'Agency' ? 'ub-p01-1' : 'p01-1') }];
    expect(await network.refusal(query, { r })).toEqual({
      ...{ code: 'BAD_USER_INPUT', argument, path: ['_entities', 0, field] },
    });
  });

  it.each(['Agency', 'AdministrativeUnit', 'Spokesperson'])('as the id of %s empties that one entity', async (type) => {
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
    const dated = Buffer.from(`${type}:a@2022-12-31`).toString('base64url');
    for (const id of ['not an id', '', `${idOf(type, 'a')}=`, dated]) {
      const refusal = await network.refusal(query, { r: [{ __typename: type, id }] });
      expect(refusal).toEqual({ code: 'BAD_USER_INPUT', argument: 'id', path: ['_entities', 0] });
    }
  });

  it('is not what merely names nothing: a uid that nobody has, a cursor behind the end', async () => {
    const behind = encodeListCursor('spokespersons:OFFICIAL', ['~', '9', '~']);
    expect(
      await network.data(`{ a: spokespersons(filter: {within: "nowhere"}) { totalCount nodes { uid } }
        b: spokespersons(after: "${behind}") { nodes { uid } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`),
    ).toEqual({
      a: { totalCount: 0, nodes: [] },
      b: { nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null } },
    });
  });
});
