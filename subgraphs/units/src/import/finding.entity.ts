import { EntitySchema } from 'typeorm';
import type { FindingKind } from '../seed/register.js';

/** What the import did to one row of its sources. */
export interface FindingRow {
  readonly id: number;
  readonly source: string;
  readonly table: string;
  readonly row: string;
  readonly kind: FindingKind;
  readonly messageVi: string;
  readonly messageEn: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Findings of the import, in the order of its reading. */
export const FindingEntity = new EntitySchema<FindingRow>({
  name: 'ImportFinding',
  tableName: 'import_finding',
  columns: {
    id: { type: 'int', primary: true },
    source: { type: 'varchar' },
    table: { name: 'source_table', type: 'varchar' },
    row: { name: 'source_row', type: 'varchar' },
    kind: { type: 'varchar' },
    messageVi: { name: 'message_vi', type: 'varchar' },
    messageEn: { name: 'message_en', type: 'varchar' },
    before: { name: 'value_before', type: 'varchar', nullable: true },
    after: { name: 'value_after', type: 'varchar', nullable: true },
  },
});
