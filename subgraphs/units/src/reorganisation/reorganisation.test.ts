import { type Change, ROLES } from '@phat-ngon/kit';
import { ask } from '@phat-ngon/kit/testing';
import { becomes, FICTIONAL_DECREE, lineageFile } from '../testing/decree-file.js';
import { DECREE, type OpenServices, openServices } from '../testing/open-services.js';

let services: OpenServices;
beforeAll(async () => {
  services = await openServices();
});
afterAll(() => services[Symbol.asyncDispose]());

const FILE = lineageFile(FICTIONAL_DECREE);
const never = new AbortController().signal;

/** The answer's data; an error fails the test. */
async function data(query: string, variables: Record<string, unknown> = {}): Promise<Record<string, any>> {
  const answer = await ask(services.subgraph, query, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data ?? {};
}

const position = () => services.subgraph.changes.position(never);
const countRows = async () => {
  const tables = ['unit_version', 'agency_version', 'succession', 'reorganisation', 'reorganised', 'change_log'];
  const sql = tables.map((table) => `(SELECT COUNT(*) FROM ${table}) AS ${table}`).join(', ');
  return (await services.subgraph.database.reader.query(`SELECT ${sql}`))[0];
};

/** Everything that a day's view shows of the register but what tells of whole lives: ends, and what came after. */
const wholeView = (asOf: string) =>
  data(
    `query ($asOf: Date) {
      country(asOf: $asOf) { children { id uid code name nameEn kind region committee { id name parent { id } }
        agencies { id name nameEn parent { id } }
        children { id uid code name nameEn kind region qualifiedName inForce validFrom parent { id } ancestors { id } predecessors { id }
          committee { id uid name nameEn inForce validFrom parent { id } }
          children { id name committee { id name } } } } }
      search: units(filter: {text: "muong nhe", inForce: ANY}, orderBy: RELEVANCE, asOf: $asOf) { totalCount nodes { id name } }
      byName: units(filter: {within: "p11-1"}, orderBy: NAME, asOf: $asOf, first: 1000) { totalCount nodes { id name } } }`,
    { asOf },
  );

describe('a preview', () => {
  it('tells what ends, begins and changes, of units and agencies, and writes nothing', async () => {
    const before = await countRows();
    const { status, body } = await services.preview(FILE);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token: expect.stringMatching(/^\d+\.[\w-]{43}$/),
      on: DECREE.on,
      document: { number: DECREE.number, issuedOn: DECREE.issuedOn, title: DECREE.title },
      problems: [],
      counts: { units: { ended: 3, begun: 4, changed: 2 }, agencies: { ended: 3, begun: 4, changed: 2 } },
    });
    expect(body.units.ended[0]).toMatchObject({ uid: 'c03158-2', kinds: ['MERGE'], heirs: ['c03160-3'] });
    expect(body.units.begun.map(({ uid, kinds, origins }) => [uid, kinds, origins])).toEqual([
      ['c03160-3', ['MERGE'], ['c03158-2', 'c03160-2']],
      ['c03164-3', ['DIVIDE'], ['c03164-2']],
      ['c90001-1', ['DIVIDE'], ['c03164-2']],
      ['c90002-1', ['SEPARATE'], ['c03169-2']],
    ]);
    expect(body.units.changed.map(({ before, after }) => [before.name, after.name, after.kind])).toEqual([
      ['Xã Chà Tở', 'Xã Chà Tở Mới', 'COMMUNE'],
      ['Xã Tuần Giáo', 'Phường Tuần Giáo', 'WARD'],
    ]);
    // A new committee has nobody yet: the province's answers.
    expect(body.agencies.ended[0]).toMatchObject({ heirs: ['ubnd-c03160-3'], answering: ['ubnd-p11-1'] });
    expect(await countRows()).toEqual(before);
  });

  it('is the same for the same file on the same register, and another for anything else', async () => {
    const token = async (file = FILE, more = {}) => (await services.preview(file, more)).body.token;
    const first = await token();
    expect(await token()).toBe(first);
    const others = [
      await token(`${FILE}\r\n`),
      await token(FILE, { on: '2027-03-02' }),
      await token(FILE, { number: '2/2027' }),
      await token(FILE, { title: 'Khác' }),
      await token(FILE, { issuedOn: '2027-01-16' }),
    ];
    expect(new Set([first, ...others]).size).toBe(6);
  });

  it('of a file that cannot be applied has every problem, and no token', async () => {
    const rows = [becomes('11', ['03158', 'Xã Sín'], ['03160', 'Xã Mường Nhé']), ...FICTIONAL_DECREE.slice(2)];
    const { body } = await services.preview(lineageFile(rows));
    expect(body.token).toBeNull();
    expect(body.problems).toEqual([
      {
        row: 2,
        column: 'old_name',
        code: 'NAME_DIFFERS',
        messageEn: '03158 is Xã Sín Thầu, not Xã Sín',
        messageVi: 'mã 03158 là của Xã Sín Thầu, không phải Xã Sín',
      },
      expect.objectContaining({ row: 2, column: 'new_code', code: 'CODE_IN_USE' }),
    ]);
  });

  it.each([
    ['a column is missing', 'old_level,old_code\ncommune,00004', [1, 'MISSING_COLUMN']],
    ['there is no text', '', [1, 'UNREADABLE']],
    ['a quote stays open', `${FILE.split('\r\n')[0]}\ncommune,"00004`, [2, 'UNREADABLE']],
    ['it is not UTF-8', Buffer.from(FILE, 'utf16le'), [null, 'UNREADABLE']],
    ['it has a column nobody knows', FILE.replace('new_parent_code', 'new_parent'), [1, 'UNKNOWN_COLUMN']],
  ])('says so when %s', async (_, file, [row, code]) => {
    const { body } = await services.preview(file);
    expect(body.problems).toContainEqual(expect.objectContaining({ row, code }));
  });

  it.each([
    ['on', { on: '2027-02-30' }],
    ['on', { on: '2022-01-01' }],
    ['number', { number: '' }],
    ['title', { title: 'x'.repeat(301) }],
    ['issuedOn', { issuedOn: 'soon' }],
  ])('is refused for a bad %s in the query', async (argument, more) => {
    const { status, body } = await services.preview(FILE, more);
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'BAD_USER_INPUT', argument })]);
  });

  it('is refused for a file larger than any lineage', async () => {
    const { status, body } = await services.preview(new Uint8Array(17 * 1024 * 1024));
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'BAD_USER_INPUT', argument: 'file' })]);
  });

  it.each(ROLES.filter((role) => role !== 'AUTHORITY'))('and its application are forbidden to %s', async (role) => {
    for (const { status, body } of [await services.preview(FILE, {}, role), await services.apply(FILE, 'x', {}, role)])
      expect([status, body]).toEqual([403, expect.objectContaining({ code: 'FORBIDDEN' })]);
  });
});

