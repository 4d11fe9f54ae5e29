import { Readable } from 'node:stream';
import { ChangeLog, type Principal, PUBLIC } from '@phat-ngon/kit';
import { TEST_CLOCK } from '@phat-ngon/kit/testing';

import { openDesk } from '../../command/desk.js';
import { RecordBook } from '../../command/record-book.js';
import { CALLERS, type Caller } from '../../testing/commands.js';
import { EMAIL, makeRecord, PHONE } from '../../testing/make-record.js';
import { type Network, openNetwork } from '../../testing/open-network.js';
import { carryOut } from '../commit/carry-out.js';
import { readTable } from '../layout/read-table.js';
import { type Normalised, normaliseRow } from '../normalise/normalise-row.js';
import { readSource } from '../read/read-file.js';
import { spool } from '../read/spool.js';
import { type Comparing, compareRows } from './compare-rows.js';
import type { Comparison } from './outcome.js';

const HEADING =
  'Mã hồ sơ,Mã cơ quan,Vai trò,Họ và tên,Chức vụ,Điện thoại,Số văn bản ủy quyền,Nội dung ủy quyền,Từ ngày,Đến hết ngày';
const OFFICE = { ...PHONE, value: '+842439990009', rawValue: '024 3999 0009' };
const HOLDER = makeRecord({
  ...{ uid: 'holder', agencyUid: 'so-y-te-p01-1', validFrom: '2025-08-01' },
  contacts: [OFFICE, EMAIL],
});

let network: Network;
beforeEach(async () => {
  network = await openNetwork({
    records: [
      HOLDER,
      { uid: 'elsewhere', agencyUid: 'ub-p08-2', validFrom: '2025-08-01', fullName: 'Mẫu Thị Xa' },
      { uid: 'withdrawn', agencyUid: 'ub-c004-2', validFrom: '2025-08-01', reviewState: 'WITHDRAWN' },
      { uid: 'waiting', agencyUid: 'so-van-hoa-p01-1', validFrom: '2025-08-01', reviewState: 'PENDING' },
    ],
  });
});
afterEach(() => network[Symbol.asyncDispose]());

async function read(lines: readonly string[]): Promise<readonly Normalised[]> {
  const file = await spool(Readable.from([Buffer.from([HEADING, ...lines].join('\n'))]));
  try {
    const source = await readSource(file.handle, file.bytes, 'CSV');
    const rows: Normalised[] = [];
    for await (const part of readTable(source.rows(), 1_000, () => undefined))
      rows.push(...part.map((row) => normaliseRow(row, source.countsFrom1904)));
    return rows;
  } finally {
    await file.close();
  }
}

const principalOf = (caller: Caller): Principal => ({ ...PUBLIC, ...CALLERS[caller] });

async function compare(lines: readonly string[], caller: Caller = 'authority'): Promise<readonly Comparison[]> {
  const comparing = { reading: network.subgraph.database, principal: principalOf(caller), today: TEST_CLOCK.today() };
  return compareRows(comparing, await read(lines), async () => new Map());
}

/** What a list would do, a row each: outcome, agency, record, and what changes or is wrong. */
async function told(lines: readonly string[], caller?: Caller): Promise<readonly string[]> {
  return (await compare(lines, caller)).map(({ outcome, agencyUid, record, differences, problems }) =>
    [
      outcome,
      agencyUid,
      record?.uid ?? '-',
      ...differences.map(({ field, before, after }) => `${field}: ${before} → ${after}`),
      ...problems.map(({ code, line, column }) => `${line}:${column} ${code}`),
    ].join(' | '),
  );
}

/** Imports a list in one transaction; how many rows the log grew by. */
async function importList(lines: readonly string[], caller: Caller = 'authority'): Promise<number> {
  const log = new ChangeLog(network.subgraph.database, TEST_CLOCK);
  const rows = await read(lines);
  const before = await log.position();
  await log.write(async (writing) => {
    const author = { subject: CALLERS[caller].subject, cause: 'AUTHORITY', origin: 'import test' } as const;
    const time = { today: TEST_CLOCK.today(), at: TEST_CLOCK.now().toISOString() };
    const book = await RecordBook.open(writing, author, time);
    const desk = openDesk(book, principalOf(caller));
    const comparing: Comparing = { reading: book.reading, principal: principalOf(caller), today: time.today };
    const planned = (await compareRows(comparing, rows, async () => new Map())).flatMap(
      ({ row: { line }, agencyUid, action }) =>
        action === null || agencyUid === null ? [] : [{ line, agencyUid, action }],
    );
    await carryOut(desk, planned, 'list.csv');
    await book.close();
  });
  return (await log.position()) - before;
}

