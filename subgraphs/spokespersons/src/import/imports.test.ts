import { randomUUID } from 'node:crypto';
import { fixedClock, type Role } from '@phat-ngon/kit';
import { TEST_CLOCK, temporaryDatabase } from '@phat-ngon/kit/testing';
import { CALLERS, send } from '../testing/commands.js';
import { type Imports, openImports } from '../testing/imports.js';
import { type Network, openNetwork } from '../testing/open-network.js';
import { IMPORTS_KEPT_DAYS } from './forget-imports.js';

const HEADING =
  'Mã hồ sơ,Mã cơ quan,Vai trò,Họ và tên,Chức vụ,Điện thoại,Số văn bản ủy quyền,Nội dung ủy quyền,Từ ngày,Đến hết ngày';
const NEW = ',ub-p01-1,,Mẫu Văn Mới,Phó Chánh Văn phòng,024 3999 0001,,,01/11/2026,';
const SUCCESSOR = ',so-y-te-p01-1,,Mẫu Văn Hai,Phó Chánh Văn phòng,024 3999 0002,,,01/11/2026,';
const CORRECTION = 'cinema,,,Mẫu Thị An,Thư ký,,,,,';
const SAME = 'ward,,,Mẫu Thị An,Chánh Văn phòng,,,,,';
const REFUSED = 'nobody,,,Mẫu Thị An,,,,,,';
const list = (...lines: readonly string[]): string => [HEADING, ...lines].join('\r\n');

const RECORDS = [
  { uid: 'health', agencyUid: 'so-y-te-p01-1', validFrom: '2025-08-01' },
  { uid: 'cinema', agencyUid: 'so-van-hoa-p01-1', validFrom: '2025-08-01' },
  { uid: 'ward', agencyUid: 'ub-c004-2', validFrom: '2025-08-01' },
];

let network: Network;
let imports: Imports;
beforeEach(async () => {
  network = await openNetwork({ records: RECORDS });
  imports = await openImports(network);
});
afterEach(async () => {
  await imports[Symbol.asyncDispose]();
  await network[Symbol.asyncDispose]();
});

const position = () => network.subgraph.changes.position(new AbortController().signal);
const rowsOf = async (uid: string, query = '') => (await imports.ask('authority', `/imports/${uid}/rows${query}`)).body;