describe('a reorganisation that is applied', () => {
  let views: readonly unknown[];
  let changes: readonly Change[];
  beforeAll(async () => {
    views = [await wholeView('2023-08-08'), await wholeView('2026-11-24'), await wholeView('2027-02-28')];
    const { body } = await services.preview(FILE);
    const from = await position();
    expect((await services.apply(FILE, body.token ?? '')).status).toBe(200);
    changes = await services.subgraph.changes.readAfter(from, 1_000, never);
  });

  it('leaves the views of every earlier day as they were, byte for byte', async () => {
    const after = [await wholeView('2023-08-08'), await wholeView('2026-11-24'), await wholeView('2027-02-28')];
    expect(JSON.stringify(after)).toBe(JSON.stringify(views));
  });

  it('is in the log, ends first, then units, then agencies, with what it was by and its day', () => {
    expect(changes.map(({ kind, entityId }) => `${kind} ${entityId}`)).toEqual([
      'ENDED c03158-2',
      'ENDED c03160-2',
      'ENDED c03164-2',
      'ENDED ubnd-c03158-2',
      'ENDED ubnd-c03160-2',
      'ENDED ubnd-c03164-2',
      'CREATED c03160-3',
      'CREATED c03164-3',
      'RENAMED c03175-2',
      'RECLASSIFIED c03253-2',
      'CREATED c90001-1',
      'CREATED c90002-1',
      'CREATED ubnd-c03160-3',
      'CREATED ubnd-c03164-3',
      'RENAMED ubnd-c03175-2',
      'RENAMED ubnd-c03253-2',
      'CREATED ubnd-c90001-1',
      'CREATED ubnd-c90002-1',
    ]);
    for (const { cause, actor, effectiveFrom } of changes)
      expect([cause, actor, effectiveFrom]).toEqual(['REORGANISATION', 'thanh-tra-thu', DECREE.on]);
    expect(changes[0]).toMatchObject({
      before: { uid: 'c03158-2', validTo: '9999-12-31', heirs: [] },
      after: { uid: 'c03158-2', validTo: DECREE.on, heirs: ['c03160-3'] },
    });
    expect(changes[8]).toMatchObject({ version: 2, before: { name: 'Xã Chà Tở' }, after: { name: 'Xã Chà Tở Mới' } });
  });

  it('is told again, and nothing written, for the same token', async () => {
    const before = await countRows();
    const { body: preview } = await services.preview(FILE);
    const applied = await data('{ reorganisations { nodes { id } } }');
    const [{ token }] = await services.subgraph.database.reader.query('SELECT token FROM reorganisation');
    const { status, body } = await services.apply(FILE, token);
    expect([status, body.id]).toEqual([200, applied.reorganisations.nodes[0].id]);
    expect(await countRows()).toEqual(before);
    expect(preview.problems.length).toBeGreaterThan(0);
  });

  it('is in force from its day on, and not before', async () => {
    const query = `query ($asOf: Date) { unit(code: "03160", asOf: $asOf) { uid name predecessors { from { name } kind extent date legalBasis { number title issuedOn } } }
      merged: unit(uid: "c03158-2", asOf: $asOf) { inForce validTo validToBasis successors { to { uid } } committee { uid inForce } }
      renamed: unit(uid: "c03175-2", asOf: $asOf) { name committee { name } }
      ward: unit(uid: "c03253-2", asOf: $asOf) { kind nameEn committee { name } }
      rest: unit(uid: "c03169-2", asOf: $asOf) { inForce successors { to { uid } kind } } }`;
    const eve = await data(query, { asOf: '2027-02-28' });
    const day = await data(query, { asOf: DECREE.on });
    expect(eve.unit).toMatchObject({ uid: 'c03160-2' });
    expect(day.unit).toEqual({
      uid: 'c03160-3',
      name: 'Xã Mường Nhé',
      predecessors: ['Xã Sín Thầu', 'Xã Mường Nhé'].map((name) => ({
        from: { name },
        kind: 'MERGE',
        extent: 'FULL',
        date: DECREE.on,
        legalBasis: { number: DECREE.number, title: DECREE.title, issuedOn: DECREE.issuedOn },
      })),
    });
    expect([eve.merged.inForce, day.merged.inForce]).toEqual([true, false]);
    expect(eve.merged).toMatchObject({ validTo: DECREE.on, validToBasis: 'KNOWN', committee: { inForce: true } });
    expect([eve.renamed, day.renamed]).toEqual([
      { name: 'Xã Chà Tở', committee: { name: 'Ủy ban nhân dân xã Chà Tở' } },
      { name: 'Xã Chà Tở Mới', committee: { name: 'Ủy ban nhân dân xã Chà Tở Mới' } },
    ]);
    expect(day.ward).toEqual({
      kind: 'WARD',
      nameEn: 'Tuan Giao Ward',
      committee: { name: 'Ủy ban nhân dân phường Tuần Giáo' },
    });
    expect(day.rest).toEqual({ inForce: true, successors: [{ to: { uid: 'c90002-1' }, kind: 'SEPARATE' }] });
    const count = (asOf: string) =>
      data('query ($asOf: Date) { unit(uid: "p11-1", asOf: $asOf) { descendants(level: COMMUNE) { totalCount } } }', {
        asOf,
      });
    expect((await count('2027-02-28')).unit.descendants.totalCount).toBe(45);
    expect((await count(DECREE.on)).unit.descendants.totalCount).toBe(46);
  });

  it('leads a unit and an agency of 2023 on to what came after, once its day has come', async () => {
    const query =
      '{ unit(uid: "c03158-1") { current { uid } committee { current { uid } } } district: unit(uid: "d096-1") { name current { uid } } }';
    const before = await data(query);
    expect(before.unit).toEqual({ current: [{ uid: 'c03158-2' }], committee: { current: [{ uid: 'ubnd-c03158-2' }] } });
    services.turnTo('2027-02-28');
    expect(await data(query)).toEqual(before);
    services.turnTo(DECREE.on);
    const after = await data(query);
    expect(after.unit).toEqual({ current: [{ uid: 'c03160-3' }], committee: { current: [{ uid: 'ubnd-c03160-3' }] } });
    const merged = (uids: readonly { uid: string }[]) => [
      ...new Set(uids.map(({ uid }) => (/^c0315[8]-2$|^c03160-2$/.test(uid) ? 'c03160-3' : uid))),
    ];
    const divided = merged(before.district.current).flatMap((uid) =>
      uid === 'c03164-2' ? ['c03164-3', 'c90001-1'] : [uid],
    );
    expect(after.district.current.map(({ uid }: { uid: string }) => uid).sort()).toEqual(divided.sort());
    services.turnTo('2026-11-24');
  });

  it('can be asked for, with who was there before and who answers afterwards', async () => {
    const { reorganisations } =
      await data(`{ reorganisations { totalCount nodes { effectiveOn appliedAt legalBasis { number }
      unitCounts { ended begun changed } agencyCounts { ended begun changed }
      units(first: 4) { totalCount nodes { outcome before { name } after { name asOf } heirs { name } } pageInfo { hasNextPage } }
      agencies(outcome: [ENDED]) { totalCount nodes { id before { name asOf } after { name } heirs { name asOf } } } } } }`);
    expect(reorganisations.totalCount).toBe(1);
    const [node] = reorganisations.nodes;
    expect(node).toMatchObject({
      effectiveOn: DECREE.on,
      legalBasis: { number: DECREE.number },
      unitCounts: { ended: 3, begun: 4, changed: 2 },
      agencyCounts: { ended: 3, begun: 4, changed: 2 },
      units: { totalCount: 9, pageInfo: { hasNextPage: true } },
    });
    expect(node.units.nodes[0]).toEqual({
      outcome: 'ENDED',
      before: { name: 'Xã Sín Thầu' },
      after: null,
      heirs: [{ name: 'Xã Mường Nhé' }],
    });
    expect(node.units.nodes[3]).toMatchObject({ outcome: 'BEGUN', before: null, after: { asOf: DECREE.on } });
    expect(node.agencies.nodes.at(-1)).toMatchObject({
      before: { name: 'Ủy ban nhân dân xã Quảng Lâm', asOf: '2027-02-28' },
      after: null,
      heirs: [{ name: 'Ủy ban nhân dân xã Quảng Thượng', asOf: DECREE.on }, { name: 'Ủy ban nhân dân xã Quảng Hạ' }],
    });
  });

  it('of the same day may be followed by one of other units, and by none that touches what it made', async () => {
    const other = lineageFile([becomes('11', ['03256', 'Xã Mường Ảng'], ['03256', 'Phường Mường Ảng'])]);
    const { body } = await services.preview(other);
    expect(body.problems).toEqual([]);
    expect((await services.apply(other, body.token ?? '')).status).toBe(200);
    const again = lineageFile([becomes('11', ['03160', 'Xã Mường Nhé'], ['03160', 'Phường Mường Nhé'])]);
    expect((await services.preview(again)).body.problems).toMatchObject([{ row: 2, code: 'CHANGED_SINCE' }]);
    expect((await services.preview(again, { on: '2027-02-28' })).body.problems).toContainEqual(
      expect.objectContaining({ code: 'DAY_TOO_EARLY' }),
    );
  });
});

