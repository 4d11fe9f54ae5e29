import { insertRows } from '@phat-ngon/kit';
import type { EntityManager } from 'typeorm';
import type { RecordRows } from './record.js';
import { ContactPointEntity } from './spokesperson/contact-point.entity.js';
import { ConfirmationEntity, PublicationEntity } from './spokesperson/record-facts.entity.js';
import { SpokespersonEntity } from './spokesperson/spokesperson.entity.js';

/** Inserts records with all that belongs to them, in a transaction of the change log. `onInserted` hears how many at a time. */
export async function insertRecords(
  manager: EntityManager,
  records: readonly RecordRows[],
  onInserted?: (count: number) => void,
): Promise<void> {
  const rows = records.map((record) => record.row);
  await insertRows(manager, SpokespersonEntity, rows, onInserted);
  const contacts = records.flatMap((record) => record.contacts);
  await insertRows(manager, ContactPointEntity, contacts);
  const confirmations = records.flatMap((record) => record.confirmations);
  await insertRows(manager, ConfirmationEntity, confirmations);
  const publications = records.flatMap((record) => record.publications);
  await insertRows(manager, PublicationEntity, publications);
}
