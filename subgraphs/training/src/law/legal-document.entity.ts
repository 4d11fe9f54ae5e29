import type { Day } from '@phat-ngon/kit';
import { EntitySchema } from 'typeorm';

/** `enum LegalDocumentKind`. */
export type LegalDocumentKind =
  | 'LAW'
  | 'DECREE'
  | 'RESOLUTION'
  | 'DECISION'
  | 'DIRECTIVE'
  | 'CIRCULAR'
  | 'OFFICIAL_LETTER';

/** A legal instrument. An open `inForceTo` is `OPEN_TO`. */
export interface LegalDocumentRow {
  readonly uid: string;
  readonly number: string;
  readonly kind: LegalDocumentKind;
  readonly title: string;
  readonly issuedOn: Day;
  readonly issuer: string;
  readonly inForceFrom: Day | null;
  readonly inForceTo: Day;
  /** The uids of what it replaces, joined by spaces. */
  readonly replaces: string;
  /** Sentences, one a line. */
  readonly obliges: string;
  readonly verified: number;
}

/** The table of legal instruments. */
export const LegalDocumentEntity = new EntitySchema<LegalDocumentRow>({
  name: 'LegalDocument',
  tableName: 'legal_document',
  columns: {
    uid: { type: 'varchar', primary: true },
    number: { type: 'varchar' },
    kind: { type: 'varchar' },
    title: { type: 'varchar' },
    issuedOn: { name: 'issued_on', type: 'varchar' },
    issuer: { type: 'varchar' },
    inForceFrom: { name: 'in_force_from', type: 'varchar', nullable: true },
    inForceTo: { name: 'in_force_to', type: 'varchar' },
    replaces: { type: 'varchar' },
    obliges: { type: 'varchar' },
    verified: { name: 'is_verified', type: 'int' },
  },
});
