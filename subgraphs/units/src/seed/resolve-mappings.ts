import type { CleanMap, MapUnit } from './clean-maps.js';
import { shortNameOf, spellingKey } from './naming.js';
import type { FindingKind, ImportFinding } from './register.js';
import { type MappingRow, NEW_SOURCE } from './sources.js';

/** One commune of 2023 and one of 2025 that share ground. */
export interface CommunePair {
  readonly oldCode: string;
  readonly newCode: string;
}

/** What the mapping rows say once they are understood. */
export interface ResolvedMappings {
  readonly pairs: readonly CommunePair[];
  /** New communes that a row makes out of nothing it names: special zones made from island districts. */
  readonly unnamedOrigins: readonly string[];
  /** Old communes that a row with their own code links: they stood until the reform itself. */
  readonly linkedByCode: ReadonlySet<string>;
  readonly findings: readonly ImportFinding[];
}

/** Resolves each row by code where the code is right, else by names; what cannot be resolved is refused and reported. */
export function resolveMappings(rows: readonly MappingRow[], oldMap: CleanMap, newMap: CleanMap): ResolvedMappings {
  const findings: ImportFinding[] = [];
  const note = (
    row: MappingRow,
    kind: FindingKind,
    en: string,
    vi: string,
    before: string | null,
    after: string | null,
  ): void => {
    findings.push({
      source: NEW_SOURCE,
      table: 'ward_mappings',
      row: row.id,
      kind,
      messageVi: vi,
      messageEn: en,
      before,
      after,
    });
  };
  const findNew = newCommuneFinder(newMap, note);
  const findOld = oldCommuneFinder(oldMap, note);
  const pairs = new Map<string, CommunePair>();
  const unnamedOrigins = new Set<string>();
  const linkedByCode = new Set<string>();
  for (const row of rows) {
    const newCode = findNew(row);
    if (newCode === null) continue;
    if (!row.old_ward_code && !row.old_ward_name) {
      unnamedOrigins.add(newCode);
      continue;
    }
    const old = findOld(row);
    if (old === null) continue;
    if (old.byCode) linkedByCode.add(old.code);
    const key = `${old.code}>${newCode}`;
    if (pairs.has(key))
      note(row, 'DUPLICATE', 'The pair stands in an earlier row.', 'Cặp đơn vị đã có ở dòng trước.', key, null);
    pairs.set(key, { oldCode: old.code, newCode });
  }
  return { pairs: [...pairs.values()], unnamedOrigins: [...unnamedOrigins], linkedByCode, findings };
}

type Note = (
  row: MappingRow,
  kind: FindingKind,
  en: string,
  vi: string,
  before: string | null,
  after: string | null,
) => void;

function newCommuneFinder(map: CleanMap, note: Note): (row: MappingRow) => string | null {
  const byCode = new Map(map.communes.map((unit) => [unit.code, unit]));
  const provinceNames = new Map(map.provinces.map((unit) => [unit.code, unit.name]));
  const provinceOf = (unit: MapUnit): string => provinceNames.get(unit.parentCode ?? '') ?? '';
  const byName = indexByNames(map.communes, (unit) => [provinceOf(unit)]);
  return (row) => {
    const holder = byCode.get(row.new_ward_code);
    const isNamed = holder !== undefined && spellingKey(holder.name) === spellingKey(row.new_ward_name);
    if (isNamed && placeKey(provinceOf(holder)) === placeKey(row.new_province_name)) return holder.code;
    const named = byName(row.new_ward_name, [row.new_province_name]);
    if (named === null) {
      note(
        row,
        'REJECTED',
        'Neither code nor name of the new unit is known.',
        'Không rõ mã lẫn tên đơn vị mới.',
        row.new_ward_code,
        null,
      );
      return null;
    }
    note(
      row,
      'CODE_CORRECTED',
      'The new code is wrong; name and province resolve it.',
      'Mã mới sai; xác định lại theo tên và tỉnh.',
      row.new_ward_code,
      named.code,
    );
    return named.code;
  };
}

function oldCommuneFinder(map: CleanMap, note: Note): (row: MappingRow) => { code: string; byCode: boolean } | null {
  const codes = new Set(map.communes.map((unit) => unit.code));
  const districts = new Map(map.districts.map((unit) => [unit.code, unit]));
  const provinces = new Map(map.provinces.map((unit) => [unit.code, unit]));
  const byName = indexByNames(map.communes, (unit) => {
    const district = districts.get(unit.parentCode ?? '');
    return [district?.name ?? '', provinces.get(district?.parentCode ?? '')?.name ?? ''];
  });
  return (row) => {
    if (row.old_ward_code && codes.has(row.old_ward_code)) return { code: row.old_ward_code, byCode: true };
    const places = [row.old_district_name ?? '', formerProvinceName(row.old_province_name ?? '')];
    const named = byName(row.old_ward_name ?? '', places);
    const before = [row.old_ward_code, row.old_ward_name, row.old_district_name, row.old_province_name]
      .filter(Boolean)
      .join(', ');
    if (named === null) {
      note(
        row,
        'REJECTED',
        'No unit of 2023 has this code or name.',
        'Không có đơn vị năm 2023 nào mang mã hoặc tên này.',
        before,
        null,
      );
      return null;
    }
    note(
      row,
      'RESOLVED_BY_NAME',
      'The row has no usable old code; names resolve it.',
      'Dòng không có mã cũ dùng được; xác định theo tên.',
      before,
      named.code,
    );
    return { code: named.code, byCode: false };
  };
}

/** The rows of 2025 call Thừa Thiên Huế by the name it has borne since 2025-01-01. */
function formerProvinceName(name: string): string {
  return name === 'Thành phố Huế' ? 'Tỉnh Thừa Thiên Huế' : name;
}

/**
 * Finds a unit by its name and the names of the places it lies in. The full name goes before the name without its kind word,
 * which counts only where one unit bears it; a place is known by its short name, for kinds of places change.
 */
function indexByNames(
  units: readonly MapUnit[],
  placesOf: (unit: MapUnit) => readonly string[],
): (name: string, places: readonly string[]) => MapUnit | null {
  const index = new Map<string, MapUnit | null>();
  const put = (key: string, unit: MapUnit): void => {
    index.set(key, index.has(key) ? null : unit);
  };
  for (const unit of units) {
    const places = placesOf(unit).map(placeKey).join('|');
    put(`full|${spellingKey(unit.name)}|${places}`, unit);
    put(`short|${spellingKey(unit.shortName)}|${places}`, unit);
  }
  return (name, places) => {
    const at = places.map(placeKey).join('|');
    return (
      index.get(`full|${spellingKey(name)}|${at}`) ?? index.get(`short|${spellingKey(shortNameOf(name))}|${at}`) ?? null
    );
  };
}

function placeKey(place: string): string {
  return spellingKey(shortNameOf(place.normalize('NFC')));
}
