import type { CleanMap, MapUnit } from './clean-maps.js';
import type { LineageKind, Succession } from './register.js';
import type { ResolvedMappings } from './resolve-mappings.js';

/** A link between a unit of 2023 and one of 2025, by level and code. */
export interface CodeLink {
  readonly fromLevel: 'PROVINCE' | 'DISTRICT' | 'COMMUNE';
  readonly fromCode: string;
  readonly toCode: string;
  readonly extent: 'FULL' | 'PARTIAL';
  readonly kind: LineageKind;
}

/** What became what among communes, and which communes were not reorganised at all. */
export interface CommuneLineage {
  /** Codes of communes that are the same unit before and after. */
  readonly kept: ReadonlySet<string>;
  readonly links: readonly CodeLink[];
}

/**
 * Decides identity and links. A commune with exactly one whole predecessor of the same name, kind and code is the same unit; so
 * is one that no row mentions and whose code, name and kind did not change. A special zone made from a whole island district
 * has that district as its predecessor.
 */
export function communeLineage(mappings: ResolvedMappings, oldMap: CleanMap, newMap: CleanMap): CommuneLineage {
  const olds = new Map(oldMap.communes.map((unit) => [unit.code, unit]));
  const successors = groupValues(
    mappings.pairs,
    (pair) => pair.oldCode,
    (pair) => pair.newCode,
  );
  const predecessors = groupValues(
    mappings.pairs,
    (pair) => pair.newCode,
    (pair) => pair.oldCode,
  );
  const kept = new Set<string>();
  const links: CodeLink[] = [];
  for (const unit of newMap.communes) {
    const from = predecessors.get(unit.code) ?? [];
    const whole = from.length === 1 && successors.get(from[0] ?? '')?.length === 1;
    const candidate = olds.get(from.length === 0 ? unit.code : (from[0] ?? ''));
    if ((whole || from.length === 0) && candidate && isSame(candidate, unit)) {
      kept.add(unit.code);
      continue;
    }
    for (const code of from) {
      const extent = (successors.get(code)?.length ?? 0) > 1 ? 'PARTIAL' : 'FULL';
      links.push({
        fromLevel: 'COMMUNE',
        fromCode: code,
        toCode: unit.code,
        extent,
        kind: lineageKindOf(extent, from.length, olds.get(code), unit),
      });
    }
  }
  return { kept, links: [...links, ...islandLinks(mappings.unnamedOrigins, oldMap, newMap)] };
}

function isSame(old: MapUnit, unit: MapUnit): boolean {
  return old.code === unit.code && old.name === unit.name && old.kind === unit.kind;
}

/** How one unit became another, told by how much of it went over, how many others did, and what it is called since. */
export function lineageKindOf(
  extent: Succession['extent'],
  predecessors: number,
  old: Named | undefined,
  unit: Named,
): LineageKind {
  if (extent === 'PARTIAL') return 'DIVIDE';
  if (predecessors > 1) return 'MERGE';
  return old !== undefined && old.shortName === unit.shortName && old.kind !== unit.kind ? 'RECLASSIFY' : 'RENAME';
}

type Named = Pick<MapUnit, 'shortName' | 'kind'>;

function islandLinks(codes: readonly string[], oldMap: CleanMap, newMap: CleanMap): readonly CodeLink[] {
  const zones = newMap.communes.filter((unit) => codes.includes(unit.code) && unit.kind === 'SPECIAL_ZONE');
  return zones.flatMap((zone) =>
    oldMap.districts
      .filter((district) => district.shortName === zone.shortName)
      .map(
        (district): CodeLink => ({
          fromLevel: 'DISTRICT',
          fromCode: district.code,
          toCode: zone.code,
          extent: 'FULL',
          kind: 'RECLASSIFY',
        }),
      ),
  );
}

/**
 * What became of the provinces: each lies whole in the new province that holds its communes.
 * @throws Error when the communes of one province went to several.
 */
export function provinceLineage(mappings: ResolvedMappings, oldMap: CleanMap, newMap: CleanMap): readonly CodeLink[] {
  const provinceOfDistrict = new Map(oldMap.districts.map((unit) => [unit.code, unit.parentCode]));
  const provinceOfOld = new Map(
    oldMap.communes.map((unit) => [unit.code, provinceOfDistrict.get(unit.parentCode ?? '')]),
  );
  const provinceOfNew = new Map(newMap.communes.map((unit) => [unit.code, unit.parentCode]));
  const targets = groupValues(
    mappings.pairs,
    (pair) => provinceOfOld.get(pair.oldCode) ?? '',
    (pair) => provinceOfNew.get(pair.newCode) ?? '',
  );
  const links = oldMap.provinces.map((province) => {
    const into = new Set(targets.get(province.code));
    const [toCode, second] = into;
    if (toCode === undefined || second !== undefined) {
      throw new Error(
        `province ${province.code} ${province.name}: its communes went to ${[...into].join(', ') || 'nowhere'}`,
      );
    }
    return { fromCode: province.code, toCode };
  });
  const sizes = groupValues(
    links,
    (link) => link.toCode,
    (link) => link.fromCode,
  );
  return links
    .filter((link) => (sizes.get(link.toCode)?.length ?? 0) > 1)
    .map((link) => ({ ...link, fromLevel: 'PROVINCE', extent: 'FULL', kind: 'MERGE' }));
}

/** Members by key, in order of appearance, each once. */
function groupValues<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  memberOf: (item: Item) => string,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const item of items) {
    const values = groups.get(keyOf(item)) ?? [];
    if (!values.includes(memberOf(item))) values.push(memberOf(item));
    groups.set(keyOf(item), values);
  }
  return groups;
}
