import { COUNTRY_PATH, COUNTRY_UID, type Day, OPEN_FROM, OPEN_TO } from '@phat-ngon/kit';
import { committeeSeat, departmentSeat, departmentUid, type Seat, seatedForm } from './agency-seats.js';
import { CENTRAL_BODIES, type CentralBody } from './central-bodies.js';
import {
  type DepartmentKind,
  departmentsInheriting,
  NEW_DEPARTMENTS,
  OLD_DEPARTMENTS,
  successorsOfFunction,
} from './department-kinds.js';
import { type AgencyRecord, type AgencyVersion, REFORM_DAY, type Succession } from './register.js';
import type { UnitHistory } from './unit-history.js';

/** An agency before its heirs are known. */
export type AgencyHistory = Omit<AgencyRecord, 'heirs'>;

interface SeatedAgency {
  readonly seat: Seat;
  readonly unit: UnitHistory;
  readonly from: Day;
  readonly to: Day;
  readonly validToBasis: AgencyRecord['validToBasis'];
}

/** The committees and departments of both eras and the central bodies. */
export function agencyHistories(
  units: readonly UnitHistory[],
  provinceLinks: readonly Succession[],
): readonly AgencyHistory[] {
  const governed = units.filter((unit) => unit.level !== 'COUNTRY');
  return [...CENTRAL_BODIES.map(centralBody), ...governed.map(committee), ...departments(units, provinceLinks)];
}

function centralBody(body: CentralBody, index: number): AgencyHistory {
  const version: AgencyVersion = {
    version: 1,
    validFrom: body.from,
    validTo: body.to,
    name: body.name,
    nameEn: body.nameEn,
    unitUid: COUNTRY_UID,
    parentUid: null,
    path: COUNTRY_PATH,
    sortOfficial: `0/${String(index).padStart(2, '0')}`,
  };
  return {
    uid: body.uid,
    tier: 'CENTRAL',
    kind: body.kind,
    basis: 'SOURCED',
    versions: [version],
    validToBasis: body.to === OPEN_TO ? null : 'KNOWN',
  };
}

function committee(unit: UnitHistory): AgencyHistory {
  const validToBasis = unit.versions.at(-1)?.validTo === OPEN_TO ? null : 'KNOWN';
  return seated({ seat: committeeSeat(unit), unit, from: OPEN_FROM, to: OPEN_TO, validToBasis });
}

/** One version for each period in which name, parent and place stayed the same. */
function seated({ seat, unit, from, to, validToBasis }: SeatedAgency): AgencyHistory {
  const versions: AgencyVersion[] = [];
  for (const version of unit.versions) {
    const validFrom = laterDay(version.validFrom, from);
    const validTo = earlierDay(version.validTo, to);
    if (validFrom >= validTo) continue;
    versions.push({ version: versions.length + 1, validFrom, validTo, ...seatedForm(seat, unit.uid, version) });
  }
  const { uid, tier, kind, basis } = seat;
  return { uid, tier, kind, basis, versions, validToBasis };
}

function laterDay(...days: readonly Day[]): Day {
  return days.reduce((a, b) => (a < b ? b : a));
}

function earlierDay(...days: readonly Day[]): Day {
  return days.reduce((a, b) => (a < b ? a : b));
}

function departments(units: readonly UnitHistory[], provinceLinks: readonly Succession[]): readonly AgencyHistory[] {
  const provinces = units.filter((unit) => unit.level === 'PROVINCE');
  const old = provinces.filter((province) => province.versions[0]?.validFrom === OPEN_FROM);
  const current = provinces.filter((province) => province.versions.at(-1)?.validTo === OPEN_TO);
  const had = (province: UnitHistory): readonly DepartmentKind[] =>
    OLD_DEPARTMENTS.filter((kind) => kind.provinces?.has(province.versions[0]?.code ?? '') ?? true);
  const has = (province: UnitHistory): readonly DepartmentKind[] => {
    const before = old.filter(
      (other) =>
        other.uid === province.uid ||
        provinceLinks.some((link) => link.fromUid === other.uid && link.toUid === province.uid),
    );
    return departmentsInheriting(before.flatMap((other) => had(other).map((kind) => kind.slug)));
  };
  const made = new Map<string, AgencyHistory>();
  for (const province of old) {
    const goingOn = new Set(current.includes(province) ? has(province).map((kind) => kind.slug) : []);
    for (const kind of had(province)) {
      const agency = department(province, kind, OPEN_FROM, goingOn.has(kind.slug) ? OPEN_TO : REFORM_DAY);
      made.set(agency.uid, agency);
    }
  }
  for (const province of current) {
    for (const kind of has(province)) {
      const uid = departmentUid(kind.slug, province.uid);
      if (!made.has(uid)) made.set(uid, department(province, kind, REFORM_DAY, OPEN_TO));
    }
  }
  return [...made.values()];
}

function department(province: UnitHistory, kind: DepartmentKind, from: Day, to: Day): AgencyHistory {
  const kinds = from < REFORM_DAY ? OLD_DEPARTMENTS : NEW_DEPARTMENTS;
  const ended = to !== OPEN_TO || province.versions.at(-1)?.validTo !== OPEN_TO;
  // Most provinces merged these functions in the course of 2025, before the reform: the day is not known.
  const wasMerged = !successorsOfFunction(kind.slug).includes(kind.slug);
  return seated({
    seat: departmentSeat(province.uid, kind, kinds),
    unit: province,
    from,
    to,
    validToBasis: ended ? (wasMerged ? 'NO_LATER_THAN' : 'KNOWN') : null,
  });
}
