import type { Day } from '@phat-ngon/kit';
import { EntitySchema } from 'typeorm';
import type { LineageKind } from '../seed/register.js';

/** What a link of lineage connects. */
export type SuccessionOf = 'unit' | 'agency';

/** A sourced link of lineage. */
export interface SuccessionRow {
  readonly of: SuccessionOf;
  readonly fromUid: string;
  readonly toUid: string;
  readonly date: Day;
  readonly extent: 'FULL' | 'PARTIAL';
  readonly kind: LineageKind;
  readonly documentNumber: string | null;
  readonly documentTitle: string | null;
  readonly documentIssuedOn: Day | null;
}

/** Links of lineage, of units and of agencies. */
export const SuccessionEntity = new EntitySchema<SuccessionRow>({
  name: 'Succession',
  tableName: 'succession',
  columns: {
    of: { name: 'succession_of', type: 'varchar', primary: true },
    fromUid: { name: 'from_uid', type: 'varchar', primary: true },
    toUid: { name: 'to_uid', type: 'varchar', primary: true },
    date: { name: 'effective_on', type: 'varchar' },
    extent: { type: 'varchar' },
    kind: { type: 'varchar' },
    documentNumber: { name: 'document_number', type: 'varchar', nullable: true },
    documentTitle: { name: 'document_title', type: 'varchar', nullable: true },
    documentIssuedOn: { name: 'document_issued_on', type: 'varchar', nullable: true },
  },
});
