import type { Day, Tier } from '@phat-ngon/kit';
import type { SpokespersonRecord } from '../../record.js';
import type { SpeakerRole } from '../../spokesperson/spokesperson.entity.js';
import type { ColumnKey } from '../layout/columns.js';

type Contact = SpokespersonRecord['contacts'][number];

/** Which agency a row is about, as far as it says. */
export interface NamedAgency {
  readonly uid: string | null;
  /** As it stands in the file: zeros at its beginning may be gone. */
  readonly unitCode: string | null;
  readonly tier: Tier | null;
  readonly name: string | null;
  /** The name of a province, or its code. */
  readonly province: string | null;
}

/** What a row says of a person; what it leaves out stays. */
export type RowFacts = Partial<
  Pick<
    SpokespersonRecord,
    'fullName' | 'positionTitle' | 'decisionNumber' | 'documentNumber' | 'documentIssuedOn' | 'matter' | 'validFrom'
  >
>;

/** A row of a file, read: what it says in the words of the records. */
export interface ImportRow {
  readonly line: number;
  readonly recordUid: string | null;
  readonly agency: NamedAgency;
  readonly role: SpeakerRole;
  readonly facts: RowFacts;
  /** The first day after the term; null where the row says nothing of an end. */
  readonly validTo: Day | null;
  /** One of each kind at most: a phone of the office, an address, a phone of the person's own. */
  readonly contacts: readonly Contact[];
  /** Where the columns stand, for what is to be said of them later. */
  readonly columns: Readonly<Partial<Record<ColumnKey, number>>>;
}

/** The kinds of contacts a file has columns for. */
export const SLOTS = ['phone', 'email', 'privatePhone'] as const;

/** One of {@link SLOTS}. */
export type Slot = (typeof SLOTS)[number];

/** The column a contact belongs to; null for one that files have no column for. */
export function slotOf({ channel, line }: Pick<Contact, 'channel' | 'line'>): Slot | null {
  if (line === 'PRIVATE') return channel === 'PHONE' ? 'privatePhone' : null;
  return channel === 'PHONE' ? 'phone' : 'email';
}

/** The contact of a record in a column: the first of its kind. */
export function contactIn(contacts: readonly Contact[], slot: Slot): Contact | undefined {
  return contacts.find((contact) => slotOf(contact) === slot);
}
