import type { Day } from '@phat-ngon/kit';
import { EntitySchema } from 'typeorm';

/** An agency's word that a record still holds; verification by the authority counts as the first. */
export interface ConfirmationRow {
  readonly spokespersonUid: string;
  readonly confirmedOn: Day;
  readonly confirmedAt: string;
  readonly confirmedBy: string;
}

/** The table of confirmations: one a record and day. */
export const ConfirmationEntity = new EntitySchema<ConfirmationRow>({
  name: 'Confirmation',
  tableName: 'confirmation',
  columns: {
    spokespersonUid: { name: 'spokesperson_uid', type: 'varchar', primary: true },
    confirmedOn: { name: 'confirmed_on', type: 'varchar', primary: true },
    confirmedAt: { name: 'confirmed_at', type: 'varchar' },
    confirmedBy: { name: 'confirmed_by', type: 'varchar' },
  },
});

/** Where and when the agency itself made a designation public (Decree 09/2017, art. 3). */
export interface PublicationRow {
  readonly spokespersonUid: string;
  readonly channel: 'PORTAL' | 'WRITTEN_NOTICE' | 'NOTICE_BOARD';
  readonly madeOn: Day;
}

/** The table of the agencies' own publications. */
export const PublicationEntity = new EntitySchema<PublicationRow>({
  name: 'Publication',
  tableName: 'publication',
  columns: {
    spokespersonUid: { name: 'spokesperson_uid', type: 'varchar', primary: true },
    channel: { type: 'varchar', primary: true },
    madeOn: { name: 'made_on', type: 'varchar' },
  },
});
