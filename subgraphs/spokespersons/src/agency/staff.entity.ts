import type { Day } from '@phat-ngon/kit';
import { EntitySchema } from 'typeorm';

/** A press-information post of an agency: it may be a desk without a name, and it may be vacant (Popolo's Post). */
export interface FocalPointRow {
  readonly uid: string;
  readonly agencyUid: string;
  readonly name: string;
  /** The spokesperson who holds it. */
  readonly holderUid: string | null;
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly synthetic: number;
}

/** The table of focal points. */
export const FocalPointEntity = new EntitySchema<FocalPointRow>({
  name: 'FocalPoint',
  tableName: 'focal_point',
  columns: {
    uid: { type: 'varchar', primary: true },
    agencyUid: { name: 'agency_uid', type: 'varchar' },
    name: { type: 'varchar' },
    holderUid: { name: 'holder_uid', type: 'varchar', nullable: true },
    validFrom: { name: 'valid_from', type: 'varchar' },
    validTo: { name: 'valid_to', type: 'varchar' },
    synthetic: { name: 'is_synthetic', type: 'int' },
  },
});

/** A member of an agency's policy-communication staff; an internal list. */
export interface OfficerRow {
  readonly uid: string;
  readonly agencyUid: string;
  readonly fullName: string;
  readonly foldedName: string;
  readonly sortName: string;
  readonly positionTitle: string;
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly synthetic: number;
}

/** The table of policy-communication staff. */
export const OfficerEntity = new EntitySchema<OfficerRow>({
  name: 'PolicyCommunicationOfficer',
  tableName: 'communication_officer',
  columns: {
    uid: { type: 'varchar', primary: true },
    agencyUid: { name: 'agency_uid', type: 'varchar' },
    fullName: { name: 'full_name', type: 'varchar' },
    foldedName: { name: 'folded_name', type: 'varchar', select: false },
    sortName: { name: 'sort_name', type: 'varchar', select: false },
    positionTitle: { name: 'position_title', type: 'varchar' },
    validFrom: { name: 'valid_from', type: 'varchar' },
    validTo: { name: 'valid_to', type: 'varchar' },
    synthetic: { name: 'is_synthetic', type: 'int' },
  },
});
