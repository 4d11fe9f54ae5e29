import { type Day, foldText, OPEN_FROM, OPEN_TO } from '@phat-ngon/kit';
import { buildRegister } from './build-register.js';
import type { Register, UnitVersion } from './register.js';

let register: Register;
beforeAll(() => {
  register = buildRegister();
});

const versionOn = <Version extends { validFrom: Day; validTo: Day }>(
  versions: readonly Version[],
  day: Day,
): Version | undefined => versions.find((version) => version.validFrom <= day && day < version.validTo);
const unit = (uid: string) => register.units.find((candidate) => candidate.uid === uid);
const holder = (code: string, day: Day): UnitVersion | undefined =>
  register.units.map((candidate) => versionOn(candidate.versions, day)).find((version) => version?.code === code);
const unitCounts = (day: Day) =>
  countBy(register.units.filter((candidate) => versionOn(candidate.versions, day)).map((candidate) => candidate.level));
const agencyCounts = (day: Day) =>
  countBy(register.agencies.filter((agency) => versionOn(agency.versions, day)).map((agency) => agency.tier));
function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

describe('the register', () => {
  it.each(['2023-08-08', '2025-06-30'])('has the old map on %s', (day) => {
    expect(unitCounts(day)).toEqual({ COUNTRY: 1, PROVINCE: 63, DISTRICT: 705, COMMUNE: 10_599 });
  });
  it.each(['2025-07-01', '2026-04-30', '2026-11-24'])('has the new map on %s', (day) => {
    expect(unitCounts(day)).toEqual({ COUNTRY: 1, PROVINCE: 34, COMMUNE: 3_321 });
  });
  it('counts 12,542 agencies in five tiers on 2023-08-08', () => {
    expect(agencyCounts('2023-08-08')).toEqual({
      CENTRAL: 30,
      PROVINCE: 63,
      PROVINCIAL_DEPARTMENT: 1_145,
      DISTRICT: 705,
      COMMUNE: 10_599,
    });
  });
  it('has 22 central bodies and no district tier today', () => {
    expect(agencyCounts('2026-11-24')).toMatchObject({ CENTRAL: 22, PROVINCE: 34, COMMUNE: 3_321 });
    expect(agencyCounts('2026-11-24')).not.toHaveProperty('DISTRICT');
  });
  it('keeps periods contiguous and half-open, with unique uids', () => {
    const broken: unknown[] = [];
    for (const list of [register.units, register.agencies]) {
      expect(new Set(list.map((thing) => thing.uid)).size).toBe(list.length);
      for (const { versions } of list) {
        versions.forEach((version, index) => {
          const contiguous = index === 0 || version.validFrom === versions[index - 1]?.validTo;
          if (version.version !== index + 1 || version.validFrom >= version.validTo || !contiguous)
            broken.push(version);
        });
      }
    }
    expect(broken).toEqual([]);
  });
  it('gives every version a parent that exists throughout its period', () => {
    const lives = new Map(
      register.units.map((candidate) => [
        candidate.uid,
        [candidate.versions[0]?.validFrom ?? '', candidate.versions.at(-1)?.validTo ?? ''],
      ]),
    );
    const orphans = register.units.flatMap((candidate) =>
      candidate.versions.filter((version) => {
        const [from = '', to = ''] = lives.get(version.parentUid ?? '') ?? [];
        return version.parentUid !== null && !(from <= version.validFrom && version.validTo <= to);
      }),
    );
    expect(orphans).toEqual([]);
  });
  it('has 5,728 communes of 2023 whose name, folded and without prefix, no live commune bears', () => {
    const live = new Set(
      register.units
        .filter((candidate) => candidate.level === 'COMMUNE')
        .flatMap((candidate) =>
          candidate.versions
            .filter((version) => version.validTo === OPEN_TO)
            .map((version) => foldText(version.shortName)),
        ),
    );
    const lost = register.units.filter(
      (candidate) =>
        candidate.level === 'COMMUNE' &&
        candidate.versions[0]?.validFrom === OPEN_FROM &&
        !live.has(foldText(candidate.versions[0].shortName)),
    );
    expect(lost.length).toBe(5_728);
  });
});

