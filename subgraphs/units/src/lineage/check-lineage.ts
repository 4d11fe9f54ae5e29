import type { CodePair, HeldLineage } from './held-lineage.js';
import type { FileLevel } from './lineage-columns.js';
import type { LineageRow } from './lineage-row.js';

/** How far a register's lineage agrees with a file's. */
export interface LineageCheck {
  /** Communes of the eve that both know, and each side's pairs about them. */
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
  /** Units that have ended and lead to nothing in force, by uid. */
  readonly leadingNowhere: readonly string[];
}

/** Compares a register's lineage with a file's over the communes that both know. */
export function checkLineage(held: HeldLineage, rows: readonly LineageRow[]): LineageCheck {
  const communeRows = rows.filter((row) => row.oldLevel === 'COMMUNE' && held.communes.has(row.oldCode));
  const inFile = new Set(communeRows.map((row) => row.oldCode));
  const theirs = textsOf(communeRows.flatMap(codePair));
  const ours = textsOf(pairsOf(held, 'COMMUNE').filter((pair) => inFile.has(pair.from)));
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
    ...checkProvinces(pairsOf(held, 'PROVINCE'), rows),
    ...checkDistricts(pairsOf(held, 'DISTRICT'), rows),
    leadingNowhere: held.leadingNowhere,
  };
}

function pairsOf(held: HeldLineage, level: FileLevel): readonly CodePair[] {
  return held.pairs.filter((pair) => pair.level === level);
}

function codePair({ oldCode, into }: LineageRow): readonly CodePair[] {
  return into === null ? [] : [{ from: oldCode, to: into.code }];
}

function checkProvinces(
  mine: readonly CodePair[],
  rows: readonly LineageRow[],
): Pick<LineageCheck, 'provinces' | 'provincesAgreed' | 'differingProvinces'> {
  const ours = predecessorsBy(mine);
  const theirs = predecessorsBy(
    rows.flatMap(({ oldProvinceCode, into }) =>
      into === null ? [] : [{ from: oldProvinceCode, to: into.provinceCode }],
    ),
  );
  const differing = [...theirs.keys()].filter(
    (code) => [...(theirs.get(code) ?? [])].sort().join() !== [...(ours.get(code) ?? [])].sort().join(),
  );
  return { provinces: theirs.size, provincesAgreed: theirs.size - differing.length, differingProvinces: differing };
}

function checkDistricts(
  mine: readonly CodePair[],
  rows: readonly LineageRow[],
): Pick<LineageCheck, 'districts' | 'districtsAgreed'> {
  const ours = textsOf(mine);
  const theirs = rows.filter((row) => row.oldLevel === 'DISTRICT').flatMap(codePair);
  return {
    districts: theirs.length,
    districtsAgreed: [...theirs].filter((pair) => ours.has(textOf(pair))).length,
  };
}

function predecessorsBy(pairs: readonly CodePair[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { from, to } of pairs) groups.set(to, (groups.get(to) ?? new Set()).add(from));
  return groups;
}

function textsOf(pairs: readonly CodePair[]): ReadonlySet<string> {
  return new Set(pairs.map(textOf));
}

function textOf({ from, to }: CodePair): string {
  return `${from}>${to}`;
}

function pairOf(text: string): CodePair {
  const [from = '', to = ''] = text.split('>');
  return { from, to };
}
