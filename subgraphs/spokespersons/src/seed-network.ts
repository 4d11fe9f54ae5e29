import {
  type ChangeDraft,
  type Day,
  insertRows,
  OPEN_TO,
  PlacedAgencyEntity,
  type PlacedAgencyRow,
  type ProgressListener,
  type SubgraphParts,
} from '@phat-ngon/kit';
import { FocalPointEntity, type FocalPointRow, OfficerEntity, type OfficerRow } from './agency/staff.entity.js';
import { openState, rowsOfRecord, type SpokespersonRecord } from './record.js';
import { buildNetwork } from './seed/build-network.js';
import { ContactPointEntity } from './spokesperson/contact-point.entity.js';
import { ConfirmationEntity, PublicationEntity } from './spokesperson/record-facts.entity.js';
import { SpokespersonEntity } from './spokesperson/spokesperson.entity.js';

/**
 * Fills an empty network in one transaction with fictional people for the agencies it has learned of: rows as they stand, and
 * the log as it would have been written, day by day.
 */
export async function seedNetwork(parts: SubgraphParts, progress: ProgressListener): Promise<void> {
  const agencies = await parts.database.reader.find(PlacedAgencyEntity);
  const network = buildNetwork(agencies);
  const written = network.records.map((record) => rowsOfRecord(record, versionOf(record)));
  const drafts = inOrderOfEvents([
    ...recordEvents(network.records, pathsOf(agencies)),
    ...postEvents('focalPoint', network.focalPoints, pathsOf(agencies)),
    ...postEvents('communicationOfficer', network.officers, pathsOf(agencies)),
  ]);
  progress.begin('spokespersons: the fictional network', written.length + drafts.length);
  await parts.log.write(async ({ manager, append }) => {
    const advance = (count: number): void => progress.advance(count);
    await insertRows(
      manager,
      SpokespersonEntity,
      written.map((rows) => rows.row),
      advance,
    );
    await insertRows(
      manager,
      ContactPointEntity,
      written.flatMap((rows) => rows.contacts),
    );
    await insertRows(
      manager,
      ConfirmationEntity,
      written.flatMap((rows) => rows.confirmations),
    );
    await insertRows(
      manager,
      PublicationEntity,
      written.flatMap((rows) => rows.publications),
    );
    await insertRows(manager, FocalPointEntity, network.focalPoints);
    await insertRows(manager, OfficerEntity, network.officers);
    await append(drafts, advance);
  });
  progress.end();
  progress.note(`spokespersons: ${written.length} fictional records (synthetic: true), fixed by a seed number`);
}

/** The path of an agency on a day. */
type PathOf = (uid: string, day: Day) => string;

function pathsOf(agencies: readonly PlacedAgencyRow[]): PathOf {
  const versions = new Map<string, PlacedAgencyRow[]>();
  for (const row of agencies) versions.set(row.uid, [...(versions.get(row.uid) ?? []), row]);
  return (uid, day) => {
    const own = versions.get(uid) ?? [];
    return (own.find((row) => row.validFrom <= day && day < row.validTo) ?? own.at(-1))?.path ?? '';
  };
}

interface Event {
  readonly on: Day;
  readonly draft: ChangeDraft;
}

/** A record that has ended was written twice. */
function versionOf(record: SpokespersonRecord): number {
  return record.validTo === OPEN_TO ? 1 : 2;
}

function recordEvents(records: readonly SpokespersonRecord[], pathOf: PathOf): readonly Event[] {
  return records.flatMap((record) => {
    const shared = {
      type: 'spokesperson',
      cause: 'SEED',
      entityId: record.uid,
      agencyUid: record.agencyUid,
      path: pathOf(record.agencyUid, record.validFrom),
      actor: 'seed',
    } as const;
    const open = openState(record);
    const appointed: ChangeDraft = {
      ...shared,
      kind: 'APPOINTED',
      version: 1,
      effectiveFrom: record.validFrom,
      before: null,
      after: open,
    };
    const events = [{ on: record.validFrom, draft: appointed }];
    if (record.validTo === OPEN_TO) return events;
    const ended: ChangeDraft = {
      ...shared,
      kind: 'ENDED',
      version: 2,
      effectiveFrom: record.validTo,
      before: null,
      after: record,
    };
    return [...events, { on: record.validTo, draft: ended }];
  });
}

function postEvents(type: string, rows: readonly (FocalPointRow | OfficerRow)[], pathOf: PathOf): readonly Event[] {
  return rows.map((row) => ({
    on: row.validFrom,
    draft: {
      type,
      kind: 'CREATED',
      cause: 'SEED',
      entityId: row.uid,
      agencyUid: row.agencyUid,
      path: pathOf(row.agencyUid, row.validFrom),
      version: 1,
      effectiveFrom: row.validFrom,
      before: null,
      after: row,
      actor: 'seed',
    },
  }));
}

/** By day; on one day by what it happened to. */
function inOrderOfEvents(events: readonly Event[]): readonly ChangeDraft[] {
  return [...events]
    .sort((a, b) => compare(a.on, b.on) || compare(a.draft.entityId, b.draft.entityId))
    .map((event) => event.draft);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
