import { type Day, foldText, groupRows, type Reading, rowsAmong, type Tier, type UnitLevel } from '@phat-ngon/kit';
import type { ColumnKey } from '../layout/columns.js';
import type { ImportRow } from '../normalise/import-row.js';
import type { ImportProblem } from '../problem.js';
import { foldedNames, isNameOf } from './agency-names.js';
import { type Province, readProvinces } from './provinces.js';
import { atColumn } from './row-problem.js';

/** The agency a row is about, or why that is not clear; null for a row that names none. */
export type Resolution =
  | { readonly kind: 'found'; readonly agencyUid: string }
  | { readonly kind: 'refused'; readonly problem: ImportProblem };

/** A version of an agency, as far as it tells which one is meant. */
interface Candidate {
  readonly uid: string;
  readonly tier: Tier;
  readonly name: string;
  readonly unitUid: string;
  readonly path: string;
  readonly validFrom: Day;
  readonly validTo: Day;
}

const CANDIDATE = {
  columns:
    'v.uid AS `uid`, v.tier AS `tier`, v.name AS `name`, v.unit_uid AS `unitUid`, v.path AS `path`, ' +
    'v.valid_from AS `validFrom`, v.valid_to AS `validTo`',
  from: 'placed_agency v',
  order: 'v.uid, v.version',
} as const;

/** How long the codes of a level are (General Statistics Office). */
const CODE_LENGTHS: readonly (readonly [length: number, level: UnitLevel])[] = [
  [2, 'PROVINCE'],
  [3, 'DISTRICT'],
  [5, 'COMMUNE'],
];
const SHOWN_CANDIDATES = 5;

/**
 * Finds the agencies that rows name, together: by their uid; by the code of a unit with the tier; by their name, within a province where it
 * needs one. Whatever leaves more than one is refused with those it leaves. By code and by name an agency is looked for on the day the
 * row begins and today: a code names another unit before the reform than after it.
 */
export async function resolveAgencies(
  reading: Reading,
  rows: readonly ImportRow[],
  today: Day,
): Promise<ReadonlyMap<ImportRow, Resolution>> {
  const known = await readCandidates(reading, rows);
  return new Map(rows.flatMap((row) => resolve(row, known, today)));
}

interface Known {
  readonly byUid: ReadonlyMap<string, readonly Candidate[]>;
  readonly byCode: ReadonlyMap<string, readonly (Candidate & { readonly level: UnitLevel })[]>;
  readonly byName: ReadonlyMap<string, readonly Candidate[]>;
  readonly provinces: readonly Province[];
}

async function readCandidates(reading: Reading, rows: readonly ImportRow[]): Promise<Known> {
  const named = rows.map(({ agency }) => agency);
  const uids = distinct(named.map(({ uid }) => uid));
  const codes = distinct(
    named.flatMap(({ uid, unitCode }) => (uid === null && unitCode !== null ? codesOf(unitCode) : [])),
  );
  const isByName = ({ uid, unitCode }: ImportRow['agency']): boolean => uid === null && unitCode === null;
  const names = distinct(named.flatMap((agency) => (isByName(agency) && agency.name ? foldedNames(agency.name) : [])));
  const [byUid, byCode, byName, provinces] = await Promise.all([
    rowsAmong<Candidate>(reading, { ...CANDIDATE, key: 'v.uid' }, uids),
    readByCode(reading, codes),
    rowsAmong<Candidate & { readonly foldedName: string }>(
      reading,
      { ...CANDIDATE, columns: `${CANDIDATE.columns}, v.folded_name AS \`foldedName\``, key: 'v.folded_name' },
      names,
    ),
    named.some(({ province }) => province !== null) ? readProvinces(reading) : [],
  ]);
  return {
    byUid: groupRows(byUid, ({ uid }) => uid),
    byCode: groupRows(byCode, ({ code }) => code),
    byName: groupRows(byName, ({ foldedName }) => foldedName),
    provinces,
  };
}

function distinct(texts: readonly (string | null)[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== null))];
}

/** A code as it may have been before a spreadsheet took its zeros: one of each length that is not shorter. */
function codesOf(code: string): readonly string[] {
  return code.startsWith('0')
    ? [code]
    : CODE_LENGTHS.filter(([length]) => length >= code.length).map(([length]) => code.padStart(length, '0'));
}

/** Agencies of a unit while it has a code. */
function readByCode(
  reading: Reading,
  codes: readonly string[],
): Promise<readonly (Candidate & { readonly code: string; readonly level: UnitLevel })[]> {
  const later = 'CASE WHEN v.valid_from > u.valid_from THEN v.valid_from ELSE u.valid_from END';
  const earlier = 'CASE WHEN v.valid_to < u.valid_to THEN v.valid_to ELSE u.valid_to END';
  return rowsAmong(
    reading,
    {
      columns:
        'v.uid AS `uid`, v.tier AS `tier`, v.name AS `name`, v.unit_uid AS `unitUid`, v.path AS `path`, ' +
        `${later} AS \`validFrom\`, ${earlier} AS \`validTo\`, u.code AS \`code\`, u.level AS \`level\``,
      from: 'placed_unit u JOIN placed_agency v ON v.unit_uid = u.uid AND v.valid_from < u.valid_to AND v.valid_to > u.valid_from',
      key: 'u.code',
      order: 'v.uid, v.version, u.version',
    },
    codes,
  );
}

