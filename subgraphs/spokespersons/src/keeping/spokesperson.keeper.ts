import type { EntityManager } from 'typeorm';
import { rowsOfRecord, type SpokespersonRecord } from '../record.js';
import { insertRecords } from '../record.store.js';
import type { SpokespersonRow } from '../spokesperson/spokesperson.entity.js';
import { spokespersonLoaders } from '../spokesperson/spokesperson.store.js';
import { deleteRows } from './delete-rows.js';
import type { Keeper, Kept } from './kept.js';

/** The tables of what belongs to a record, by the column that names it. */
const BELONGINGS = [
  ['contact_point', 'holder_uid'],
  ['confirmation', 'spokesperson_uid'],
  ['publication', 'spokesperson_uid'],
  ['spokesperson', 'uid'],
] as const;

/** Keeps spokespersons with their contacts, confirmations and publications. */
export const spokespersonKeeper: Keeper<SpokespersonRecord> = {
  type: 'spokesperson',
  read: readRecords,
  write: async (manager, records) => {
    const uids = records.map(({ state }) => state.uid);
    for (const [table, columnName] of BELONGINGS) await deleteRows(manager, table, columnName, uids);
    await insertRecords(
      manager,
      records.map(({ state, version }) => rowsOfRecord(state, version)),
    );
  },
};

async function readRecords(
  manager: EntityManager,
  uids: readonly string[],
): Promise<ReadonlyMap<string, Kept<SpokespersonRecord>>> {
  const loaders = spokespersonLoaders({ reader: manager });
  const rows = (await loaders.byUid.loadMany([...uids])).filter(isRow);
  const records = await Promise.all(
    rows.map(async (row): Promise<Kept<SpokespersonRecord>> => {
      const [contacts, confirmations, publications] = await Promise.all([
        loaders.contacts.load(row.uid),
        loaders.confirmations.load(row.uid),
        loaders.publications.load(row.uid),
      ]);
      const { version, hasPhone, hasEmail, synthetic, ...plain } = row;
      const state: SpokespersonRecord = {
        ...plain,
        synthetic: synthetic === 1,
        contacts: contacts.map(({ holderUid, number, ...contact }) => contact),
        confirmations: confirmations.map(({ spokespersonUid, ...confirmation }) => confirmation),
        publications: publications.map(({ spokespersonUid, ...publication }) => publication),
      };
      return { state, version };
    }),
  );
  return new Map(records.map((record) => [record.state.uid, record]));
}

function isRow(found: SpokespersonRow | Error | null): found is SpokespersonRow {
  if (found instanceof Error) throw found;
  return found !== null;
}
