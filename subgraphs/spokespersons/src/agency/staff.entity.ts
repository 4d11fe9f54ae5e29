import type { Day } from '@phat-ngon/kit';
import { EntitySchema } from 'typeorm';
import type { ReviewState } from '../spokesperson/spokesperson.entity.js';

/** What posts and staff share with all that an agency keeps a record of. */
interface ReviewedRow {
  readonly uid: string;
  readonly version: number;
  readonly agencyUid: string;
  readonly validFrom: Day;
  readonly validTo: Day;
  readonly recordedOn: Day;
  readonly publishedOn: Day | null;
  readonly reviewState: ReviewState;
  readonly synthetic: number;
}

const REVIEWED = {
  uid: { type: 'varchar', primary: true },
  version: { type: 'int' },
  agencyUid: { name: 'agency_uid', type: 'varchar' },
  validFrom: { name: 'valid_from', type: 'varchar' },
  validTo: { name: 'valid_to', type: 'varchar' },
  recordedOn: { name: 'recorded_on', type: 'varchar' },
  publishedOn: { name: 'published_on', type: 'varchar', nullable: true },
  reviewState: { name: 'review_state', type: 'varchar' },
  synthetic: { name: 'is_synthetic', type: 'int' },
} as const;

/** A press-information post of an agency: it may be a desk without a name, and it may be vacant (Popolo's Post). */
export interface FocalPointRow extends ReviewedRow {
  readonly name: string;
  /** The spokesperson who holds it. */
  readonly holderUid: string | null;
}

/** The table of focal points. */
export const FocalPointEntity = new EntitySchema<FocalPointRow>({
  name: 'FocalPoint',
  tableName: 'focal_point',
  columns: {
    ...REVIEWED,
    name: { type: 'varchar' },
    holderUid: { name: 'holder_uid', type: 'varchar', nullable: true },
  },
});

/** A member of an agency's policy-communication staff; an internal list. */
export interface OfficerRow extends ReviewedRow {
  readonly fullName: string;
  readonly positionTitle: string;
}

/** A row with what it is searched and sorted by. */
export interface StoredOfficerRow extends OfficerRow {
  readonly foldedName: string;
  readonly sortName: string;
}

/** The table of policy-communication staff. */
export const OfficerEntity = new EntitySchema<StoredOfficerRow>({
  name: 'PolicyCommunicationOfficer',
  tableName: 'communication_officer',
  columns: {
    ...REVIEWED,
    fullName: { name: 'full_name', type: 'varchar' },
    foldedName: { name: 'folded_name', type: 'varchar', select: false },
    sortName: { name: 'sort_name', type: 'varchar', select: false },
    positionTitle: { name: 'position_title', type: 'varchar' },
  },
});
