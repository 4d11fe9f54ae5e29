import type { Day } from '@phat-ngon/kit';
import { EntitySchema } from 'typeorm';

/** `enum SpeakerRole`, in the order in which an agency's speakers are listed: who was assigned to speak comes first. */
export const SPEAKER_ROLES = ['SPOKESPERSON', 'HEAD', 'AUTHORIZED', 'COORDINATING'] as const;

/** One of {@link SPEAKER_ROLES}. */
export type SpeakerRole = (typeof SPEAKER_ROLES)[number];

/** `enum ReviewState`. */
export type ReviewState = 'PENDING' | 'VERIFIED' | 'RETURNED' | 'WITHDRAWN';

/** One person in one role at one agency for one period (Popolo's Membership). Days are stored days. */
export interface SpokespersonRow {
  readonly uid: string;
  readonly version: number;
  readonly agencyUid: string;
  readonly fullName: string;
  readonly positionTitle: string;
  readonly role: SpeakerRole;
  readonly validFrom: Day;
  readonly validTo: Day;
  /** The day its end was entered; null while it is open, and where nobody noted it. */
  readonly endRecordedOn: Day | null;
  /** The day the record came in: a day before it does not know of the record. */
  readonly recordedOn: Day;
  /** The day it was first verified; set by the system, null until then. */
  readonly publishedOn: Day | null;
  readonly reviewState: ReviewState;
  /** Whether a phone and an e-mail are there for the press: two of the four items. */
  readonly hasPhone: number;
  readonly hasEmail: number;
  readonly decisionNumber: string | null;
  readonly documentNumber: string | null;
  readonly documentTitle: string | null;
  readonly documentIssuedOn: Day | null;
  readonly matter: string | null;
  readonly sourceDocument: string;
  readonly sourceImporter: string;
  readonly sourceFile: string | null;
  readonly sourceRow: number | null;
  readonly synthetic: number;
}

/** A row with what it is searched and sorted by. */
export interface StoredSpokespersonRow extends SpokespersonRow {
  readonly foldedName: string;
  readonly foldedPosition: string;
  readonly sortName: string;
}

/** The table of spokespersons. */
export const SpokespersonEntity = new EntitySchema<StoredSpokespersonRow>({
  name: 'Spokesperson',
  tableName: 'spokesperson',
  columns: {
    uid: { type: 'varchar', primary: true },
    version: { type: 'int' },
    agencyUid: { name: 'agency_uid', type: 'varchar' },
    fullName: { name: 'full_name', type: 'varchar' },
    foldedName: { name: 'folded_name', type: 'varchar', select: false },
    sortName: { name: 'sort_name', type: 'varchar', select: false },
    positionTitle: { name: 'position_title', type: 'varchar' },
    foldedPosition: { name: 'folded_position', type: 'varchar', select: false },
    role: { type: 'varchar' },
    validFrom: { name: 'valid_from', type: 'varchar' },
    validTo: { name: 'valid_to', type: 'varchar' },
    endRecordedOn: { name: 'end_recorded_on', type: 'varchar', nullable: true },
    recordedOn: { name: 'recorded_on', type: 'varchar' },
    publishedOn: { name: 'published_on', type: 'varchar', nullable: true },
    reviewState: { name: 'review_state', type: 'varchar' },
    hasPhone: { name: 'has_phone', type: 'int' },
    hasEmail: { name: 'has_email', type: 'int' },
    decisionNumber: { name: 'decision_number', type: 'varchar', nullable: true },
    documentNumber: { name: 'document_number', type: 'varchar', nullable: true },
    documentTitle: { name: 'document_title', type: 'varchar', nullable: true },
    documentIssuedOn: { name: 'document_issued_on', type: 'varchar', nullable: true },
    matter: { type: 'varchar', nullable: true },
    sourceDocument: { name: 'source_document', type: 'varchar' },
    sourceImporter: { name: 'source_importer', type: 'varchar' },
    sourceFile: { name: 'source_file', type: 'varchar', nullable: true },
    sourceRow: { name: 'source_row', type: 'int', nullable: true },
    synthetic: { name: 'is_synthetic', type: 'int' },
  },
});
