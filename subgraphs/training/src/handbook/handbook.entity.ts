import type { Day } from '@phat-ngon/kit';
import { EntitySchema } from 'typeorm';

/** An edition of the handbook. */
export interface EditionRow {
  readonly uid: string;
  readonly edition: number;
  readonly title: string;
  readonly state: 'DRAFT' | 'ISSUED';
  readonly issuedOn: Day | null;
  readonly synthetic: number;
}

/** The table of editions. */
export const EditionEntity = new EntitySchema<EditionRow>({
  name: 'HandbookEdition',
  tableName: 'handbook_edition',
  columns: {
    uid: { type: 'varchar', primary: true },
    edition: { type: 'int' },
    title: { type: 'varchar' },
    state: { type: 'varchar' },
    issuedOn: { name: 'issued_on', type: 'varchar', nullable: true },
    synthetic: { name: 'is_synthetic', type: 'int' },
  },
});

/** A chapter of an edition. */
export interface ChapterRow {
  readonly editionUid: string;
  readonly number: number;
  readonly title: string;
}

/** The table of chapters. */
export const ChapterEntity = new EntitySchema<ChapterRow>({
  name: 'Chapter',
  tableName: 'chapter',
  columns: {
    editionUid: { name: 'edition_uid', type: 'varchar', primary: true },
    number: { type: 'int', primary: true },
    title: { type: 'varchar' },
  },
});