describe('a list that is sent', () => {
  it('is held against the records, row by row, and nothing is written', async () => {
    const before = await position();
    const { status, body } = await imports.send(list(NEW, SUCCESSOR, CORRECTION, SAME, REFUSED));
    expect([status, body]).toEqual([
      200,
      {
        uid: body.uid,
        state: 'READY',
        file: {
          name: 'danh-sach.csv',
          bytes: expect.any(Number),
          digest: expect.stringMatching(/^[0-9a-f]{64}$/),
          format: 'CSV',
        },
        progress: null,
        rows: 5,
        outcomes: { CREATE: 1, REPLACE: 1, CORRECT: 1, SAME: 1, REFUSE: 1 },
        problems: [],
        token: expect.stringMatching(/^[0-9a-f]{64}$/),
        createdAt: '2026-11-24T05:00:00.000Z',
        changedAt: '2026-11-24T05:00:00.000Z',
        cursor: null,
      },
    ]);
    const { rows, next } = await rowsOf(body.uid);
    expect(next).toBeNull();
    expect(rows.map(({ line, outcome, agencyUid, recordUid }: any) => [line, outcome, agencyUid, recordUid])).toEqual([
      [2, 'CREATE', 'ub-p01-1', null],
      [3, 'REPLACE', 'so-y-te-p01-1', 'health'],
      [4, 'CORRECT', 'so-van-hoa-p01-1', 'cinema'],
      [5, 'SAME', 'ub-c004-2', 'ward'],
      [6, 'REFUSE', null, null],
    ]);
    expect(rows[2].differences).toEqual([{ field: 'Chức vụ', before: 'Chánh Văn phòng', after: 'Thư ký' }]);
    expect(rows[4].problems).toEqual([
      {
        ...{ code: 'NOT_FOUND', severity: 'ERROR', line: 6, column: 1, field: 'Mã hồ sơ' },
        ...{ en: expect.stringContaining('nobody'), vi: expect.stringContaining('nobody') },
      },
    ]);
    expect(await position()).toBe(before);
  });

  it('shows its rows by pages and outcomes, and as a file for a spreadsheet', async () => {
    const { body } = await imports.send(list(NEW, SUCCESSOR, REFUSED));
    const first = await rowsOf(body.uid, '?first=2');
    const last = await rowsOf(body.uid, `?first=2&after=${first.next}`);
    expect([first.rows, last.rows].map((rows) => rows.map(({ line }: any) => line))).toEqual([[2, 3], [4]]);
    expect((await rowsOf(body.uid, '?outcome=REFUSE')).rows).toEqual(last.rows);
    const file = await imports.ask('authority', `/imports/${body.uid}/rows.csv`);
    expect([file.status, file.type]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(file.body.split('\r\n').slice(0, 5)).toEqual([
      'Dòng,Kết quả,Outcome,Mã cơ quan,Mã hồ sơ,Cột,Trường,Hiện tại,Sau khi nhập,Lỗi,Giải thích,Explanation',
      '2,Thêm mới,CREATE,ub-p01-1,,,Vai trò,,Người phát ngôn,,,',
      '2,Thêm mới,CREATE,ub-p01-1,,,Họ và tên,,Mẫu Văn Mới,,,',
      '2,Thêm mới,CREATE,ub-p01-1,,,Chức vụ,,Phó Chánh Văn phòng,,,',
      "2,Thêm mới,CREATE,ub-p01-1,,,Điện thoại,,'+842439990001,,,",
    ]);
    expect(file.body).toContain('4,Không nhập,REFUSE,,,A,Mã hồ sơ,,,NOT_FOUND,');
  });

  it.each([
    ['a list without a column of names', 'Mã cơ quan,Chức vụ\nub-p01-1,A', 'MISSING_COLUMN'],
    ['nothing', '', 'EMPTY_FILE'],
    ['a list with a quote that is never closed', `${list(NEW)}\n"`, 'MALFORMED'],
  ])('is refused as a whole where it is %s', async (_what, file, code) => {
    const { status, body } = await imports.send(file);
    expect([status, body.state, body.token, body.rows, body.problems.map((problem: any) => problem.code)]).toEqual([
      ...[200, 'REFUSED', null, 0, [code]],
    ]);
    expect(await rowsOf(body.uid)).toEqual({ rows: [], next: null });
    expect((await imports.commit(body)).status).toBe(400);
  });

  it('finds what is twice in it over any distance', async () => {
    const many = Array.from(
      { length: 2_100 },
      (_, index) => `,ub-p01-1,ủy quyền,Mẫu Văn ${index},Chuyên viên,,${index}/GUQ,Ngập lụt,01/12/2026,31/12/2026`,
    );
    const { body } = await imports.send(list(NEW, ...many, NEW));
    expect(body.outcomes).toEqual({ CREATE: 2_101, REPLACE: 0, CORRECT: 0, SAME: 0, REFUSE: 1 });
    const { rows } = await rowsOf(body.uid, '?outcome=REFUSE');
    expect(rows.map(({ line, problems }: any) => [line, problems[0].code, problems[0].en])).toEqual([
      [2_103, 'DUPLICATE', expect.stringContaining('Line 2 ')],
    ]);
  });

  it('gives the import as it stands when it is sent again, and is refused under the UUID of another', async () => {
    const uid = randomUUID();
    const first = await imports.send(list(NEW), { uid });
    expect(await imports.send(list(NEW), { uid })).toEqual(first);
    expect(await imports.send(list(SUCCESSOR), { uid })).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect(await imports.send(list(NEW), { uid, caller: 'colleague' })).toMatchObject({ status: 409 });
  });

  it('is read once where it is sent twice at the same time', async () => {
    const uid = randomUUID();
    const [one, other] = await Promise.all([imports.send(list(NEW), { uid }), imports.send(list(NEW), { uid })]);
    expect([one.body.state, other.body.state, one.body.token]).toEqual(['READY', 'READY', other.body.token]);
  });

  it('tells where it stands to whoever does not wait', async () => {
    const uid = randomUUID();
    const headers = { prefer: 'wait=0' };
    const path = `/imports/${uid}`;
    const { status, body } = await imports.ask('authority', `${path}?name=a.csv`, {
      method: 'PUT',
      body: list(NEW),
      headers,
    });
    expect([status, body.state, body.token]).toEqual([202, 'READING', null]);
    const later = await imports.ask('authority', path, { headers: { prefer: 'respond-async, wait=20' } });
    expect([later.status, later.body.state]).toEqual([200, 'READY']);
  });

  it('holds of a clerk’s list what is the clerk’s', async () => {
    const { body } = await imports.send(list(NEW, ',ub-p08-2,,Mẫu Văn Xa,Chuyên viên,,,,01/11/2026,'), {
      caller: 'clerk',
    });
    expect(body.outcomes).toMatchObject({ CREATE: 1, REFUSE: 1 });
    const { body: rows } = await imports.ask('clerk', `/imports/${body.uid}/rows?outcome=REFUSE`);
    expect(rows.rows[0].problems[0].code).toBe('FORBIDDEN');
  });
});

describe('a list that is committed', () => {
  it('does what was found of it, and says where it was read', async () => {
    const { body } = await imports.send(list(NEW, SUCCESSOR, CORRECTION, SAME, REFUSED));
    const { status, body: done } = await imports.commit(body);
    expect([status, done.state, done.token]).toEqual([200, 'COMMITTED', body.token]);
    const { submissions }: any = await network
      .as(CALLERS.colleague)
      .data('{ submissions(first: 10) { nodes { kind spokesperson { provenance { importer file row } } } } }');
    const told = submissions.nodes.map(({ kind, spokesperson: { provenance } }: any) => [
      ...[kind, provenance.importer, provenance.file, provenance.row],
    ]);
    expect(told.sort()).toEqual([
      ['CORRECTION', 'test', null, null],
      ['NEW', 'authority-1', 'danh-sach.csv', 2],
      ['REPLACEMENT', 'authority-1', 'danh-sach.csv', 3],
    ]);
  });

  it('is done once, however often and at the same time it is committed', async () => {
    const { body } = await imports.send(list(NEW, SUCCESSOR));
    const answers = await Promise.all([imports.commit(body), imports.commit(body)]);
    const after = await position();
    expect(answers.map(({ status, body: { state } }) => [status, state])).toEqual([
      [200, 'COMMITTED'],
      [200, 'COMMITTED'],
    ]);
    expect((await imports.commit(body)).body.cursor).toBe(answers[0].body.cursor);
    expect(await position()).toBe(after);
  });

  it('keeps nothing of the people in its rows', async () => {
    const { body } = await imports.send(list(NEW, REFUSED));
    await imports.commit(body);
    const stored = await network.subgraph.database.reader.query('SELECT * FROM import_row ORDER BY line');
    expect(JSON.stringify(stored)).not.toContain('Mẫu');
    expect(await rowsOf(body.uid)).toMatchObject({
      rows: [
        { line: 2, outcome: 'CREATE', differences: [] },
        { line: 3, outcome: 'REFUSE', problems: [{ code: 'NOT_FOUND' }] },
      ],
    });
  });

  it('is refused with another token', async () => {
    const { body } = await imports.send(list(NEW));
    const before = await position();
    expect(await imports.commit({ ...body, token: 'x' })).toMatchObject({ status: 400, body: { argument: 'token' } });
    expect(await position()).toBe(before);
  });

  it('is refused when the records have changed since, with nothing written, and read anew when it is sent again', async () => {
    const uid = randomUUID();
    const { body } = await imports.send(list(NEW, SUCCESSOR, SAME), { uid });
    const ending = { spokesperson: 'health', expectedVersion: 1, endsOn: '2026-12-31' };
    expect((await send(network, 'authority', 'endAppointment', ending)).userErrors).toEqual([]);
    const before = await position();
    const { status, body: refusal } = await imports.commit(body);
    expect([status, refusal.code, refusal.detail]).toEqual([409, 'CONFLICT', expect.stringContaining('line 3 ')]);
    expect(await position()).toBe(before);
    expect((await imports.ask('authority', `/imports/${uid}`)).body).toMatchObject({ state: 'STALE', token: null });
    const again = await imports.send(list(NEW, SUCCESSOR, SAME), { uid });
    expect((await imports.commit(again.body)).body.state).toBe('COMMITTED');
  });

  it('holds where a record that stays as it is has been confirmed meanwhile', async () => {
    const { body } = await imports.send(list(NEW, SAME));
    const confirmation = { spokesperson: 'ward', expectedVersion: 1 };
    expect((await send(network, 'authority', 'confirmSpokesperson', confirmation)).userErrors).toEqual([]);
    expect((await imports.commit(body)).body.state).toBe('COMMITTED');
  });

  it('takes statements by its parts, not by its rows', async () => {
    const authorised = (count: number) =>
      list(
        ...Array.from(
          { length: count },
          (_, index) => `,ub-p01-1,ủy quyền,Mẫu Văn ${index},Chuyên viên,,${index}/GUQ,Ngập,01/12/2026,31/12/2026`,
        ),
      );
    const [few, many] = [await imports.send(authorised(5)), await imports.send(authorised(500))];
    const ofFew = await network.statementsOf(() => imports.commit(few.body));
    const again = await imports.send(authorised(500));
    expect(again.body.outcomes).toMatchObject({ SAME: 5, CREATE: 495 });
    expect(many.body.outcomes).toMatchObject({ CREATE: 500 });
    // Two parts.
    expect(await network.statementsOf(() => imports.commit(again.body))).toBeLessThanOrEqual(2 * ofFew);
  });
});

describe('imports', () => {
  it.each<[string, Parameters<Imports['ask']>[0], number]>([
    ['nobody', null, 401],
    ['a partner', 'partner', 403],
    ['a reviewer', 'reviewer', 403],
    ['somebody else', 'colleague', 404],
  ])('are not for %s', async (_who, caller, status) => {
    const { body } = await imports.send(list(NEW));
    const path = `/imports/${body.uid}`;
    const asked = [
      [path, 'GET'],
      [`${path}/rows`, 'GET'],
      [`${path}/rows.csv`, 'GET'],
      [`${path}/commit?token=${body.token}`, 'POST'],
      [path, 'DELETE'],
    ] as const;
    for (const [address, method] of asked)
      expect([address, (await imports.ask(caller, address, { method })).status]).toEqual([address, status]);
    const sent = await imports.ask(caller, `/imports/${randomUUID()}?name=a.csv`, { method: 'PUT', body: list(NEW) });
    expect(sent.status).toBe(status === 404 ? 200 : status);
  });

  it.each([
    ['/imports/1?name=a.csv', 'uid'],
    ['/imports/7c8882df-9951-4649-9df0-b3ca67104316', 'name'],
  ])('refuse %s', async (path, argument) => {
    const answer = await imports.ask('authority', path, { method: 'PUT', body: list(NEW) });
    expect(answer).toMatchObject({ status: 400, body: { code: 'BAD_USER_INPUT', argument } });
  });

  it.each(['first=0', 'first=1001', 'after=-1', 'outcome=ALL'])('refuse rows by %s', async (query) => {
    const { body } = await imports.send(list(NEW));
    const answer = await imports.ask('authority', `/imports/${body.uid}/rows?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { argument: query.split('=')[0] } });
  });

  it('are forgotten when asked to, and after a week', async () => {
    const { body } = await imports.send(list(NEW));
    expect((await imports.ask('authority', `/imports/${body.uid}`, { method: 'DELETE' })).status).toBe(204);
    expect((await imports.ask('authority', `/imports/${body.uid}`)).status).toBe(404);
    await using database = await temporaryDatabase();
    const uid = randomUUID();
    for (const [days, status] of [
      [0, 200],
      [IMPORTS_KEPT_DAYS, 200],
      [IMPORTS_KEPT_DAYS + 1, 404],
    ] as const) {
      const clock = fixedClock(new Date(TEST_CLOCK.now().getTime() + days * 86_400_000));
      await using later = await openNetwork({ database, clock });
      await using services = await openImports(later);
      if (days === 0) await services.send(list(NEW), { uid });
      expect([days, (await services.ask('authority', `/imports/${uid}`)).status]).toEqual([days, status]);
    }
  });

  it('that were broken off are read anew when they are sent again', async () => {
    await using database = await temporaryDatabase();
    const uid = randomUUID();
    const many = Array.from(
      { length: 5_000 },
      (_, index) => `,ub-p01-1,ủy quyền,Mẫu Văn ${index},Chuyên viên,,${index}/GUQ,Ngập,01/12/2026,31/12/2026`,
    );
    const file = list(...many);
    {
      await using first = await openNetwork({ database });
      const services = await openImports(first);
      const init = { method: 'PUT', body: file, headers: { prefer: 'wait=0' } };
      expect((await services.ask('authority', `/imports/${uid}?name=a.csv`, init)).body.state).toBe('READING');
      await services[Symbol.asyncDispose]();
    }
    const clock = fixedClock(new Date(TEST_CLOCK.now().getTime() + 200_000));
    await using second = await openNetwork({ database, clock });
    await using services = await openImports(second);
    const { body } = await services.ask('authority', `/imports/${uid}`);
    expect([body.state, body.token, body.rows < 5_000]).toEqual(['INTERRUPTED', null, true]);
    const again = await services.send(file, { uid });
    expect(again.body).toMatchObject({ state: 'READY', outcomes: { CREATE: 5_000 } });
  });
});

it('leaves nothing of a list whose import was broken off, and imports it afterwards', async () => {
  await using database = await temporaryDatabase();
  const uid = randomUUID();
  const many = Array.from(
    { length: 2_000 },
    (_, index) => `,ub-p01-1,ủy quyền,Mẫu Văn ${index},Chuyên viên,,${index}/GUQ,Ngập,01/12/2026,31/12/2026`,
  );
  let before = 0;
  {
    await using first = await openNetwork({ database, records: RECORDS });
    const services = await openImports(first);
    const { body } = await services.send(list(...many), { uid });
    before = await first.subgraph.changes.position(new AbortController().signal);
    const init = { method: 'POST', headers: { prefer: 'wait=0' } };
    const begun = await services.ask('authority', `/imports/${uid}/commit?token=${body.token}`, init);
    expect([begun.status, begun.body.state]).toEqual([202, 'COMMITTING']);
    await services[Symbol.asyncDispose]();
  }
  await using second = await openNetwork({ database });
  await using services = await openImports(second);
  expect(await second.subgraph.changes.position(new AbortController().signal)).toBe(before);
  const { body } = await services.ask('authority', `/imports/${uid}`);
  expect(body.state).toBe('READY');
  expect((await services.commit(body)).body.state).toBe('COMMITTED');
  expect((await services.send(list(...many))).body.outcomes).toMatchObject({ SAME: 2_000 });
});

it.each<Role>(['CLERK', 'AUTHORITY'])('takes lists of a %s', async (role) => {
  const caller = role === 'CLERK' ? 'clerk' : 'authority';
  const { body } = await imports.send(list(NEW), { caller });
  expect((await imports.commit(body, caller)).body.state).toBe('COMMITTED');
});
