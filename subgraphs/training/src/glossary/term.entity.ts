import { EntitySchema } from 'typeorm';

/** A term in both languages. */
export interface TermRow {
  readonly uid: string;
  readonly position: number;
  readonly vi: string;
  readonly en: string;
  readonly definition: string;
  readonly schemaName: string | null;
  readonly foldedVi: string;
  readonly foldedEn: string;
}

/** The table of terms. */
export const TermEntity = new EntitySchema<TermRow>({
  name: 'Term',
  tableName: 'term',
  columns: {
    uid: { type: 'varchar', primary: true },
    position: { type: 'int' },
    vi: { type: 'varchar' },
    en: { type: 'varchar' },
    definition: { type: 'varchar' },
    schemaName: { name: 'schema_name', type: 'varchar', nullable: true },
    foldedVi: { name: 'folded_vi', type: 'varchar', select: false },
    foldedEn: { name: 'folded_en', type: 'varchar', select: false },
  },
});
