import { encodeListCursor, encodeViewId, type Subgraph } from '@phat-ngon/kit';
import { ask, countStatements, openTestSubgraph } from '@phat-ngon/kit/testing';
import { units } from './subgraph.js';

let subgraph: Subgraph & AsyncDisposable;
beforeAll(async () => {
  subgraph = await openTestSubgraph(units);
});
afterAll(() => subgraph[Symbol.asyncDispose]());

/** The answer's data; an error fails the test. */
async function data(query: string, variables: Record<string, unknown> = {}): Promise<Record<string, any>> {
  const answer = await ask(subgraph, query, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data ?? {};
}
const refusal = async (query: string) => (await ask(subgraph, query)).errors?.[0];
const idOf = (uid: string, asOf: string | null = null) => encodeViewId({ type: 'AdministrativeUnit', uid, asOf });

describe('a code', () => {
  it('names its holder of the day, live and in 2023', async () => {
    expect(
      await data(
        '{ live: unit(code: "00004") { name } old: unit(code: "00004", asOf: "2023-08-08") { name inForce validTo current { name id } } }',
      ),
    ).toEqual({
      live: { name: 'Phường Ba Đình' },
      old: {
        name: 'Phường Trúc Bạch',
        inForce: true,
        validTo: '2025-07-01',
        current: [{ name: 'Phường Ba Đình', id: idOf('c00004-2') }],
      },
    });
  });
  it('that nobody holds any more gives its last holder, and one never held nothing', async () => {
    expect(await data('{ last: unit(code: "001") { name inForce } never: unit(code: "99999") { name } }')).toEqual({
      last: { name: 'Quận Ba Đình', inForce: false },
      never: null,
    });
  });
  it('VN is the country', async () => {
    expect(await data('{ unit(code: "VN") { uid kind region parent { id } committee { id } } }')).toEqual({
      unit: { uid: 'vn', kind: 'COUNTRY', region: null, parent: null, committee: null },
    });
  });
});

describe('the hierarchy', () => {
  it('counts communes on either side of the reform', async () => {
    const answer = await data(`{ live: country { descendants(level: COMMUNE) { totalCount } }
      old: country(asOf: "2023-08-08") { descendants(level: COMMUNE) { totalCount } descendants2: descendants(level: DISTRICT) { totalCount } } }`);
    expect(answer).toEqual({
      live: { descendants: { totalCount: 3_321 } },
      old: { descendants: { totalCount: 10_599 }, descendants2: { totalCount: 705 } },
    });
  });
  it('runs ancestors from the country down, without the unit itself', async () => {
    const { unit } = await data('{ unit(code: "00004", asOf: "2023-08-08") { ancestors { name id } qualifiedName } }');
    expect(unit.ancestors.map((ancestor: { name: string }) => ancestor.name)).toEqual([
      'Việt Nam',
      'Thành phố Hà Nội',
      'Quận Ba Đình',
    ]);
    expect(unit.ancestors[1].id).toBe(idOf('p01-1', '2023-08-08'));
    expect(unit.qualifiedName).toBe('Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội');
  });
  it('shows an ended district as on its last day, and leads on', async () => {
    const { unit } = await data(
      '{ unit(code: "001") { validTo parent { name inForce } children { name inForce } committee { name inForce current { name } } current { name inForce } } }',
    );
    expect(unit).toMatchObject({
      validTo: '2025-07-01',
      parent: { name: 'Thành phố Hà Nội', inForce: true },
      committee: { inForce: false },
    });
    expect(unit.children).toHaveLength(14);
    expect(unit.current.length).toBeGreaterThan(1);
    expect(unit.current.every((current: { inForce: boolean }) => current.inForce)).toBe(true);
    expect(unit.committee.current).toHaveLength(unit.current.length);
  });
  it('answers the national tree of 2023 whole, in a statement a level and kind', async () => {
    const tree =
      '{ country(asOf: "2023-08-08") { children { children { children { id name committee { id name } } committee { id } } committee { id } } } }';
    const { result, statements } = await countStatements(subgraph.database, () => ask(subgraph, tree));
    expect(result.errors).toBeUndefined();
    const provinces = (result.data as any).country.children;
    const districts = provinces.flatMap((province: any) => province.children);
    const communes = districts.flatMap((district: any) => district.children);
    expect([provinces.length, districts.length, communes.length]).toEqual([63, 705, 10_599]);
    expect(communes.every((commune: any) => commune.committee.name.startsWith('Ủy ban nhân dân '))).toBe(true);
    // One for the country, one a level, one for the committees of a level; communes and their committees take slices of 5,000.
    expect(statements.length).toBeLessThanOrEqual(10);
  });
});

describe('lists below many units', () => {
  const provinces = (field: string) => `{ country(asOf: "2023-08-08") { children { code ${field} } } }`;
  it('are read together: one statement for their pages, one for their counts', async () => {
    const query = provinces(
      'descendants(level: COMMUNE, orderBy: NAME, first: 2) { totalCount nodes { uid } pageInfo { endCursor } }',
    );
    const { result, statements } = await countStatements(subgraph.database, () => ask(subgraph, query));
    expect(result.errors).toBeUndefined();
    expect(statements).toHaveLength(4);
    const lists = (result.data as any).country.children.map((province: any) => province.descendants);
    expect(lists.map((list: any) => list.nodes.length)).toEqual(lists.map(() => 2));
    expect(lists.reduce((sum: number, list: any) => sum + list.totalCount, 0)).toBe(10_599);
    const { unit } = await data(
      `{ unit(code: "01", asOf: "2023-08-08") { descendants(level: COMMUNE, orderBy: NAME, first: 2, after: "${lists[0].pageInfo.endCursor}") { nodes { uid } } } }`,
    );
    const { unit: whole } = await data(
      '{ unit(code: "01", asOf: "2023-08-08") { descendants(level: COMMUNE, orderBy: NAME, first: 4) { nodes { uid } } } }',
    );
    expect([...lists[0].nodes, ...unit.descendants.nodes]).toEqual(whole.descendants.nodes);
  });
  it('hold the agencies of every subtree, in official order', async () => {
    const query = provinces('agencies(scope: SUBTREE) { tier unit { code } }');
    const { result, statements } = await countStatements(subgraph.database, () => ask(subgraph, query));
    expect(statements.length).toBeLessThanOrEqual(6);
    const all = (result.data as any).country.children.map((province: any) => province.agencies);
    expect(all.flat()).toHaveLength(63 + 1_145 + 705 + 10_599);
    expect(all[0].slice(0, 2).map((agency: any) => agency.tier)).toEqual(['PROVINCE', 'PROVINCIAL_DEPARTMENT']);
  });
  it('show the former structure of an ended unit, each unit as it is in the view', async () => {
    const { unit } = await data(
      '{ unit(uid: "d632-1") { inForce descendants(first: 100) { totalCount nodes { uid name inForce parent { level } } } children { uid name inForce parent { level } } } }',
    );
    expect(unit.inForce).toBe(false);
    expect(unit.descendants.nodes).toEqual(unit.children);
    expect(unit.children).toContainEqual({
      uid: 'c23938-1',
      name: 'Xã Ia Mơ',
      inForce: true,
      parent: { level: 'PROVINCE' },
    });
    expect(unit.children.every((child: any) => child.parent.level === (child.inForce ? 'PROVINCE' : 'DISTRICT'))).toBe(
      true,
    );
  });
});

describe('time', () => {
  it('gives Huế and Đồng Nai their name and kind by day, as one unit each', async () => {
    const { a, b, c, d } =
      await data(`{ a: unit(code: "46", asOf: "2024-12-31") { uid name kind committee { name } } b: unit(code: "46", asOf: "2025-01-01") { uid name kind committee { name } }
      c: unit(code: "75", asOf: "2026-04-29") { uid name kind } d: unit(code: "75", asOf: "2026-04-30") { uid name kind } }`);
    expect([a, b]).toMatchObject([
      {
        uid: 'p46-1',
        name: 'Tỉnh Thừa Thiên Huế',
        kind: 'PROVINCE',
        committee: { name: 'Ủy ban nhân dân tỉnh Thừa Thiên Huế' },
      },
      {
        uid: 'p46-1',
        name: 'Thành phố Huế',
        kind: 'MUNICIPALITY',
        committee: { name: 'Ủy ban nhân dân thành phố Huế' },
      },
    ]);
    expect([c, d]).toEqual([
      { uid: 'p75-2', name: 'Tỉnh Đồng Nai', kind: 'PROVINCE' },
      { uid: 'p75-2', name: 'Thành phố Đồng Nai', kind: 'MUNICIPALITY' },
    ]);
  });
  it('is null for a unit that does not exist yet, and shows an ended one in its last form', async () => {
    expect(
      await data(
        '{ early: unit(uid: "c00004-2", asOf: "2025-06-30") { id } late: unit(uid: "c00004-1", asOf: "2026-01-01") { name inForce } }',
      ),
    ).toEqual({
      early: null,
      late: { name: 'Phường Trúc Bạch', inForce: false },
    });
  });
  it('sees a link’s ends on the eve of its day and on the day', async () => {
    const { unit } = await data(
      '{ unit(code: "00004", asOf: "2023-08-08") { successors { date extent from { asOf name } to { asOf name } legalBasis { number } } } }',
    );
    expect(unit.successors).toEqual([
      {
        date: '2025-07-01',
        extent: 'FULL',
        from: { asOf: '2025-06-30', name: 'Phường Trúc Bạch' },
        to: { asOf: '2025-07-01', name: 'Phường Ba Đình' },
        legalBasis: { number: '76/2025/UBTVQH15' },
      },
    ]);
  });
  it('moves between views by at, and back to live', async () => {
    expect(
      await data('{ unit(code: "01", asOf: "2023-08-08") { asOf at(date: "2024-01-01") { asOf } live: at { asOf } } }'),
    ).toEqual({
      unit: { asOf: '2023-08-08', at: { asOf: '2024-01-01' }, live: { asOf: null } },
    });
  });
});

describe('agencies', () => {
  it('counts the tiers of 2023-08-08 and of today', async () => {
    const tiers = ['CENTRAL', 'PROVINCE', 'PROVINCIAL_DEPARTMENT', 'DISTRICT', 'COMMUNE'];
    const count = (asOf: string) =>
      tiers.map((tier) => `${tier}: agencies(filter: {tier: [${tier}]}, asOf: "${asOf}") { totalCount }`).join(' ');
    const old = await data(`{ ${count('2023-08-08')} }`);
    expect(tiers.map((tier) => old[tier].totalCount)).toEqual([30, 63, 1_145, 705, 10_599]);
    const live = await data(`{ ${count('2026-11-24')} }`);
    expect(tiers.map((tier) => live[tier].totalCount)).toEqual([22, 34, expect.any(Number), 0, 3_321]);
  });
  it('of a unit are its own, or those of everything below', async () => {
    const { unit } = await data(
      '{ unit(code: "01") { own: agencies { tier parent { name } } all: agencies(tier: [COMMUNE], scope: SUBTREE) { tier } } }',
    );
    expect(unit.own[0]).toEqual({ tier: 'PROVINCE', parent: null });
    expect(unit.own[1]).toEqual({
      tier: 'PROVINCIAL_DEPARTMENT',
      parent: { name: 'Ủy ban nhân dân thành phố Hà Nội' },
    });
    expect(unit.all).toHaveLength(126);
  });
  it('can be asked for by their uids, several at once', async () => {
    const query = 'query ($uids: [ID!]) { agencies(filter: {uid: $uids, inForce: ANY}) { totalCount nodes { uid } } }';
    const { agencies } = await data(query, {
      uids: ['ubnd-p01-1', 'nobody', 'bo-y-te', 'bo-thong-tin-va-truyen-thong'],
    });
    expect(agencies).toEqual({
      totalCount: 3,
      nodes: [{ uid: 'bo-y-te' }, { uid: 'bo-thong-tin-va-truyen-thong' }, { uid: 'ubnd-p01-1' }],
    });
    expect((await data(query, { uids: [] })).agencies.totalCount).toBe(0);
    const uids = Array.from({ length: 1_001 }, (_, at) => `a${at}`);
    expect((await ask(subgraph, query, { uids })).errors).toMatchObject([
      { path: ['agencies'], extensions: { code: 'BAD_USER_INPUT', argument: 'uid' } },
    ]);
  });
  it('that were merged lead on by their lineage', async () => {
    const { agency } = await data(
      '{ agency(uid: "bo-thong-tin-va-truyen-thong") { inForce validTo current { name } unit { uid } } }',
    );
    expect(agency).toEqual({
      inForce: false,
      validTo: '2025-03-01',
      unit: { uid: 'vn' },
      current: [{ name: 'Bộ Văn hóa, Thể thao và Du lịch' }, { name: 'Bộ Khoa học và Công nghệ' }],
    });
  });
});

describe('a search', () => {
  it('finds a former ward without accents and leads to today’s', async () => {
    const { units: found } = await data(
      '{ units(filter: {text: "truc bach", inForce: ANY}, orderBy: RELEVANCE) { nodes { name inForce current { name } } } }',
    );
    expect(found.nodes[0]).toEqual({ name: 'Phường Trúc Bạch', inForce: false, current: [{ name: 'Phường Ba Đình' }] });
  });
  it('puts the very name first and what is in force before what is not', async () => {
    const { units: found } = await data(
      '{ units(filter: {text: "Ba Đình", inForce: ANY}, orderBy: RELEVANCE, first: 3) { nodes { name } } }',
    );
    expect(found.nodes[0]).toEqual({ name: 'Phường Ba Đình' });
  });
  it.each([
    ['Tân Thạnh', 'Tân Thạnh'],
    ['tân thạnh', 'Tân Thạnh'],
    ['tân thành', 'Tân Thành'],
  ])('puts the accents that were typed first: %s', async (text, shortName) => {
    const { units: found } = await data(
      'query ($text: String) { units(filter: {text: $text, level: COMMUNE}, asOf: "2023-08-08", orderBy: RELEVANCE) { nodes { shortName } } }',
      { text },
    );
    expect(found.nodes[0]).toEqual({ shortName });
  });
  it('puts the greater unit before the lesser of one name', async () => {
    const { units: found } = await data(
      '{ units(filter: {text: "thai binh"}, asOf: "2023-08-08", orderBy: RELEVANCE) { nodes { name } } }',
    );
    expect(found.nodes.slice(0, 2)).toEqual([{ name: 'Tỉnh Thái Bình' }, { name: 'Thành phố Thái Bình' }]);
  });
  it('pages through its ranks without a gap or a double', async () => {
    const page = (after: string | null) =>
      data(
        'query ($after: String) { units(filter: {text: "thanh", inForce: ANY}, orderBy: RELEVANCE, first: 150, after: $after) { totalCount nodes { uid } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
    const seen: string[] = [];
    let { units: found } = await page(null);
    for (; found.pageInfo.hasNextPage; found = (await page(found.pageInfo.endCursor)).units)
      seen.push(...found.nodes.map((node: any) => node.uid));
    seen.push(...found.nodes.map((node: any) => node.uid));
    expect(seen).toHaveLength(found.totalCount);
    expect(new Set(seen).size).toBe(found.totalCount);
  });
  it('tells the units of one name apart', async () => {
    const { units: found } = await data(
      '{ units(filter: {text: "tan thanh", level: COMMUNE}, asOf: "2023-08-08", first: 100) { nodes { shortName qualifiedName } } }',
    );
    const same = found.nodes
      .filter((node: any) => node.shortName === 'Tân Thành')
      .map((node: any) => node.qualifiedName);
    expect(same.length).toBeGreaterThan(20);
    expect(new Set(same).size).toBe(same.length);
  });
});

describe('a list', () => {
  it.each(['OFFICIAL', 'NAME'])('in %s order pages through everything once', async (order) => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { units: page }: any = await data(
        `query ($after: String) { units(filter: {level: COMMUNE}, orderBy: ${order}, first: 1000, after: $after) { nodes { uid } pageInfo { hasNextPage endCursor } totalCount } }`,
        { after },
      );
      expect(page.totalCount).toBe(3_321);
      seen.push(...page.nodes.map((node: any) => node.uid));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(3_321);
    expect(seen).toHaveLength(3_321);
  });
  it('by name is in Vietnamese order', async () => {
    const { units: found } = await data(
      '{ units(filter: {level: PROVINCE}, orderBy: NAME, first: 100) { nodes { name } } }',
    );
    const names = found.nodes.map((node: any) => node.name);
    expect(names).toEqual([...names].sort(new Intl.Collator('vi').compare));
  });
  it('within a unit includes the unit, and takes a uid or an id of the same view', async () => {
    const { a, b } = await data(
      `{ a: units(filter: {within: "p01-1"}) { totalCount } b: units(filter: {within: "${idOf('p01-1', '2023-08-08')}"}, asOf: "2023-08-08") { totalCount } }`,
    );
    expect([a.totalCount, b.totalCount]).toEqual([127, 1 + 30 + 579]);
  });
  it('of the import’s findings can be filtered and counted', async () => {
    const { importFindings } = await data(
      '{ importFindings(kind: [CODE_CORRECTED], first: 2) { totalCount nodes { kind messageVi } } }',
    );
    expect(importFindings.totalCount).toBeGreaterThan(430);
    expect(importFindings.nodes).toHaveLength(2);
  });
});

describe('bad input', () => {
  it.each([
    ['{ unit { id } }', 'unit', 'uid'],
    ['{ unit(uid: "vn", code: "VN") { id } }', 'unit', 'uid'],
    ['{ country(asOf: "2023-02-30") { id } }', 'country', 'asOf'],
    ['{ country(asOf: 20230808) { id } }', 'country', 'asOf'],
    ['{ country(asOf: "2022-12-31") { id } }', 'country', 'asOf'],
    ['{ units(first: 0) { totalCount } }', 'units', 'first'],
    ['{ units(first: 1001) { totalCount } }', 'units', 'first'],
    ['{ units(after: "x") { totalCount } }', 'units', 'after'],
    ['{ units(orderBy: RELEVANCE) { totalCount } }', 'units', 'orderBy'],
    ['{ units(filter: {within: ""}) { totalCount } }', 'units', 'within'],
    [
      `{ units(filter: {text: "a"}, orderBy: RELEVANCE, after: "${encodeListCursor('units:RELEVANCE', ['x', 'y', 'z'])}") { totalCount } }`,
      'units',
      'after',
    ],
    [
      `{ importFindings(after: "${encodeListCursor('importFindings', ['x'])}") { totalCount } }`,
      'importFindings',
      'after',
    ],
    ['{ units(filter: {text: " "}) { totalCount } }', 'units', 'text'],
    [`{ units(filter: {within: "${idOf('p01-1', '2023-08-08')}"}) { totalCount } }`, 'units', 'within'],
    ['{ node(id: "nonsense") { id } }', 'node', 'id'],
  ])('%s is refused at its path with its argument', async (query, path, argument) => {
    expect(await refusal(`${query.slice(0, -1)} ok: country { uid } }`)).toMatchObject({
      path: [path],
      extensions: { code: 'BAD_USER_INPUT', argument, retryable: false },
    });
    expect((await ask(subgraph, `${query.slice(0, -1)} ok: country { uid } }`)).data).toMatchObject({
      ok: { uid: 'vn' },
    });
  });
  it('a malformed day in at is refused below its unit alone', async () => {
    expect(await refusal('{ country { uid at(date: "soon") { uid } } }')).toMatchObject({
      path: ['country', 'at'],
      extensions: { argument: 'date' },
    });
  });
});

describe('node', () => {
  it('finds the same view again, and nothing by an id that names nothing', async () => {
    const unknown = encodeViewId({ type: 'Nobody', uid: 'x-1', asOf: null });
    expect(
      await data(
        `{ unit: node(id: "${idOf('c00004-1', '2023-08-08')}") { id ... on AdministrativeUnit { name asOf } } other: node(id: "${unknown}") { __typename id } none: node(id: "${idOf('c99999-9')}") { id } }`,
      ),
    ).toEqual({
      unit: { id: idOf('c00004-1', '2023-08-08'), name: 'Phường Trúc Bạch', asOf: '2023-08-08' },
      other: null,
      none: null,
    });
  });
});

describe('the change log', () => {
  it('tells the history day by day, and the snapshot holds every version', async () => {
    const signal = new AbortController().signal;
    const position = await subgraph.changes.position(signal);
    const last = await subgraph.changes.readAfter(position - 11, 100, signal);
    expect(last.map((change) => change.effectiveFrom)).toEqual(Array.from({ length: 11 }, () => '2026-04-30'));
    let items = 0;
    let after: string | null = null;
    do {
      const page = await subgraph.changes.snapshot(after, signal);
      items += page.items.length;
      after = page.next;
    } while (after !== null);
    const versions = await subgraph.database.reader.query(
      'SELECT (SELECT COUNT(*) FROM unit_version) + (SELECT COUNT(*) FROM agency_version) AS n',
    );
    expect(items).toBe(Number(versions[0].n));
  });
});

describe('a reference of another subgraph', () => {
  it('that is malformed fails alone', async () => {
    const answer = await ask(
      subgraph,
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on AdministrativeUnit { uid } ... on Agency { uid } } }',
      {
        of: [
          { __typename: 'AdministrativeUnit', id: idOf('vn') },
          { __typename: 'AdministrativeUnit', id: 'nonsense' },
          { __typename: 'Agency', id: 'nonsense' },
        ],
      },
    );
    expect(answer.data).toEqual({ _entities: [{ uid: 'vn' }, null, null] });
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions?.code])).toEqual([
      [['_entities', 1], 'BAD_USER_INPUT'],
      [['_entities', 2], 'BAD_USER_INPUT'],
    ]);
  });
});
