import { foldText, OPEN_TO, personSortKeyOf } from '@phat-ngon/kit';
import type { ContactPointRow } from './spokesperson/contact-point.entity.js';
import type { ConfirmationRow, PublicationRow } from './spokesperson/record-facts.entity.js';
import type { SpokespersonRow, StoredSpokespersonRow } from './spokesperson/spokesperson.entity.js';

/** A spokesperson with all that belongs to the record: what is written as one, and what the log keeps. */
export interface SpokespersonRecord extends Omit<SpokespersonRow, 'hasPhone' | 'hasEmail' | 'synthetic' | 'version'> {
  readonly synthetic: boolean;
  readonly contacts: readonly Omit<ContactPointRow, 'holderUid' | 'number'>[];
  /** The first is the verification, if the record was verified. */
  readonly confirmations: readonly Omit<ConfirmationRow, 'spokespersonUid'>[];
  readonly publications: readonly Omit<PublicationRow, 'spokespersonUid'>[];
}

/** The rows of a record. */
export interface RecordRows {
  readonly row: StoredSpokespersonRow;
  readonly contacts: readonly ContactPointRow[];
  readonly confirmations: readonly ConfirmationRow[];
  readonly publications: readonly PublicationRow[];
}

/** The rows of a record in a version: what is searched, sorted and counted by is derived here and nowhere else. */
export function rowsOfRecord(record: SpokespersonRecord, version: number): RecordRows {
  const { contacts, confirmations, publications, synthetic, ...plain } = record;
  const forPress = contacts.filter((contact) => contact.visibility !== 'AUTHORITY');
  return {
    row: {
      ...plain,
      version,
      synthetic: Number(synthetic),
      hasPhone: Number(forPress.some((contact) => contact.channel === 'PHONE')),
      hasEmail: Number(forPress.some((contact) => contact.channel === 'EMAIL')),
      foldedName: foldText(plain.fullName),
      foldedPosition: foldText(plain.positionTitle),
      sortName: personSortKeyOf(plain.fullName),
    },
    contacts: contacts.map((contact, index) => ({ holderUid: plain.uid, number: index + 1, ...contact })),
    confirmations: confirmations.map((confirmation) => ({ spokespersonUid: plain.uid, ...confirmation })),
    publications: publications.map((publication) => ({ spokespersonUid: plain.uid, ...publication })),
  };
}

/** The state of a record while its end was open, as the log has it at its beginning. */
export function openState(record: SpokespersonRecord): SpokespersonRecord {
  return { ...record, validTo: OPEN_TO };
}
