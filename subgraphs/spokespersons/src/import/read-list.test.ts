import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { readTable } from './layout/read-table.js';
import type { ImportRow } from './normalise/import-row.js';
import { normaliseRow } from './normalise/normalise-row.js';
import { FileRefused, type ImportProblem } from './problem.js';
import { readSource } from './read/read-file.js';
import type { FileFormat } from './read/source-row.js';
import { spool } from './read/spool.js';

interface ReadList {
  readonly rows: readonly ImportRow[];
  /** `line:column code` of each. */
  readonly problems: readonly string[];
  readonly warnings: readonly ImportProblem[];
}

/** Reads a file from its bytes to its rows, as an upload is read. */
async function read(bytes: Buffer | string, declared: FileFormat = 'CSV'): Promise<ReadList> {
  const file = await spool(Readable.from([Buffer.from(bytes)]));
  try {
    const source = await readSource(file.handle, file.bytes, declared);
    const rows: ImportRow[] = [];
    const problems: string[] = [];
    const warnings: ImportProblem[] = [];
    for await (const part of readTable(source.rows(), 100, (found) => warnings.push(...found))) {
      for (const table of part) {
        const { row, problems: found } = normaliseRow(table, source.countsFrom1904);
        rows.push(row);
        problems.push(...found.map(({ code, column }) => `${row.line}:${column} ${code}`));
      }
    }
    return { rows, problems, warnings };
  } finally {
    await file.close();
  }
}

/** Code and place of the refusal of a file. */
async function refusal(bytes: Buffer | string, declared?: FileFormat): Promise<string> {
  const error: unknown = await read(bytes, declared).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FileRefused)) throw error ?? new Error('the file was read');
  const { code, line, column } = error.problem;
  return `${line}:${column} ${code}`;
}

const HEADING = 'Mã đơn vị hành chính,Họ và tên,Chức vụ,Điện thoại,Thư điện tử,Từ ngày';
const ROW = '00004,Mẫu Văn Ví Dụ,Phó Chủ tịch,024 3999 0001,vidu@mau.example,01/09/2025';
const LIST = `${HEADING}\n${ROW}\n`;

/** A workbook of one sheet, of rows of cells in the words of SpreadsheetML. */
function workbook(rows: readonly string[], more: Readonly<Record<string, Buffer>> = {}): Promise<Buffer> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const document = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const parts: Readonly<Record<string, Buffer>> = {
    'xl/workbook.xml': Buffer.from(
      `<workbook xmlns="${main}" xmlns:r="${document}"><sheets><sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': Buffer.from(
      `<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${document}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': Buffer.from(
      `<worksheet xmlns="${main}"><sheetData>${rows.map((row, index) => `<row r="${index + 1}">${row}</row>`).join('')}</sheetData></worksheet>`,
    ),
    ...more,
  };
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(parts)) zip.addBuffer(bytes, name);
  zip.end();
  return buffer(zip.outputStream as Readable);
}

const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const head = HEADING.split(',').map(cell).join('');

