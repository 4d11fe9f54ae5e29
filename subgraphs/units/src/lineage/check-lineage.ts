import type { Register, UnitRecord } from '../seed/register.js';
import { REFORM_DAY } from '../seed/register.js';
import type { LineageRow } from './parse-lineage-file.js';

/** A pair of codes: what was, and what it became on the day of the reform. */
export interface CodePair {
  readonly from: string;
  readonly to: string;
}

/** How far the register's lineage agrees with a file's. */
export interface LineageCheck {
  /** Communes of 2023 that both know, and each side's pairs about them. */
  readonly communes: number;
  readonly ours: number;
  readonly theirs: number;
  readonly agreed: number;
  readonly precision: number;
  readonly recall: number;
  readonly onlyOurs: readonly CodePair[];
  readonly onlyTheirs: readonly CodePair[];
  /** New provinces whose predecessors agree, of all the file has. */
  readonly provincesAgreed: number;
  readonly provinces: number;
  readonly differingProvinces: readonly string[];
  /** Districts with lineage of their own in the file, and how many of them agree. */
  readonly districts: number;
  readonly districtsAgreed: number;
  /** Units of 2023 that lead to nothing in force, by uid. */
  readonly leadingNowhere: readonly string[];
}

/**
 * Compares the register's lineage with a file's over the communes that both know. A unit that kept its uid is a pair with
 * itself.
 */
export function checkLineage(register: Register, rows: readonly LineageRow[]): LineageCheck {
  const units = new Map(register.units.map((unit) => [unit.uid, unit]));
  const known = new Set(register.units.filter((unit) => unit.level === 'COMMUNE').map((unit) => codeBefore(unit)));
  const mine = registerPairs(register, units, 'COMMUNE');
  const communeRows = rows.filter((row) => row.level === 'commune' && known.has(row.oldCode));
  const inFile = new Set(communeRows.map((row) => row.oldCode));
  const theirs = new Set(communeRows.map((row) => `${row.oldCode}>${row.newCode}`));
  const ours = new Set(mine.filter((pair) => inFile.has(pair.from)).map((pair) => `${pair.from}>${pair.to}`));
  const agreed = [...ours].filter((pair) => theirs.has(pair)).length;
  return {
    communes: inFile.size,
    ours: ours.size,
    theirs: theirs.size,
    agreed,
    precision: agreed / Math.max(1, ours.size),
    recall: agreed / Math.max(1, theirs.size),
    onlyOurs: [...ours].filter((pair) => !theirs.has(pair)).map(pairOf),
    onlyTheirs: [...theirs].filter((pair) => !ours.has(pair)).map(pairOf),
    ...checkProvinces(registerPairs(register, units, 'PROVINCE'), rows),
    ...checkDistricts(registerPairs(register, units, 'DISTRICT'), rows),
    leadingNowhere: register.units
      .filter((unit) => !isInForce(unit) && unit.heirs.length === 0)
      .map((unit) => unit.uid),
  };
}

function registerPairs(
  register: Register,
  units: ReadonlyMap<string, UnitRecord>,
  level: UnitRecord['level'],
): readonly CodePair[] {
  const links = register.unitSuccessions
    .filter((link) => units.get(link.fromUid)?.level === level)
    .map((link) => ({ from: codeBefore(units.get(link.fromUid)), to: codeSince(units.get(link.toUid)) }));
  const kept = register.units
    .filter((unit) => unit.level === level && isInForce(unit) && codeBefore(unit) !== '')
    .map((unit) => ({ from: codeBefore(unit), to: codeSince(unit) }));
  return [...links, ...kept];
}

function checkProvinces(
  mine: readonly CodePair[],
  rows: readonly LineageRow[],
): Pick<LineageCheck, 'provinces' | 'provincesAgreed' | 'differingProvinces'> {
  const ours = predecessorsBy(mine);
  const theirs = predecessorsBy(rows.map((row) => ({ from: row.oldProvinceCode, to: row.newProvinceCode })));
  const differing = [...theirs.keys()].filter(
    (code) => [...(theirs.get(code) ?? [])].sort().join() !== [...(ours.get(code) ?? [])].sort().join(),
  );
  return { provinces: theirs.size, provincesAgreed: theirs.size - differing.length, differingProvinces: differing };
}

function checkDistricts(
  mine: readonly CodePair[],
  rows: readonly LineageRow[],
): Pick<LineageCheck, 'districts' | 'districtsAgreed'> {
  const ours = new Set(mine.map((pair) => `${pair.from}>${pair.to}`));
  const theirs = rows.filter((row) => row.level === 'district');
  return {
    districts: theirs.length,
    districtsAgreed: theirs.filter((row) => ours.has(`${row.oldCode}>${row.newCode}`)).length,
  };
}

function predecessorsBy(pairs: readonly CodePair[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { from, to } of pairs) groups.set(to, (groups.get(to) ?? new Set()).add(from));
  return groups;
}

function pairOf(text: string): CodePair {
  const [from = '', to = ''] = text.split('>');
  return { from, to };
}

function isInForce(unit: UnitRecord): boolean {
  return unit.validToBasis === null;
}

/** The code on the eve of the reform; empty for a unit that is younger. */
function codeBefore(unit: UnitRecord | undefined): string {
  return unit?.versions.findLast((version) => version.validFrom < REFORM_DAY)?.code ?? '';
}

function codeSince(unit: UnitRecord | undefined): string {
  return unit?.versions.find((version) => version.validTo > REFORM_DAY)?.code ?? '';
}
