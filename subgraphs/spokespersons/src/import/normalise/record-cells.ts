import { addDays, type Day, shownDay } from '@phat-ngon/kit';
import type { SpokespersonRecord } from '../../record.js';
import type { ColumnKey } from '../layout/columns.js';
import { CONSENT_CHOICE, ROLE_CHOICE, VISIBILITY_CHOICE } from '../layout/words.js';
import { contactIn } from './import-row.js';

/** The columns that say something of a person, in the order of the template; those before them say whose record it is. */
export const PERSON_COLUMNS = [
  'role',
  'fullName',
  'positionTitle',
  'phone',
  'email',
  'decisionNumber',
  'documentNumber',
  'documentIssuedOn',
  'matter',
  'validFrom',
  'lastDay',
  'privatePhone',
  'privateVisibility',
  'privateConsent',
] as const satisfies readonly ColumnKey[];

/** One of {@link PERSON_COLUMNS}. */
export type PersonColumn = (typeof PERSON_COLUMNS)[number];

/** What a record says, in the words of a file; null for an empty cell. */
export type RecordCells = Readonly<Record<PersonColumn, string | null>>;

/** Writes a record as a row of a file has it: what is read from these cells makes no difference to it. */
export function cellsOf(record: SpokespersonRecord): RecordCells {
  const { contacts, validFrom, validTo } = record;
  const own = contactIn(contacts, 'privatePhone');
  return {
    role: ROLE_CHOICE.show(record.role),
    fullName: record.fullName,
    positionTitle: record.positionTitle,
    phone: contactIn(contacts, 'phone')?.value ?? null,
    email: contactIn(contacts, 'email')?.value ?? null,
    decisionNumber: record.decisionNumber,
    documentNumber: record.documentNumber,
    documentIssuedOn: record.documentIssuedOn === null ? null : dayCell(record.documentIssuedOn),
    matter: record.matter,
    validFrom: dayCell(validFrom),
    lastDay: shownDay(validTo) === null ? null : dayCell(addDays(validTo, -1)),
    privatePhone: own?.value ?? null,
    privateVisibility: own === undefined ? null : VISIBILITY_CHOICE.show(own.visibility),
    privateConsent: own === undefined ? null : CONSENT_CHOICE.show(own.publicationBasis === 'CONSENT' ? 'YES' : 'NO'),
  };
}

/** A day as files write it: day/month/year. */
function dayCell(day: Day): string {
  return day.split('-').reverse().join('/');
}
