import { parse } from 'csv-parse/sync';
import { type CALLERS, send } from '../testing/commands.js';
import { type Imports, openImports } from '../testing/imports.js';
import { EMAIL, INNER_PHONE, PHONE, PRESS_PHONE, type RecordParts } from '../testing/make-record.js';
import { type Network, openNetwork } from '../testing/open-network.js';

const OFFICE = { ...PHONE, value: '+842439990009', rawValue: '024 3999 0009' };
const OWN = { ...INNER_PHONE, value: '+84912000003', rawValue: '0912 000 003' };
const RECORDS: readonly RecordParts[] = [
  { uid: 'health', agencyUid: 'so-y-te-p01-1', validFrom: '2025-08-01', contacts: [OFFICE, EMAIL, OWN] },
  { uid: 'cinema', agencyUid: 'so-van-hoa-p01-1', validFrom: '2025-08-01', contacts: [OFFICE], decisionNumber: null },
  { uid: 'ward', agencyUid: 'ub-c004-2', validFrom: '2025-08-01', contacts: [] },
  {
    uid: 'flood',
    agencyUid: 'ub-p01-1',
    role: 'AUTHORIZED',
    ...{ validFrom: '2026-11-01', validTo: '2027-01-01' },
    ...{ documentNumber: '7/GUQ', documentIssuedOn: '2026-10-30', matter: '=SUM(A1)', contacts: [OFFICE] },
  },
  {
    uid: 'next',
    agencyUid: 'ub-p08-2',
    validFrom: '2026-12-01',
    contacts: [OFFICE, { ...PRESS_PHONE, value: OWN.value }],
  },
  {
    uid: 'waiting',
    agencyUid: 'ub-p01-1',
    role: 'HEAD',
    validFrom: '2026-11-01',
    reviewState: 'PENDING',
    contacts: [],
  },
  { uid: 'gone', agencyUid: 'ub-p01-1', validFrom: '2025-08-01', validTo: '2026-01-01' },
  { uid: 'withdrawn', agencyUid: 'ub-p08-2', validFrom: '2026-08-01', reviewState: 'WITHDRAWN' },
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

const rowsIn = (csv: string): readonly (readonly string[])[] => parse(csv, { bom: true });

describe('the records as a list', () => {
  it('are those that have not ended, in the columns of imports', async () => {
    const { status, type, body } = await imports.ask('authority', '/records.csv');
    expect([status, type]).toEqual([200, 'text/csv; charset=utf-8']);
    const [heading, ...rows] = rowsIn(body);
    expect(heading?.slice(0, 9)).toEqual([
      ...['Mã hồ sơ', 'Mã cơ quan', 'Mã đơn vị hành chính', 'Cấp', 'Tên cơ quan', 'Tỉnh, thành phố'],
      ...['Vai trò', 'Họ và tên', 'Chức vụ'],
    ]);
    expect(rows.map(([uid]) => uid)).toEqual(['cinema', 'flood', 'health', 'next', 'waiting', 'ward']);
    expect(rows[2]).toEqual([
      ...['health', 'so-y-te-p01-1', '', 'Sở', 'Sở Y tế thành phố Hà Nội', 'p01-1', 'Người phát ngôn', 'Mẫu Thị An'],
      ...['Chánh Văn phòng', "'+842439990009", 'desk@mau.example', '1/QĐ-VD', '', '', '', '01/08/2025', ''],
      ...["'+84912000003", 'Cơ quan quản lý', 'Có'],
    ]);
  });

  it('make no difference when they are imported again', async () => {
    const { body } = await imports.ask('authority', '/records.csv');
    const { body: job } = await imports.send(body);
    expect([job.state, job.problems, job.outcomes]).toEqual([
      ...['READY', [], { CREATE: 0, REPLACE: 0, CORRECT: 0, SAME: 6, REFUSE: 0 }],
    ]);
    const before = await network.subgraph.changes.position(new AbortController().signal);
    expect((await imports.commit(job)).body).toMatchObject({ state: 'COMMITTED', cursor: null });
    expect(await network.subgraph.changes.position(new AbortController().signal)).toBe(before);
  });

  it('say what their agency said last, before the authority has verified it', async () => {
    const correction = { spokesperson: 'ward', expectedVersion: 1, correction: { positionTitle: 'Thư ký' } };
    expect((await send(network, 'authority', 'correctSpokesperson', correction)).userErrors).toEqual([]);
    const { body } = await imports.ask('authority', '/records.csv');
    expect(rowsIn(body).find(([uid]) => uid === 'ward')?.[8]).toBe('Thư ký');
    expect((await imports.send(body)).body.outcomes).toMatchObject({ SAME: 6 });
  });

  it('are a clerk’s own, and of a place where one is named', async () => {
    const uids = async (caller: keyof typeof CALLERS, query = '') =>
      rowsIn((await imports.ask(caller, `/records.csv${query}`)).body)
        .slice(1)
        .map(([uid]) => uid);
    expect(await uids('departmentClerk')).toEqual(['health']);
    expect(await uids('authority', '?within=p08-2')).toEqual(['next']);
    expect(await uids('departmentClerk', '?within=p08-2')).toEqual([]);
    expect(await uids('authority', '?within=nowhere')).toEqual([]);
  });

  it.each([
    [null, 401],
    ['partner', 403],
    ['reviewer', 403],
  ] as const)('are not for %s', async (caller, status) => {
    expect((await imports.ask(caller, '/records.csv')).status).toBe(status);
  });
});

describe('an empty list', () => {
  it('is there for anybody, as text with its notes, and is read when it is filled', async () => {
    const { status, body } = await imports.ask(null, '/template.csv');
    expect(status).toBe(200);
    const [notes, heading] = rowsIn(body);
    expect(notes?.[7]).toBe('Bắt buộc. Viết đủ họ, tên đệm và tên, có dấu. Ví dụ: Mẫu Văn Ví Dụ');
    expect(heading?.length).toBe(20);
    expect((await imports.send(body)).body).toMatchObject({ state: 'READY', rows: 0, problems: [] });
    const line = ',,,,UBND Thành phố Hà Nội,,,Mẫu Văn Mới,Chuyên viên,,,,,,,01/12/2026,,,,';
    const filled = await imports.send(`${body}${line}\r\n`);
    expect(filled.body.outcomes).toMatchObject({ CREATE: 1, REFUSE: 0 });
  });

  it('is there as a workbook, which is read', async () => {
    const answer = await imports.bytes('/template.xlsx');
    expect(answer.subarray(0, 2).toString()).toBe('PK');
    expect((await imports.send(answer)).body).toMatchObject({
      ...{ state: 'READY', rows: 0, problems: [], file: { format: 'XLSX' } },
    });
  });
});