const NEW = ',ub-p01-1,,Mẫu Văn Mới,Phó Chánh Văn phòng,024 3999 0001,,,01/11/2026,';
const OTHER = ',so-van-hoa-p01-1,,Mẫu Văn Mới,Phó Chánh Văn phòng,024 3999 0001,,,01/11/2026,';
const SUCCESSOR = ',so-y-te-p01-1,,Mẫu Văn Mới,Phó Chánh Văn phòng,024 3999 0001,,,01/11/2026,';

describe('a row of a list, held against the records', () => {
  it('begins a record where nobody has the role', async () => {
    expect(await told([NEW])).toEqual([
      'CREATE | ub-p01-1 | - | Vai trò: null → Người phát ngôn | Họ và tên: null → Mẫu Văn Mới | ' +
        'Chức vụ: null → Phó Chánh Văn phòng | Điện thoại: null → +842439990001 | Từ ngày: null → 01/11/2026',
    ]);
  });

  it('replaces whoever has a role that one has at a time', async () => {
    expect(await told([SUCCESSOR])).toEqual([
      'REPLACE | so-y-te-p01-1 | holder | Họ và tên: Mẫu Thị An → Mẫu Văn Mới | Chức vụ: Chánh Văn phòng → Phó Chánh Văn phòng | ' +
        'Điện thoại: +842439990009 → +842439990001 | Thư điện tử: desk@mau.example → null | ' +
        'Số quyết định: 1/QĐ-VD → null | Từ ngày: 01/08/2025 → 01/11/2026',
    ]);
  });

  it('corrects the record of the same name, and of a name that begins on the same day and shares a word', async () => {
    expect(
      await told([',so-y-te-p01-1,,mẫu thị an,Chánh Thanh tra,,,,,', ',so-van-hoa-p01-1,,Mẫu Thị Ân,,,,,01/08/2025,']),
    ).toEqual([
      'CORRECT | so-y-te-p01-1 | holder | Họ và tên: Mẫu Thị An → mẫu thị an | Chức vụ: Chánh Văn phòng → Chánh Thanh tra',
      'CORRECT | so-van-hoa-p01-1 | waiting | Họ và tên: Mẫu Thị An → Mẫu Thị Ân',
    ]);
  });

  it('ends the record whose last day it gives', async () => {
    expect(await told(['holder,,,Mẫu Thị An,,,,,,31/12/2026'])).toEqual([
      'CORRECT | so-y-te-p01-1 | holder | Đến hết ngày: null → 31/12/2026',
    ]);
  });

  it('is the same where it says nothing else, however it writes it', async () => {
    expect(await told([',so-y-te-p01-1,npn,Mẫu Thị An,,0084 24.3999.0009,,,2025-08-01,'])).toEqual([
      'SAME | so-y-te-p01-1 | holder',
    ]);
  });

  it.each([
    ['that names no agency', ',,,Mẫu Văn Mới,Chuyên viên,,,,01/11/2026,', 'REFUSE |  | - | 2:2 REQUIRED'],
    ['of a record there is not', 'nobody,,,Mẫu Văn Mới,,,,,,', 'REFUSE |  | - | 2:1 NOT_FOUND'],
    ['of a record of another agency', 'holder,ub-p01-1,,Mẫu Thị An,,,,,,', 'REFUSE |  | - | 2:1 INVALID'],
    ['of a record that was withdrawn', 'withdrawn,,,Mẫu Thị An,,,,,,', 'REFUSE | ub-c004-2 | withdrawn | 2:1 NOT_OPEN'],
    [
      'of a record, in another role',
      'holder,,đứng đầu,Mẫu Thị An,,,,,,',
      'REFUSE | so-y-te-p01-1 | holder | 2:3 INVALID',
    ],
    [
      'of a record, under the name of another',
      'holder,,,Trần Văn Bé,,,,,,',
      'REFUSE | so-y-te-p01-1 | holder | 2:4 INVALID',
    ],
    [
      'that puts an end off',
      'holder,,,Mẫu Thị An,,,,,,31/07/2025',
      'REFUSE | so-y-te-p01-1 | holder | 2:10 ENDS_BEFORE_START',
    ],
    [
      'of somebody who begins without a position and a day',
      ',ub-p01-1,,Mẫu Văn Mới,,,,,,',
      'REFUSE | ub-p01-1 | - | 2:5 REQUIRED | 2:9 REQUIRED',
    ],
    [
      'of an authorisation without a document, a matter and an end',
      ',ub-p01-1,ủy quyền,Mẫu Văn Mới,Chuyên viên,,,,01/11/2026,',
      'REFUSE | ub-p01-1 | - | 2:7 DOCUMENT_REQUIRED | 2:8 DOCUMENT_REQUIRED | 2:10 DOCUMENT_REQUIRED',
    ],
    [
      'of somebody who begins on the day another does',
      ',so-y-te-p01-1,,Trần Văn Bé,Chuyên viên,,,,01/08/2025,',
      'REFUSE | so-y-te-p01-1 | - | 2:9 OVERLAPS',
    ],
    [
      'of an agency that is no more',
      ',ub-d001-1,,Mẫu Văn Mới,Chuyên viên,,,,01/11/2026,',
      'REFUSE | ub-d001-1 | - | 2:2 AGENCY_NOT_IN_FORCE',
    ],
  ])('%s is refused', async (_which, line, expected) => {
    expect(await told([line])).toEqual([expected]);
  });

  it('is refused to whoever does not keep the agency’s records, with nothing said of them', async () => {
    expect(await told([',ub-p08-2,,Mẫu Thị Xa,Trưởng phòng,,,,,'], 'clerk')).toEqual([
      'REFUSE | ub-p08-2 | - | 2:2 FORBIDDEN',
    ]);
  });

  it('is refused where an earlier row says otherwise of the same record', async () => {
    const same = 'holder,,,Mẫu Thị An,,,,,,';
    const corrected = 'holder,,,Mẫu Thị An,Thư ký,,,,,';
    for (const list of [
      [same, corrected],
      [corrected, same],
      [same, SUCCESSOR],
    ])
      expect((await compare(list)).at(-1)?.problems.map(({ code }) => code)).toEqual(['DUPLICATE']);
  });

  it('is refused where an earlier row does the same; what stays as it is may stand twice', async () => {
    const same = 'holder,,,Mẫu Thị An,,,,,,';
    const outcomes = await compare([NEW, same, NEW, same, OTHER, OTHER]);
    expect(outcomes.map(({ outcome, problems }) => [outcome, ...problems.map(({ code, en }) => [code, en])])).toEqual([
      ['CREATE'],
      ['SAME'],
      ['REFUSE', ['DUPLICATE', expect.stringContaining('Line 2 ')]],
      ['SAME'],
      ['REPLACE'],
      ['REFUSE', ['DUPLICATE', expect.stringContaining('Line 6 ')]],
    ]);
  });

  it('takes statements by what is asked, not by rows', async () => {
    const rows = await read([NEW]);
    const many = await read([
      NEW,
      SUCCESSOR,
      'waiting,,,Mẫu Thị An,Thư ký,,,,,',
      ',ub-c004-2,,Mẫu Văn Mới,A,,,,01/11/2026,',
    ]);
    const comparing = {
      reading: network.subgraph.database,
      principal: principalOf('authority'),
      today: TEST_CLOCK.today(),
    };
    const statements = (part: readonly Normalised[]) =>
      network.statementsOf(() => compareRows(comparing, part, async () => new Map()));
    expect(await statements(many)).toBeLessThanOrEqual((await statements(rows)) + 12);
  });
});

