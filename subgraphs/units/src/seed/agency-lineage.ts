import { type Day, OPEN_TO } from '@phat-ngon/kit';
import type { AgencyHistory } from './agency-history.js';
import { committeeUid, departmentUid } from './agency-seats.js';
import { CENTRAL_LINKS, GOVERNMENT_DAY } from './central-bodies.js';
import { OLD_DEPARTMENTS, successorsOfFunction } from './department-kinds.js';
import { DOCUMENTS } from './documents.js';
import { type DocumentReference, type LineageKind, REFORM_DAY, type Succession } from './register.js';
import type { UnitHistory } from './unit-history.js';

/** What became of agencies: committees follow their units, departments their functions, central bodies the resolution of 2025. */
export function agencySuccessions(
  agencies: readonly AgencyHistory[],
  units: readonly UnitHistory[],
  unitSuccessions: readonly Succession[],
): readonly Succession[] {
  return [
    ...centralSuccessions(),
    ...committeeSuccessions(unitSuccessions),
    ...departmentsOf2025(agencies, units, unitSuccessions),
  ];
}

/** Committees follow their units. */
export function committeeSuccessions(unitSuccessions: readonly Succession[]): readonly Succession[] {
  return unitSuccessions.map((link) => ({
    ...link,
    fromUid: committeeUid(link.fromUid),
    toUid: committeeUid(link.toUid),
  }));
}

function centralSuccessions(): readonly Succession[] {
  return CENTRAL_LINKS.map(({ from, to, extent }) => ({
    fromUid: from,
    toUid: to,
    date: GOVERNMENT_DAY,
    extent,
    kind: extent === 'PARTIAL' ? 'DIVIDE' : 'MERGE',
    legalBasis: DOCUMENTS.government2025,
  }));
}

function departmentsOf2025(
  agencies: readonly AgencyHistory[],
  units: readonly UnitHistory[],
  unitSuccessions: readonly Succession[],
): readonly Succession[] {
  const byUid = new Map(agencies.map((agency) => [agency.uid, agency]));
  const basis = { date: REFORM_DAY, legalBasis: DOCUMENTS.departments2025, exists: (uid: string) => byUid.has(uid) };
  return units
    .filter((unit) => unit.level === 'PROVINCE')
    .flatMap((province) => {
      const next = unitSuccessions.find((link) => link.fromUid === province.uid)?.toUid ?? province.uid;
      return OLD_DEPARTMENTS.map(({ slug }) => ({
        slug,
        provinceUid: province.uid,
        goesOn: false,
        next: [next],
      })).filter((department) => endedWithReform(byUid.get(departmentUid(department.slug, province.uid))));
    })
    .flatMap((department) => departmentSuccessions(department, basis));
}

/** A department whose province is reorganised, and the provinces that take over from it. */
export interface LeavingDepartment {
  readonly slug: string;
  readonly provinceUid: string;
  /** Whether it stays itself, and gives off a part of its work. */
  readonly goesOn: boolean;
  readonly next: readonly string[];
}

/** What links of departments rest on. */
export interface DepartmentLinkBasis {
  readonly date: Day;
  readonly legalBasis: DocumentReference;
  /** Whether there is, or will be, an agency of that uid. */
  readonly exists: (uid: string) => boolean;
}

/** A department's function goes to the departments that have it in the provinces that take over, in parts where they are several. */
export function departmentSuccessions(
  { slug, provinceUid, goesOn, next }: LeavingDepartment,
  { date, legalBasis, exists }: DepartmentLinkBasis,
): readonly Succession[] {
  const fromUid = departmentUid(slug, provinceUid);
  const targets = next
    .flatMap((province) => successorsOfFunction(slug).map((target) => departmentUid(target, province)))
    .filter((uid) => uid !== fromUid && exists(uid));
  const inParts = goesOn || targets.length > 1;
  const kind: LineageKind = goesOn ? 'SEPARATE' : inParts ? 'DIVIDE' : 'MERGE';
  return targets.map((toUid) => ({ fromUid, toUid, date, extent: inParts ? 'PARTIAL' : 'FULL', kind, legalBasis }));
}

function endedWithReform(agency: AgencyHistory | undefined): boolean {
  return agency?.versions.at(-1)?.validTo === REFORM_DAY;
}

/** For each agency that has ended, the agencies in force that answer in its stead. */
export function agencyHeirs(
  agencies: readonly AgencyHistory[],
  successions: readonly Succession[],
  unitCover: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const byUid = new Map(agencies.map((agency) => [agency.uid, agency]));
  const successors = new Map<string, string[]>();
  for (const { fromUid, toUid } of successions) successors.set(fromUid, [...(successors.get(fromUid) ?? []), toUid]);
  const follow = (uid: string): readonly string[] => {
    if (byUid.get(uid)?.versions.at(-1)?.validTo === OPEN_TO) return [uid];
    return (successors.get(uid) ?? []).flatMap(follow);
  };
  const heirs = (agency: AgencyHistory): readonly string[] => {
    const unitUid = agency.versions.at(-1)?.unitUid ?? '';
    const committees = (unitCover.get(unitUid) ?? []).map(committeeUid);
    const followed = agency.kind === 'PEOPLES_COMMITTEE' ? committees : follow(agency.uid);
    return [...new Set(followed.length > 0 ? followed : committees)];
  };
  const order = (uid: string): string => byUid.get(uid)?.versions.at(-1)?.sortOfficial ?? '';
  return new Map(
    agencies
      .filter((agency) => agency.versions.at(-1)?.validTo !== OPEN_TO)
      .map((agency) => [agency.uid, [...heirs(agency)].sort((a, b) => (order(a) < order(b) ? -1 : 1))]),
  );
}
