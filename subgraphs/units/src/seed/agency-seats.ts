import type { Tier, UnitLevel } from '@phat-ngon/kit';
import type { DepartmentKind } from './department-kinds.js';
import { inRunningText } from './naming.js';
import type { AgencyBasis, AgencyKind, AgencyVersion, UnitVersion } from './register.js';

/** An agency that sits in a unit and is named after it: what it is, and how its form follows from the unit's. */
export interface Seat {
  readonly uid: string;
  readonly tier: Tier;
  readonly kind: AgencyKind;
  readonly basis: AgencyBasis;
  /** Its place among the agencies of its unit. */
  readonly order: string;
  readonly nameOf: (unit: SeatingUnit) => string;
  readonly nameEnOf: (unit: SeatingUnit) => string;
  readonly parentOf: (unit: SeatingUnit) => string | null;
}

/** What of a unit the agencies in it are formed after. */
export type SeatingUnit = Pick<UnitVersion, 'name' | 'nameEn' | 'parentUid' | 'path' | 'sortOfficial'>;

/** The form of an agency while its unit has one form. */
export type SeatedForm = Omit<AgencyVersion, 'version' | 'validFrom' | 'validTo'>;

/** The uid of the committee that governs a unit. */
export function committeeUid(unitUid: string): string {
  return `ubnd-${unitUid}`;
}

/** The uid of a province's department by function. */
export function departmentUid(slug: string, provinceUid: string): string {
  return `so-${slug}-${provinceUid}`;
}

/** The function of a province's department, by its uid; null for an agency that is none. */
export function departmentSlug(uid: string, provinceUid: string): string | null {
  const end = `-${provinceUid}`;
  return uid.startsWith('so-') && uid.endsWith(end) ? uid.slice('so-'.length, -end.length) : null;
}

/** The People's Committee that every unit has. */
export function committeeSeat(unit: { readonly uid: string; readonly level: UnitLevel }): Seat {
  const tier = unit.level === 'PROVINCE' || unit.level === 'DISTRICT' ? unit.level : 'COMMUNE';
  return {
    uid: committeeUid(unit.uid),
    tier,
    kind: 'PEOPLES_COMMITTEE',
    basis: 'NORM',
    order: '-00',
    nameOf: ({ name }) => `Ủy ban nhân dân ${inRunningText(name)}`,
    nameEnOf: ({ nameEn }) => `People's Committee of ${nameEn}`,
    parentOf: ({ parentUid }) => (tier === 'PROVINCE' || parentUid === null ? null : committeeUid(parentUid)),
  };
}

/** A department of a province; `kinds` are all of its era, in their order. */
export function departmentSeat(provinceUid: string, kind: DepartmentKind, kinds: readonly DepartmentKind[]): Seat {
  return {
    uid: departmentUid(kind.slug, provinceUid),
    tier: 'PROVINCIAL_DEPARTMENT',
    kind: 'PROVINCIAL_DEPARTMENT',
    basis: kind.basis,
    order: `-${String(kinds.indexOf(kind) + 1).padStart(2, '0')}`,
    nameOf: ({ name }) => `${kind.name} ${inRunningText(name)}`,
    nameEnOf: ({ nameEn }) => `${kind.nameEn} of ${nameEn}`,
    parentOf: () => committeeUid(provinceUid),
  };
}

/** How an agency is while its unit is like this. */
export function seatedForm(seat: Seat, unitUid: string, unit: SeatingUnit): SeatedForm {
  return {
    name: seat.nameOf(unit),
    nameEn: seat.nameEnOf(unit),
    unitUid,
    parentUid: seat.parentOf(unit),
    path: unit.path,
    sortOfficial: `1/${unit.sortOfficial}/${seat.order}`,
  };
}
