import {
  type ChangeDraft,
  type Day,
  groupRows,
  insertRows,
  OPEN_TO,
  PlacedAgencyEntity,
  type PlacedAgencyRow,
  type ProgressListener,
  type SubgraphParts,
} from '@phat-ngon/kit';
import { FocalPointEntity, OfficerEntity } from './agency/staff.entity.js';
import { DataCallEntity, type DataCallRow, ResponseEntity } from './data-call/data-call.entity.js';
import type { Kept, KeptState } from './keeping/kept.js';
import { type FocalPointState, focalPointRow, type OfficerState, officerRow } from './keeping/staff.keepers.js';
import { openState, rowsOfRecord, type SpokespersonRecord } from './record.js';
import { insertRecords } from './record.store.js';
import { buildDataCall, type SeededCall } from './seed/build-data-call.js';
import { buildNetwork } from './seed/build-network.js';

/**
 * Fills an empty network in one transaction with fictional people for the agencies it has learned of: rows as they stand, and
 * the log as it would have been written, day by day.
 */
export async function seedNetwork(parts: SubgraphParts, progress: ProgressListener): Promise<void> {
  const agencies = await parts.database.reader.find(PlacedAgencyEntity);
  const network = buildNetwork(agencies);
  const asked = buildDataCall(agencies, network.records);
  const written = network.records.map((record) => rowsOfRecord(record, versionOf(record)));
  const pathOf = pathsOf(agencies);
  const drafts = inOrderOfEvents([
    ...recordEvents(network.records, pathOf),
    ...postEvents('focalPoint', network.focalPoints, pathOf),
    ...postEvents('communicationOfficer', network.officers, pathOf),
    ...callEvents(asked, pathOf),
  ]);
  const responses = asked.histories.flatMap((steps) => steps.at(-1)?.row ?? []);
  progress.begin('spokespersons: the fictional network', written.length + drafts.length);
  await parts.log.write(async ({ manager, append }) => {
    const advance = (count: number): void => progress.advance(count);
    await insertRecords(manager, written, advance);
    await insertRows(manager, FocalPointEntity, network.focalPoints.map(firstVersion).map(focalPointRow));
    await insertRows(manager, OfficerEntity, network.officers.map(firstVersion).map(officerRow));
    await insertRows(manager, DataCallEntity, [asked.call]);
    await insertRows(manager, ResponseEntity, responses);
    await append(drafts, advance);
  });
  progress.end();
  progress.note(`spokespersons: ${written.length} fictional records (synthetic: true), fixed by a seed number`);
}

/** The path of an agency on a day; of one that has ended, its last. */
type PathOf = (uid: string, day: Day) => string;

function pathsOf(agencies: readonly PlacedAgencyRow[]): PathOf {
  const versions = groupRows(agencies, (row) => row.uid);
  return (uid, day) => {
    const begun = (versions.get(uid) ?? []).filter((row) => row.validFrom <= day);
    return begun.find((row) => begun.every((other) => other.version <= row.version))?.path ?? '';
  };
}

interface Event {
  readonly on: Day;
  readonly draft: ChangeDraft;
}

function firstVersion<State extends KeptState>(state: State): Kept<State> {
  return { state, version: 1 };
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
      actor: 'seed',
    } as const;
    const open = openState(record);
    const appointed: ChangeDraft = {
      ...shared,
      kind: 'APPOINTED',
      path: pathOf(record.agencyUid, record.validFrom),
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
      path: pathOf(record.agencyUid, record.validTo),
      version: 2,
      effectiveFrom: record.validTo,
      before: open,
      after: record,
    };
    return [...events, { on: record.validTo, draft: ended }];
  });
}

function postEvents(type: string, rows: readonly (FocalPointState | OfficerState)[], pathOf: PathOf): readonly Event[] {
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

function callEvents({ call, histories }: SeededCall, pathOf: PathOf): readonly Event[] {
  const shared = { cause: 'SEED', actor: 'seed' } as const;
  const open: DataCallRow = { ...call, version: 1, closedOn: null };
  const ofCall = { ...shared, type: 'dataCall', entityId: call.uid, agencyUid: null, path: '' } as const;
  const { askedOn, closedOn } = call;
  const opened = { kind: 'OPENED', version: 1, effectiveFrom: askedOn, before: null, after: open };
  const closed = { kind: 'CLOSED', version: 2, effectiveFrom: closedOn ?? askedOn, before: open, after: call };
  const steps = histories.flatMap((history) =>
    history.map(({ on, kind, row }, index): Event => {
      const { dataCallUid, agencyUid, version } = row;
      const of = { type: 'dataCallResponse', entityId: `${dataCallUid}.${agencyUid}`, agencyUid, version };
      const states = { before: history[index - 1]?.row ?? null, after: row };
      return { on, draft: { ...shared, ...of, kind, path: pathOf(agencyUid, on), effectiveFrom: on, ...states } };
    }),
  );
  const ofItself = [opened, closed].map((step): Event => ({ on: step.effectiveFrom, draft: { ...ofCall, ...step } }));
  return [...ofItself, ...steps];
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
