import { type Day, groupRows, OPEN_TO } from '@phat-ngon/kit';
import type { AgencyRow } from '../agency/agency.entity.js';
import type { AgencyHistory } from '../seed/agency-history.js';
import { agencyHeirs, committeeSuccessions, departmentSuccessions } from '../seed/agency-lineage.js';
import { committeeSeat, departmentSeat, departmentSlug, type Seat, seatedForm } from '../seed/agency-seats.js';
import { departmentsBeginningOn } from '../seed/department-kinds.js';
import { inRunningText } from '../seed/naming.js';
import type { Succession } from '../seed/register.js';
import type { UnitRow } from '../unit/unit.entity.js';
import { type Changed, type Decree, endedOn, type Outcome } from './decree.js';
import type { UnitPlan } from './plan-units.js';

/** What becomes of the agencies that sit in the units. */
export interface AgencyPlan {
  readonly outcome: Outcome<AgencyRow>;
  readonly links: readonly Succession[];
}

/**
 * Agencies follow their units, by the rules of the reform of 2025: those of a unit that ends end with it, a new unit has its
 * committee, a new province the departments of its era, and whoever bears the name of a unit changes it with the unit's.
 */
export function planAgencies(agencies: readonly AgencyRow[], units: UnitPlan, decree: Decree): AgencyPlan {
  const { on } = decree;
  const seated = groupRows(agencies, (agency) => agency.unitUid);
  const seatedIn = (unitUid: string): readonly AgencyRow[] => seated.get(unitUid) ?? [];
  const ending = units.outcome.ended.flatMap(({ before }) => seatedIn(before.uid));
  const begun = units.outcome.begun.flatMap((unit) => agenciesOfNew(unit, units.links, seatedIn, on));
  const changed = units.outcome.changed.flatMap((unit) => reseated(unit, seatedIn(unit.before.uid), on));
  const existing = new Set([...agencies, ...begun].map(({ uid }) => uid));
  const links = [
    ...committeeSuccessions(units.links),
    ...departmentLinks(units, seatedIn, decree, (uid) => existing.has(uid)),
  ];
  const ended = new Set(ending.map(({ uid }) => uid));
  const histories = [...agencies, ...begun].map((row) => historyOf(ended.has(row.uid) ? { ...row, validTo: on } : row));
  const heirs = agencyHeirs(histories, links, units.cover);
  const ends = ending.map((row) => ({ before: row, after: endedOn(row, on, heirs.get(row.uid) ?? []) }));
  return { links, outcome: { ended: ends, begun, changed } };
}

function historyOf(row: AgencyRow): AgencyHistory {
  const { uid, tier, kind, basis, validToBasis } = row;
  return { uid, tier, kind, basis, validToBasis, versions: [row] };
}

function agenciesOfNew(
  unit: UnitRow,
  links: readonly Succession[],
  seatedIn: (unitUid: string) => readonly AgencyRow[],
  on: Day,
): readonly AgencyRow[] {
  const committee = begin(committeeSeat(unit), unit, on);
  if (unit.level !== 'PROVINCE') return [committee];
  const slugs = links
    .filter((link) => link.toUid === unit.uid)
    .flatMap(({ fromUid }) => seatedIn(fromUid).flatMap(({ uid }) => departmentSlug(uid, fromUid) ?? []));
  const { all, here } = departmentsBeginningOn(on, slugs);
  return [committee, ...here.map((kind) => begin(departmentSeat(unit.uid, kind, all), unit, on))];
}

function begin(seat: Seat, unit: UnitRow, on: Day): AgencyRow {
  const { uid, tier, kind, basis } = seat;
  const life = { validFrom: on, validTo: OPEN_TO, lifeFrom: on, lifeTo: OPEN_TO, validToBasis: null, heirs: '' };
  return { uid, version: 1, ...life, tier, kind, basis, ...seatedForm(seat, unit.uid, unit) };
}

/** The agencies in a unit whose form has changed, as they are since. */
function reseated(
  { before, after }: Changed<UnitRow>,
  agencies: readonly AgencyRow[],
  on: Day,
): readonly Changed<AgencyRow>[] {
  return agencies.flatMap((agency) => {
    const row = reseat(agency, before, after, on);
    const isAlike = FORM.every((key) => agency[key] === row[key]);
    return isAlike ? [] : [{ before: agency, after: row }];
  });
}

const FORM = ['name', 'nameEn', 'parentUid', 'path', 'sortOfficial'] as const;

/** Where the unit's name stands at the end of the agency's, its new one stands there since; a committee stands below its unit's parent. */
function reseat(agency: AgencyRow, before: UnitRow, after: UnitRow, on: Day): AgencyRow {
  const isCommittee = agency.kind === 'PEOPLES_COMMITTEE';
  const above = isCommittee ? committeeSeat(after).parentOf(after) : agency.parentUid;
  return {
    ...agency,
    version: agency.version + 1,
    validFrom: on,
    name: withEnding(agency.name, inRunningText(before.name), inRunningText(after.name)),
    nameEn: withEnding(agency.nameEn, before.nameEn, after.nameEn),
    parentUid: above,
    path: after.path,
    sortOfficial: `1/${after.sortOfficial}/${agency.sortOfficial.split('/').at(-1)}`,
  };
}

function withEnding(text: string, ending: string, instead: string): string {
  return text.endsWith(` ${ending}`) ? `${text.slice(0, -ending.length)}${instead}` : text;
}

/** Where the departments of the provinces went that give ground to others. */
function departmentLinks(
  { outcome, links }: UnitPlan,
  seatedIn: (unitUid: string) => readonly AgencyRow[],
  { on, document }: Decree,
  exists: (uid: string) => boolean,
): readonly Succession[] {
  const ending = new Set(outcome.ended.map(({ before }) => before.uid));
  return [...groupRows(links, (link) => link.fromUid)].flatMap(([provinceUid, from]) => {
    const next = from.map((link) => link.toUid);
    return seatedIn(provinceUid)
      .flatMap(({ uid }) => departmentSlug(uid, provinceUid) ?? [])
      .map((slug) => ({ slug, provinceUid, goesOn: !ending.has(provinceUid), next }))
      .flatMap((department) => departmentSuccessions(department, { date: on, legalBasis: document, exists }));
  });
}
