import { englishNameOf, kindNamed, normalName, shortNameOf } from './naming.js';
import type { ImportFinding, UnitKind } from './register.js';
import { NEW_SOURCE, type NewMap, OLD_SOURCE, type OldMap, type OldRow } from './sources.js';

/** A unit of one map, cleaned: its name has its kind word and is NFC. */
export interface MapUnit {
  readonly code: string;
  readonly kind: UnitKind;
  readonly name: string;
  readonly shortName: string;
  readonly nameEn: string;
  readonly parentCode: string | null;
}

/** A map by level, each in order of code. */
export interface CleanMap {
  readonly provinces: readonly MapUnit[];
  readonly districts: readonly MapUnit[];
  readonly communes: readonly MapUnit[];
}

/** A cleaned map and what had to be done for it. */
export interface Cleaned {
  readonly map: CleanMap;
  readonly findings: readonly ImportFinding[];
}

const OLD_KINDS: Readonly<Record<'province' | 'district' | 'commune', Readonly<Record<string, UnitKind>>>> = {
  province: { tinh: 'PROVINCE', 'thanh-pho': 'MUNICIPALITY' },
  district: { quan: 'URBAN_DISTRICT', huyen: 'RURAL_DISTRICT', 'thi-xa': 'TOWN', 'thanh-pho': 'PROVINCIAL_CITY' },
  commune: { xa: 'COMMUNE', phuong: 'WARD', 'thi-tran': 'TOWNSHIP' },
};

/** Cleans the map of 2023. @throws Error for a kind the source was not known to have. */
export function cleanOldMap(source: OldMap): Cleaned {
  const findings: ImportFinding[] = [];
  const clean =
    (level: keyof typeof OLD_KINDS, table: string) =>
    (row: OldRow): MapUnit => {
      const kind = OLD_KINDS[level][row.type];
      if (kind === undefined) throw new Error(`${OLD_SOURCE} ${table} ${row.code}: unknown kind ${row.type}`);
      const name = normalised({ source: OLD_SOURCE, table, row: row.code }, row.name_with_type, findings);
      return unitOf(row.code, kind, name, row.parent_code ?? null);
    };
  const map = {
    provinces: source.provinces.map(clean('province', 'tinh_tp')),
    districts: source.districts.map(clean('district', 'quan_huyen')),
    communes: source.communes.map(clean('commune', 'xa_phuong')),
  };
  return { map, findings };
}

/** Cleans the map of 2025: provinces without their kind word get it. */
export function cleanNewMap(source: NewMap): Cleaned {
  const findings: ImportFinding[] = [];
  const provinces = source.provinces.map((row) => {
    const name = normalised({ source: NEW_SOURCE, table: 'provinces', row: row.id }, row.name, findings);
    const isMunicipality = name.startsWith('Thành phố ');
    return unitOf(
      row.province_code,
      isMunicipality ? 'MUNICIPALITY' : 'PROVINCE',
      isMunicipality ? name : `Tỉnh ${name}`,
      null,
    );
  });
  const communes = source.wards.map((row) => {
    const name = normalised({ source: NEW_SOURCE, table: 'wards', row: row.id }, row.name, findings);
    return unitOf(row.ward_code, newCommuneKind(name), name, row.province_code);
  });
  return { map: { provinces: sorted(provinces), districts: [], communes: sorted(communes) }, findings };
}

function newCommuneKind(name: string): UnitKind {
  const kind = kindNamed('COMMUNE', name);
  if (kind === null) throw new Error(`${NEW_SOURCE}: ${name} begins with no kind of commune`);
  return kind;
}

function unitOf(code: string, kind: UnitKind, name: string, parentCode: string | null): MapUnit {
  const shortName = shortNameOf(name);
  return { code, kind, name, shortName, nameEn: englishNameOf(shortName, kind), parentCode };
}

function sorted(units: readonly MapUnit[]): readonly MapUnit[] {
  return [...units].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function normalised(
  at: Pick<ImportFinding, 'source' | 'table' | 'row'>,
  name: string,
  findings: ImportFinding[],
): string {
  const clean = normalName(name);
  if (clean !== name) {
    findings.push({
      ...at,
      kind: 'NAME_NORMALISED',
      messageVi: 'Tên được đưa về dạng chuẩn Unicode NFC.',
      messageEn: 'The name was brought to Unicode NFC.',
      before: name,
      after: clean,
    });
  }
  return clean;
}
