import { buildRegister } from '../seed/build-register.js';
import { checkLineage } from './check-lineage.js';
import { LineageFileError, parseLineageFile } from './parse-lineage-file.js';

const HEADER =
  'old_level,old_code,old_name,old_district_code,old_province_code,new_code,new_name,new_province_code,extent';
const file = (...rows: readonly string[]) => [HEADER, ...rows].join('\r\n');
const TRUC_BACH = 'commune,00004,Phường Trúc Bạch,001,01,00004,Phường Ba Đình,01,FULL';

describe('a lineage file', () => {
  it('is read with a byte order mark and quoted cells', () => {
    expect(
      parseLineageFile(`\uFEFF${file('commune,00004,"Phường Trúc Bạch",001,01,00004,"Phường Ba Đình",01,FULL')}`),
    ).toMatchObject([{ oldCode: '00004', newName: 'Phường Ba Đình', extent: 'FULL' }]);
  });
  it.each([
    [file('commune,4,x,001,01,00004,y,01,FULL'), /line 2, column old_code/],
    [file(TRUC_BACH, 'commune,00004,x,001,01,00004,y,01,HALF'), /line 3, column extent/],
    ['old_level,old_code\ncommune,00004', /line 1: the columns old_name/],
    [file('commune,"00004'), /line 2/],
  ])('that is wrong is refused with its place', (text, message) => {
    expect(() => parseLineageFile(text)).toThrow(LineageFileError);
    expect(() => parseLineageFile(text)).toThrow(message);
  });
});

describe('checkLineage', () => {
  const register = buildRegister();
  it('agrees with what the register holds, a kept unit being a pair with itself', () => {
    const check = checkLineage(
      register,
      parseLineageFile(file(TRUC_BACH, 'district,318,Huyện Bạch Long Vĩ,318,31,11948,Đặc khu Bạch Long Vĩ,31,FULL')),
    );
    expect(check).toMatchObject({
      communes: 1,
      precision: 1,
      recall: 1,
      districts: 1,
      districtsAgreed: 1,
      leadingNowhere: [],
    });
  });
  it('names the pairs that differ on either side', () => {
    const check = checkLineage(
      register,
      parseLineageFile(file('commune,00004,Phường Trúc Bạch,001,01,00008,Phường Ngọc Hà,01,FULL')),
    );
    expect(check).toMatchObject({
      precision: 0,
      recall: 0,
      onlyOurs: [{ from: '00004', to: '00004' }],
      onlyTheirs: [{ from: '00004', to: '00008' }],
    });
  });
  it('passes over communes the register does not know', () => {
    expect(
      checkLineage(register, parseLineageFile(file('commune,99999,Xã X,001,01,00008,Phường Ngọc Hà,01,FULL'))),
    ).toMatchObject({ communes: 0, theirs: 0 });
  });
});
