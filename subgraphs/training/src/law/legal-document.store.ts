import { allOf, type Condition, columnsOf, type Database, readAnyDay, rowsAmong, rowsOf } from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import { LegalDocumentEntity, type LegalDocumentKind, type LegalDocumentRow } from './legal-document.entity.js';

const COLUMNS = columnsOf(LegalDocumentEntity);
const ORDER = 'v.issued_on, v.uid';

/** Instruments by uid, for one request. */
export type LegalDocumentLoader = DataLoader<string, LegalDocumentRow | null>;

/** Makes the loader. */
export function legalDocumentLoader(database: Database): LegalDocumentLoader {
  return new DataLoader(async (uids) => {
    const select = { columns: COLUMNS, from: 'legal_document v', key: 'v.uid', order: ORDER };
    const rows = new Map((await rowsAmong<LegalDocumentRow>(database, select, uids)).map((row) => [row.uid, row]));
    return uids.map((uid) => rows.get(uid) ?? null);
  });
}

/** Instruments by their uids joined by spaces; those that are not held are left out. */
export async function documentsOf(uids: string, loader: LegalDocumentLoader): Promise<readonly LegalDocumentRow[]> {
  const found = await Promise.all(
    uids
      .split(' ')
      .filter((uid) => uid !== '')
      .map((uid) => loader.load(uid)),
  );
  return found.filter((row) => row !== null);
}

/** Arguments of `Query.legalDocuments`. */
export interface LegalDocumentsArguments {
  readonly kind?: LegalDocumentKind | null;
  readonly inForceOn?: unknown;
}

/** `Query.legalDocuments`. @throws PublicError `BAD_USER_INPUT` for a malformed day. */
export function listLegalDocuments(
  { kind, inForceOn }: LegalDocumentsArguments,
  database: Database,
): Promise<readonly LegalDocumentRow[]> {
  const conditions: Condition[] = [];
  if (kind) conditions.push({ sql: 'v.kind = ?', parameters: [kind] });
  if (inForceOn !== null && inForceOn !== undefined) {
    // Instruments are older than the register: any day may be asked for.
    const day = readAnyDay(inForceOn, 'inForceOn');
    conditions.push({ sql: 'v.in_force_from <= ? AND v.in_force_to > ?', parameters: [day, day] });
  }
  const where = allOf(conditions);
  return rowsOf(
    database,
    `SELECT ${COLUMNS} FROM legal_document v WHERE ${where.sql} ORDER BY ${ORDER}`,
    where.parameters,
  );
}