describe('a reading list', () => {
  it('is read the same in every encoding that spreadsheets write', async () => {
    const utf16 = Buffer.from(`\ufeff${LIST.replaceAll(',', '\t')}`, 'utf16le');
    const files = [LIST, `\ufeff${LIST}`, LIST.replaceAll(',', ';'), LIST.normalize('NFD'), utf16, utf16.subarray(2)];
    const [first, ...others] = await Promise.all(
      [...files, Buffer.from(utf16).swap16()].map(async (file) => (await read(file)).rows),
    );
    expect(first).toMatchObject([
      {
        line: 2,
        agency: { unitCode: '00004' },
        role: 'SPOKESPERSON',
        facts: { fullName: 'Mẫu Văn Ví Dụ', positionTitle: 'Phó Chủ tịch', validFrom: '2025-09-01' },
        contacts: [{ value: '+842439990001' }, { value: 'vidu@mau.example' }],
      },
    ]);
    for (const other of others) expect(other).toEqual(first);
  });

  it.each(['+84 24 3999 0001', '0084 24 3999 0001', '024.3999.0001', '842439990001', '024-3999-0001'])(
    'has one number, written %s',
    async (phone) => {
      const { rows, problems } = await read(LIST.replace('024 3999 0001', phone));
      expect([rows[0]?.contacts[0]?.value, problems]).toEqual(['+842439990001', []]);
    },
  );

  it('says line and column of a cell that cannot be read, and goes on', async () => {
    const cells = [
      ROW.replace('Phó Chủ tịch', '=1+1'),
      ROW.replace('01/09/2025', '31/02/2025'),
      ROW.replace('024 3999 0001', '2.4E+10'),
      ROW.replace('00004', '4.0'),
    ];
    const { rows, problems } = await read([HEADING, ...cells].join('\r\n'));
    expect(problems).toEqual(['2:3 FORMULA', '3:6 INVALID', '4:4 LOST_DIGITS']);
    expect(rows.map(({ line, agency }) => [line, agency.unitCode])).toEqual([
      [2, '00004'],
      [3, '00004'],
      [4, '00004'],
      [5, '4'],
    ]);
  });

  it('keeps its lines where a cell has several', async () => {
    const { rows } = await read(`${HEADING}\n${ROW.replace('Phó Chủ tịch', '"Phó\nChủ tịch"')}\n\n${ROW}\n`);
    expect(rows.map(({ line, facts }) => [line, facts.positionTitle])).toEqual([
      [2, 'Phó Chủ tịch'],
      [5, 'Phó Chủ tịch'],
    ]);
  });

  it('may have titles above its heading, columns in another order, and columns nobody knows', async () => {
    const { rows, warnings } = await read(`DANH SÁCH\n\nHọ tên,Mã cơ quan,Màu\nMẫu Văn Ví Dụ,ub-p01-1,xanh\n`);
    expect(rows).toMatchObject([{ line: 4, agency: { uid: 'ub-p01-1' }, facts: { fullName: 'Mẫu Văn Ví Dụ' } }]);
    expect(warnings).toMatchObject([{ code: 'UNKNOWN_COLUMN', line: 3, column: 3, field: 'Màu' }]);
  });

  it.each([
    ['is empty', '', 'null:null EMPTY_FILE'],
    ['lacks a column', LIST.replace('Họ và tên', 'Tên gì đó'), '1:null MISSING_COLUMN'],
    ['has a column twice', LIST.replace('Chức vụ', 'Họ tên'), '1:3 DUPLICATE_COLUMN'],
    // Windows-1258 writes the dot below a letter as a byte of its own.
    ['is of an old code page', Buffer.from(`${HEADING}\nMo\u00f2i`, 'latin1'), '1:null UNKNOWN_ENCODING'],
    [
      'has bytes of no letter',
      Buffer.concat([Buffer.from(LIST), Buffer.from([0xc3, 0x28])]),
      '3:null UNKNOWN_ENCODING',
    ],
    ['has a quotation mark that is not closed', `${LIST}"00004,Mẫu`, '3:1 MALFORMED'],
  ])('that %s is refused, with its place', async (_, file, expected) => {
    expect(await refusal(file)).toBe(expected);
  });

  it('of more than 250,000 rows is refused at the first that is too many', async () => {
    expect(await refusal(`Mã cơ quan,Họ và tên\n${'x,y\n'.repeat(250_001)}`)).toBe('250002:null TOO_MANY_ROWS');
  });
});

describe('a workbook', () => {
  it('is read as the same list is, days and codes as numbers included', async () => {
    const cells = ROW.split(',').slice(1, 5).map(cell).join('');
    const { rows, problems } = await read(await workbook([head, `<c><v>4</v></c>${cells}<c><v>45901</v></c>`]), 'XLSX');
    const [same] = (await read(LIST)).rows;
    expect([rows, problems]).toEqual([[{ ...same, agency: { ...same?.agency, unitCode: '4' } }], []]);
  });

  it('has its formulas refused, whatever they come to', async () => {
    const cells = ROW.split(',').map(cell);
    cells[1] = '<c t="str"><f>A1</f><v>Mẫu Văn Ví Dụ</v></c>';
    expect((await read(await workbook([head, cells.join('')]), 'XLSX')).problems).toContain('2:2 FORMULA');
  });

  it('that comes to hundreds of times its size is refused before it is unpacked', async () => {
    const bomb = await workbook([head], { 'xl/worksheets/sheet1.xml': Buffer.alloc(64 * 1024 * 1024, 0x20) });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await refusal(bomb, 'XLSX')).toBe('null:null ZIP_BOMB');
  });

  it.each([
    ['is none', Buffer.from(LIST), 'null:null NOT_XLSX'],
    ['is of Excel 97', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'null:null OLD_EXCEL'],
    ['is an archive of something else', Buffer.from('504b0304ffff', 'hex'), 'null:null NOT_XLSX'],
  ])('that %s is refused', async (_, file, expected) => {
    expect(await refusal(file, 'XLSX')).toBe(expected);
  });
});