describe('a code', () => {
  it('was Trúc Bạch’s in 2023 and is Ba Đình’s now', () => {
    expect(holder('00004', '2023-08-08')?.name).toBe('Phường Trúc Bạch');
    expect(holder('00004', '2026-11-24')?.name).toBe('Phường Ba Đình');
    expect(unit('c00004-1')?.heirs).toEqual(['c00004-2']);
  });
  it('46 is Thừa Thiên Huế until 2024 and the municipality of Huế since, one unit', () => {
    expect(holder('46', '2024-12-31')).toMatchObject({ name: 'Tỉnh Thừa Thiên Huế', kind: 'PROVINCE' });
    expect(holder('46', '2025-01-01')).toMatchObject({ name: 'Thành phố Huế', kind: 'MUNICIPALITY' });
    expect(unit('p46-1')?.versions).toHaveLength(2);
  });
  it('75 is Đồng Nai: ended, founded anew, a municipality since 2026-04-30, with ten wards', () => {
    expect(holder('75', '2026-04-29')).toMatchObject({ name: 'Tỉnh Đồng Nai', kind: 'PROVINCE' });
    expect(holder('75', '2026-04-30')).toMatchObject({ name: 'Thành phố Đồng Nai', kind: 'MUNICIPALITY' });
    expect(unit('p75-2')?.versions).toHaveLength(2);
    const wards = ['25270', '25357', '25363', '26116', '26170', '26248', '26326', '26368', '26425', '26485'];
    expect(wards.map((code) => holder(code, '2026-04-29')?.kind)).toEqual(wards.map(() => 'COMMUNE'));
    expect(wards.map((code) => holder(code, '2026-04-30')?.kind)).toEqual(wards.map(() => 'WARD'));
  });
});

describe('lineage', () => {
  it('merges 52 provinces into 23 and leaves 11 as they were', () => {
    const links = register.unitSuccessions.filter((link) => link.fromUid.startsWith('p'));
    expect(links).toHaveLength(52);
    expect(new Set(links.map((link) => link.toUid)).size).toBe(23);
    const kept = register.units.filter(
      (candidate) =>
        candidate.level === 'PROVINCE' &&
        candidate.versions[0]?.validFrom === OPEN_FROM &&
        candidate.versions.at(-1)?.validTo === OPEN_TO,
    );
    expect(kept.map((candidate) => candidate.versions.at(-1)?.shortName).sort()).toEqual(
      [
        'Hà Nội',
        'Huế',
        'Lai Châu',
        'Điện Biên',
        'Sơn La',
        'Lạng Sơn',
        'Quảng Ninh',
        'Thanh Hóa',
        'Nghệ An',
        'Hà Tĩnh',
        'Cao Bằng',
      ].sort(),
    );
  });
  it('makes five special zones of island districts, and leaves Ia Mơ as it was', () => {
    expect(register.unitSuccessions.filter((link) => link.fromUid.startsWith('d'))).toHaveLength(5);
    const iaMo = register.units.filter((candidate) => candidate.versions.at(-1)?.name === 'Xã Ia Mơ');
    expect(iaMo).toHaveLength(1);
    expect(iaMo[0]?.versions).toHaveLength(2);
  });
  it('leads everything that ended to something in force', () => {
    const alive = new Set(
      [...register.units, ...register.agencies]
        .filter((thing) => thing.versions.at(-1)?.validTo === OPEN_TO)
        .map((thing) => thing.uid),
    );
    const lost = [...register.units, ...register.agencies].filter(
      (thing) => !alive.has(thing.uid) && (thing.heirs.length === 0 || !thing.heirs.every((heir) => alive.has(heir))),
    );
    expect(lost.map((thing) => thing.uid)).toEqual([]);
  });
  it('says what the import did to its sources', () => {
    const kinds = countBy(register.findings.map((finding) => finding.kind));
    expect(Object.keys(kinds).sort()).toEqual([
      'CODE_CORRECTED',
      'DUPLICATE',
      'NAME_NORMALISED',
      'REJECTED',
      'RESOLVED_BY_NAME',
    ]);
  });
});
