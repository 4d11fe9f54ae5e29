import { OPEN_TO } from '@phat-ngon/kit';
import { type AgencyHistory, committeeUid, departmentUid } from './agency-history.js';
import { CENTRAL_LINKS, GOVERNMENT_DAY } from './central-bodies.js';
import { OLD_DEPARTMENTS, successorsOfFunction } from './department-kinds.js';
import { DOCUMENTS } from './documents.js';
import { type LineageKind, REFORM_DAY, type Succession } from './register.js';
import type { UnitHistory } from './unit-history.js';

/** What became of agencies: committees follow their units, departments their functions, central bodies the resolution of 2025. */
export function agencySuccessions(
  agencies: readonly AgencyHistory[],
  units: readonly UnitHistory[],
  unitSuccessions: readonly Succession[],
): readonly Succession[] {
  const committees = unitSuccessions.map((link) => ({
    ...link,
    fromUid: committeeUid(link.fromUid),
    toUid: committeeUid(link.toUid),
  }));
  return [...centralSuccessions(), ...committees, ...departmentSuccessions(agencies, units, unitSuccessions)];
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

function departmentSuccessions(
  agencies: readonly AgencyHistory[],
  units: readonly UnitHistory[],
  unitSuccessions: readonly Succession[],
): readonly Succession[] {
  const byUid = new Map(agencies.map((agency) => [agency.uid, agency]));
  const links: Succession[] = [];
  for (const province of units.filter((unit) => unit.level === 'PROVINCE')) {
    const next = unitSuccessions.find((link) => link.fromUid === province.uid)?.toUid ?? province.uid;
    for (const { slug } of OLD_DEPARTMENTS) {
      const fromUid = departmentUid(slug, province.uid);
      if (!endedWithReform(byUid.get(fromUid))) continue;
      const targets = successorsOfFunction(slug)
        .map((target) => departmentUid(target, next))
        .filter((uid) => byUid.has(uid));
      const kind: LineageKind = targets.length > 1 ? 'DIVIDE' : 'MERGE';
      const extent = targets.length > 1 ? 'PARTIAL' : 'FULL';
      links.push(
        ...targets.map(
          (toUid): Succession => ({
            fromUid,
            toUid,
            date: REFORM_DAY,
            extent,
            kind,
            legalBasis: DOCUMENTS.departments2025,
          }),
        ),
      );
    }
  }
  return links;
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
