import Papa from 'papaparse';
import { csvOf } from './answer-csv.js';

/** The cells as a reader of CSV sees them, the byte order mark off. */
const cellsOf = (csv: string) => Papa.parse<string[]>(csv.slice(1).trimEnd()).data;

describe('csvOf', () => {
  it('writes a byte order mark, a heading and one line a row, each ended by CRLF', () => {
    expect(csvOf([{ code: '01', name: 'Hà Nội' }])).toBe('\ufeffcode,name\r\n01,Hà Nội\r\n');
  });

  it('quotes what holds a comma, a quote or a line break', () => {
    expect(csvOf([{ a: 'x, y', b: 'say "a"', c: 'one\ntwo' }])).toBe(
      '\ufeffa,b,c\r\n"x, y","say ""a""","one\ntwo"\r\n',
    );
  });

  it('turns objects within a row into dotted columns and leaves a missing one empty', () => {
    const rows = [
      { name: 'a', unit: null, ratio: 0.5 },
      { name: 'b', unit: { code: '02', region: { vi: 'Bắc' } }, ratio: null },
    ];
    expect(cellsOf(csvOf(rows))).toEqual([
      ['name', 'unit.code', 'unit.region.vi', 'ratio'],
      ['a', '', '', '0.5'],
      ['b', '02', 'Bắc', ''],
    ]);
  });

  it('joins lists within a row, of leaves and of objects, so that equal positions belong together', () => {
    const contacts = [
      { channel: 'PHONE', value: null },
      { channel: 'EMAIL', value: 'a@b.example' },
    ];
    expect(cellsOf(csvOf([{ obliges: ['one', 'two'], none: [], contacts }]))).toEqual([
      ['obliges', 'none', 'contacts.channel', 'contacts.value'],
      ['one; two', '', 'PHONE; EMAIL', '; a@b.example'],
    ]);
  });

  it.each(['=1+1', '+84 24 0000', '-x', '@SUM(A1)', '\t=1', '\r=1', '=1+1\nsecond line'])(
    'guards the text %j with an apostrophe',
    (text) => {
      expect(cellsOf(csvOf([{ text, end: 'x' }]))[1]).toEqual([`'${text}`, 'x']);
    },
  );

  it('guards the first of a joined list', () => {
    expect(cellsOf(csvOf([{ phones: ['+1', '+2'] }]))[1]).toEqual(["'+1; +2"]);
  });

  it('keeps a negative number a number, and truth a word', () => {
    expect(cellsOf(csvOf([{ change: -3, inForce: false }]))[1]).toEqual(['-3', 'false']);
  });
});
