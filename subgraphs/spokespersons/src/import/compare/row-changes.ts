import { OPEN_TO } from '@phat-ngon/kit';
import type { SpokespersonRecord } from '../../record.js';
import { COLUMNS } from '../layout/columns.js';
import { contactIn, type ImportRow, slotOf } from '../normalise/import-row.js';
import { cellsOf, PERSON_COLUMNS, type RecordCells } from '../normalise/record-cells.js';
import type { Difference, RowBeginning } from './outcome.js';

type Contact = SpokespersonRecord['contacts'][number];

/** What a row says otherwise than a record; what it leaves out stays. Its end is no correction. */
export function changesOf({ facts, contacts }: ImportRow, record: SpokespersonRecord): Partial<SpokespersonRecord> {
  const said: Readonly<Record<string, unknown>> = facts;
  const held: Readonly<Record<string, unknown>> = { ...record };
  const changed = Object.fromEntries(Object.entries(said).filter(([field, value]) => value !== held[field]));
  const merged = contacts.reduce(withContact, record.contacts);
  return { ...changed, ...(merged === record.contacts ? {} : { contacts: merged }) };
}

/** Puts a contact in the place of the record's own of its kind. A list says nothing of how an office number is shown: that stays. */
function withContact(contacts: readonly Contact[], said: Contact): readonly Contact[] {
  const slot = slotOf(said);
  const held = slot === null ? undefined : contactIn(contacts, slot);
  if (held === undefined) return [...contacts, said];
  const { visibility, publicationBasis } = said.line === 'PRIVATE' ? said : held;
  const isSame =
    held.value === said.value && held.visibility === visibility && held.publicationBasis === publicationBasis;
  if (isSame) return contacts;
  return contacts.map((contact) => (contact === held ? { ...said, visibility, publicationBasis } : contact));
}

/** The cells in which two states of a record differ. */
export function differencesOf(before: SpokespersonRecord, after: SpokespersonRecord): readonly Difference[] {
  return cellDifferences(cellsOf(before), cellsOf(after));
}

/** The cells in which who begins differs from who leaves, or from nobody. */
export function beginningDifferences(
  leaving: SpokespersonRecord | null,
  beginning: RowBeginning,
): readonly Difference[] {
  const after = cellsOf({ ...NOBODY, ...beginning, ...beginning.person, ...beginning.authorisation });
  return cellDifferences(leaving === null ? null : cellsOf(leaving), after);
}

function cellDifferences(before: RecordCells | null, after: RecordCells): readonly Difference[] {
  return PERSON_COLUMNS.flatMap((column) => {
    const [was, is] = [before?.[column] ?? null, after[column]];
    return was === is ? [] : [{ field: COLUMNS[column].heading, before: was, after: is }];
  });
}

const NOBODY: SpokespersonRecord = {
  ...{ uid: '', agencyUid: '', role: 'SPOKESPERSON', fullName: '', positionTitle: '', contacts: [] },
  ...{ decisionNumber: null, documentNumber: null, documentTitle: null, documentIssuedOn: null, matter: null },
  ...{ validFrom: OPEN_TO, validTo: OPEN_TO, endRecordedOn: null, recordedOn: OPEN_TO, publishedOn: null },
  ...{ reviewState: 'PENDING', confirmations: [], publications: [], synthetic: false },
  ...{ sourceDocument: '', sourceImporter: '', sourceFile: null, sourceRow: null },
};
