import { EntitySchema } from 'typeorm';

/** `enum Visibility`: who may see a contact point. */
export type Visibility = 'PUBLIC' | 'PRESS' | 'AUTHORITY';

/** A way to reach the holder of a record. */
export interface ContactPointRow {
  readonly holderUid: string;
  readonly number: number;
  readonly channel: 'PHONE' | 'EMAIL';
  /** E.164 (a phone) or an addr-spec (an e-mail). */
  readonly value: string;
  /** As it came in. */
  readonly rawValue: string;
  readonly line: 'OFFICIAL' | 'PRIVATE';
  readonly visibility: Visibility;
  readonly publicationBasis: 'LEGAL_DUTY' | 'CONSENT';
}

/** The table of contact points. */
export const ContactPointEntity = new EntitySchema<ContactPointRow>({
  name: 'ContactPoint',
  tableName: 'contact_point',
  columns: {
    holderUid: { name: 'holder_uid', type: 'varchar', primary: true },
    number: { type: 'int', primary: true },
    channel: { type: 'varchar' },
    value: { type: 'varchar' },
    rawValue: { name: 'raw_value', type: 'varchar' },
    line: { type: 'varchar' },
    visibility: { type: 'varchar' },
    publicationBasis: { name: 'publication_basis', type: 'varchar' },
  },
});
