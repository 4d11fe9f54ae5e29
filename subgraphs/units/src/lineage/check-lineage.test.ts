import { buildRegister } from '../seed/build-register.js';
import { REFORM_DAY } from '../seed/register.js';
import { checkLineage } from './check-lineage.js';
import { lineageOfRegister } from './held-lineage.js';
import { readLineageFile } from './read-lineage-file.js';

const HEADER =
  'old_level,old_code,old_name,old_district_code,old_province_code,new_code,new_name,new_province_code,extent';
const file = (...rows: readonly string[]) => [HEADER, ...rows].join('\r\n');
const TRUC_BACH = 'commune,00004,Phường Trúc Bạch,001,01,00004,Phường Ba Đình,01,FULL';

describe('a lineage file', () => {
  it('is read with a byte order mark, quoted cells and other spellings of a name', () => {
    const { rows, problems } = readLineageFile(
      `\uFEFF${file(`commune,00004," ${'Phường Trúc  Bạch'.normalize('NFD')}",001,01,00004,"Phường Ba Đình",01,FULL`)}`,
    );
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      { row: 2, oldLevel: 'COMMUNE', oldCode: '00004', oldName: 'Phường Trúc Bạch', extent: 'FULL' },
    ]);
    expect(rows[0]?.into).toMatchObject({ level: 'COMMUNE', name: 'Phường Ba Đình', kind: null, parentCode: null });
  });
  it('says the line of a row, however many lines its cells and the gaps between rows take', () => {
    const { rows } = readLineageFile(
      file('', TRUC_BACH.replace('Phường Trúc Bạch', '"Phường\r\nTrúc Bạch"'), TRUC_BACH),
    );
    expect(rows.map(({ row }) => row)).toEqual([4, 5]);
    expect(rows[0]?.oldName).toBe('Phường Trúc Bạch');
  });
  it.each([
    [file('commune,4,x,001,01,00004,y,01,FULL'), 2, 'old_code', 'MALFORMED'],
    [file(TRUC_BACH, 'commune,00004,x,001,01,00004,y,01,HALF'), 3, 'extent', 'MALFORMED'],
    [file('village,00004,x,001,01,00004,y,01,FULL'), 2, 'old_level', 'MALFORMED'],
    [file('commune,00004,x,001,01'), 2, null, 'MALFORMED'],
    ['old_level,old_code\ncommune,00004', 1, 'old_name', 'MISSING_COLUMN'],
    [file('commune,"00004'), 2, null, 'UNREADABLE'],
  ])('that is wrong says so with row and column', (text, row, column, code) => {
    expect(readLineageFile(text).problems).toContainEqual(expect.objectContaining({ row, column, code }));
  });
});

describe('checkLineage', () => {
  const held = lineageOfRegister(buildRegister(), REFORM_DAY);
  const check = (...rows: readonly string[]) => checkLineage(held, readLineageFile(file(...rows)).rows);

  it('agrees with what the register holds, a kept unit being a pair with itself', () => {
    expect(check(TRUC_BACH, 'district,318,Huyện Bạch Long Vĩ,318,31,11948,Đặc khu Bạch Long Vĩ,31,FULL')).toMatchObject(
      {
        communes: 1,
        precision: 1,
        recall: 1,
        districts: 1,
        districtsAgreed: 1,
        leadingNowhere: [],
      },
    );
  });
  it('names the pairs that differ on either side', () => {
    expect(check('commune,00004,Phường Trúc Bạch,001,01,00008,Phường Ngọc Hà,01,FULL')).toMatchObject({
      precision: 0,
      recall: 0,
      onlyOurs: [{ from: '00004', to: '00004' }],
      onlyTheirs: [{ from: '00004', to: '00008' }],
    });
  });
  it('passes over communes the register does not know', () => {
    expect(check('commune,99999,Xã X,001,01,00008,Phường Ngọc Hà,01,FULL')).toMatchObject({ communes: 0, theirs: 0 });
  });
});
