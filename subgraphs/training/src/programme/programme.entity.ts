import type { Day } from '@phat-ngon/kit';
import { EntitySchema } from 'typeorm';

/** A programme of policy communication. */
export interface ProgrammeRow {
  readonly uid: string;
  readonly title: string;
  readonly titleEn: string;
  readonly startedOn: Day;
  /** The uids of the instruments it rests on, joined by spaces. */
  readonly legalDocuments: string;
}

/** The table of programmes. */
export const ProgrammeEntity = new EntitySchema<ProgrammeRow>({
  name: 'Programme',
  tableName: 'programme',
  columns: {
    uid: { type: 'varchar', primary: true },
    title: { type: 'varchar' },
    titleEn: { name: 'title_en', type: 'varchar' },
    startedOn: { name: 'started_on', type: 'varchar' },
    legalDocuments: { name: 'legal_documents', type: 'varchar' },
  },
});