describe('a list that was imported', () => {
  const LIST = [
    NEW,
    SUCCESSOR,
    'waiting,,,Mẫu Thị An,Thư ký,,,,,',
    ',ub-c004-2,ủy quyền,Mẫu Văn Hai,Chuyên viên,,7/GUQ,Ngập lụt,01/11/2026,31/12/2026',
  ];

  it('makes no difference a second time', async () => {
    expect(await importList(LIST)).toBeGreaterThan(0);
    expect((await compare(LIST)).map(({ outcome }) => outcome)).toEqual(['SAME', 'SAME', 'SAME', 'SAME']);
    expect(await importList(LIST)).toBe(0);
  });

  it('waits for the authority, and says where in the file each record was read', async () => {
    await importList(LIST);
    const { submissions }: any = await network
      .as(CALLERS.colleague)
      .data(
        '{ submissions(first: 10) { nodes { kind spokesperson { fullName provenance { importer file row } } } totalCount } }',
      );
    const { spokesperson } = submissions.nodes.find(({ kind }: any) => kind === 'REPLACEMENT');
    expect([submissions.totalCount, spokesperson]).toEqual([
      4,
      { fullName: 'Mẫu Văn Mới', provenance: { importer: 'authority-1', file: 'list.csv', row: 3 } },
    ]);
  });

  it('makes a correction of a verified record once, while it waits', async () => {
    const line = 'holder,,,Mẫu Thị An,Thư ký,,,,,';
    await importList([line]);
    expect(await told([line])).toEqual(['SAME | so-y-te-p01-1 | holder']);
    expect(await told(['holder,,,Mẫu Thị An,Chánh Văn phòng,,,,,'])).toEqual([
      'CORRECT | so-y-te-p01-1 | holder | Chức vụ: Thư ký → Chánh Văn phòng',
    ]);
  });
});