describe('a token', () => {
  const ward = (code: string, name: string) =>
    lineageFile([becomes('11', [code, `Xã ${name}`], [code, `Phường ${name}`])]);
  const nothingWritten = async (work: () => Promise<void>) => {
    const before = await countRows();
    await work();
    expect(await countRows()).toEqual(before);
  };

  it.each<[string, string, Record<string, string>]>([
    ['file', ward('03301', 'Búng Lao'), {}],
    ['day', ward('03295', 'Quài Tở'), { on: '2027-04-02' }],
    ['document', ward('03295', 'Quài Tở'), { number: '3/2027' }],
  ])('of another %s applies nothing', async (_, file, more) => {
    const { body } = await services.preview(ward('03295', 'Quài Tở'), { on: '2027-04-01' });
    await nothingWritten(async () => {
      const answer = await services.apply(file, body.token ?? '', { on: '2027-04-01', ...more });
      expect(answer).toMatchObject({ status: 400, body: { code: 'BAD_USER_INPUT', argument: 'preview' } });
    });
  });

  it('that nobody gave applies nothing', () =>
    nothingWritten(async () => {
      for (const token of ['x', '1.', `1.${'a'.repeat(43)}`])
        expect(await services.apply(FILE, token)).toMatchObject({ status: 400, body: { argument: 'preview' } });
    }));

  it('is stale as soon as the register changes; of two that are sent at once one is applied', async () => {
    const on = '2027-05-01';
    const files = [ward('03313', 'Mường Lạn'), ward('03316', 'Nà Tấu'), ward('03325', 'Mường Phăng')];
    const previews = await Promise.all(files.map((file) => services.preview(file, { on })));
    const answers = await Promise.all(
      files.map((file, index) => services.apply(file, previews[index]?.body.token ?? '', { on })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const stale = answers.findIndex(({ status }) => status === 409);
    expect(answers[stale]?.body).toMatchObject({ code: 'CONFLICT', argument: 'preview' });
    await nothingWritten(async () => {
      const again = await services.apply(files[stale] ?? '', previews[stale]?.body.token ?? '', { on });
      expect(again.status).toBe(409);
    });
  });

  it('that is sent several times at once is applied once', async () => {
    const on = '2027-06-01';
    const file = ward('03328', 'Thanh Nưa');
    const { body } = await services.preview(file, { on });
    const before = await position();
    const answers = await Promise.all([1, 2, 3].map(() => services.apply(file, body.token ?? '', { on })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(await position()).toBe(before + 2);
  });
});