function resolve(row: ImportRow, known: Known, today: Day): readonly (readonly [ImportRow, Resolution])[] {
  const { uid, unitCode, name } = row.agency;
  if (uid !== null) return [[row, byUid(row, uid, known)]];
  if (unitCode === null && name === null) return [];
  const inPlace = ofProvince(row, known);
  if (inPlace === null) {
    const text = JSON.stringify(row.agency.province);
    return [
      [
        row,
        refused(row, 'province', 'NOT_FOUND', [`There is no province ${text}.`, `Không có tỉnh, thành phố ${text}.`]),
      ],
    ];
  }
  const found = (unitCode === null ? namedCandidates(row, known) : codedCandidates(row, unitCode, known)).filter(
    inPlace,
  );
  return [[row, choose(row, found, today)]];
}

function byUid(row: ImportRow, uid: string, { byUid: known }: Known): Resolution {
  const versions = known.get(uid) ?? [];
  if (versions.length === 0)
    return refused(row, 'agencyUid', 'NOT_FOUND', [`There is no agency ${uid}.`, `Không có cơ quan ${uid}.`]);
  const { name } = row.agency;
  if (name === null || versions.some((version) => isNameOf(name, version.name)))
    return { kind: 'found', agencyUid: uid };
  // Columns that were sorted apart would put people to agencies of others.
  const own = versions.at(-1)?.name ?? '';
  return refused(row, 'agencyName', 'INVALID', [
    `${uid} is ${own}, not ${name}: the code and the name are of two agencies.`,
    `${uid} là ${own}, không phải ${name}: mã và tên thuộc hai cơ quan khác nhau.`,
  ]);
}

/** Whether agencies stand in the province a row names; null where there is no such province. */
function ofProvince({ agency }: ImportRow, { provinces }: Known): ((candidate: Candidate) => boolean) | null {
  const { province } = agency;
  if (province === null) return () => true;
  const written = foldText(province).replace(PROVINCE_KIND, '');
  const paths = provinces
    .filter(
      ({ code, name }) => code === province.padStart(2, '0') || foldText(name).replace(PROVINCE_KIND, '') === written,
    )
    .map(({ path }) => path);
  return paths.length === 0 ? null : ({ path }) => paths.some((place) => path.startsWith(place));
}

const PROVINCE_KIND = /^(?:tinh|thanh pho|tp) /;

function namedCandidates({ agency: { name, tier } }: ImportRow, { byName }: Known): readonly Candidate[] {
  const written = name ?? '';
  const candidates = foldedNames(written).flatMap((folded) => byName.get(folded) ?? []);
  return candidates.filter(
    (candidate) => isNameOf(written, candidate.name) && (tier === null || candidate.tier === tier),
  );
}

/** Without a tier a code means the committee of its unit. */
function codedCandidates({ agency: { name, tier } }: ImportRow, code: string, { byCode }: Known): readonly Candidate[] {
  return codesOf(code)
    .flatMap((padded) => byCode.get(padded) ?? [])
    .filter((candidate) => (tier === null && name === null ? candidate.tier === candidate.level : true))
    .filter((candidate) => tier === null || candidate.tier === tier)
    .filter((candidate) => name === null || isNameOf(name, candidate.name));
}

function choose(row: ImportRow, candidates: readonly Candidate[], today: Day): Resolution {
  const days = [row.facts.validFrom ?? today, today];
  const standing = candidates.filter(({ validFrom, validTo }) => days.some((day) => validFrom <= day && day < validTo));
  const left = new Map((standing.length > 0 ? standing : candidates).map((candidate) => [candidate.uid, candidate]));
  const [only] = left.keys();
  const key: ColumnKey = row.agency.unitCode === null ? 'agencyName' : 'unitCode';
  if (only === undefined) {
    return refused(row, key, 'NOT_FOUND', [
      'No agency is known by this; the names and codes are those of the register.',
      'Không tìm thấy cơ quan theo mã hoặc tên này; hãy dùng đúng mã và tên trong danh mục.',
    ]);
  }
  if (left.size === 1) return { kind: 'found', agencyUid: only };
  const shown = [...left.values()].slice(0, SHOWN_CANDIDATES).map(({ uid, name }) => `${name} (${uid})`);
  const more = left.size > SHOWN_CANDIDATES ? ', …' : '';
  return refused(row, key, 'AMBIGUOUS', [
    `${left.size} agencies could be meant: ${shown.join(', ')}${more}. Add the tier, the name, the province or the agency's code.`,
    `Có ${left.size} cơ quan phù hợp: ${shown.join(', ')}${more}. Hãy ghi thêm cấp, tên, tỉnh hoặc mã cơ quan.`,
  ]);
}

function refused(
  row: ImportRow,
  key: ColumnKey,
  code: ImportProblem['code'],
  [en, vi]: readonly [en: string, vi: string],
): Resolution {
  return { kind: 'refused', problem: atColumn(row, key, { code, en, vi }) };
}
