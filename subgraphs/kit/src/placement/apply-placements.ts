import type { EntityManager, EntitySchema, ObjectLiteral } from 'typeorm';
import { insertRows } from '../database/insert-rows.js';
import { inSlices } from '../federation/load-by-key.js';
import { foldText } from '../text/fold.js';
import { sortKeyOf } from '../text/sort-key.js';
import { OPEN_TO } from '../view/calendar-date.js';
import {
  PlacedAgencyEntity,
  PlacedUnitEntity,
  type PlacedUnitRow,
  type StoredPlacedAgencyRow,
} from './placement.entity.js';
import { PLACEMENT_TYPES, type PlacedAgency, type PlacedUnit } from './placement.js';

/** A state to apply, in the order of its source. */
export interface PlacementState {
  readonly type: string;
  readonly state: unknown;
}

interface Versioned extends ObjectLiteral {
  readonly uid: string;
  readonly version: number;
  readonly validFrom: string;
  readonly validTo: string;
}

/**
 * Writes placement states: each replaces the row of its uid and version, and a version that follows an open one closes it.
 * Idempotent, so that a snapshot and the log behind it may overlap. States of other types are passed over.
 */
export async function applyPlacements(manager: EntityManager, states: readonly PlacementState[]): Promise<void> {
  const units = states
    .filter((item) => item.type === PLACEMENT_TYPES.unit)
    .map((item) => unitRow(item.state as PlacedUnit));
  const agencies = states
    .filter((item) => item.type === PLACEMENT_TYPES.agency)
    .map((item) => agencyRow(item.state as PlacedAgency));
  await replace(manager, PlacedUnitEntity, units);
  await replace(manager, PlacedAgencyEntity, agencies);
}

async function replace<Row extends Versioned>(
  manager: EntityManager,
  entity: EntitySchema<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  // The last state of a row in the batch is the one that counts; Map keeps insertion order, so delete first to move it to the end.
  const latest = new Map<string, Row>();
  for (const row of rows) {
    closePrevious(latest, row);
    latest.set(keyOf(row.uid, row.version), row);
  }
  const batch = [...latest.values()];
  await inSlices(batch, async (slice) => {
    await removeRows(manager, entity, slice);
    return [];
  });
  await insertRows(manager, entity, batch);
  await closeStored(manager, entity, batch, latest);
}

function keyOf(uid: string, version: number): string {
  return `${uid}#${version}`;
}

function closePrevious<Row extends Versioned>(latest: Map<string, Row>, row: Row): void {
  const key = keyOf(row.uid, row.version - 1);
  const previous = latest.get(key);
  if (previous && previous.validTo === OPEN_TO) latest.set(key, { ...previous, validTo: row.validFrom });
}

async function removeRows<Row extends Versioned>(
  manager: EntityManager,
  entity: EntitySchema<Row>,
  rows: readonly Row[],
): Promise<void> {
  const byVersion = new Map<number, string[]>();
  for (const row of rows) byVersion.set(row.version, [...(byVersion.get(row.version) ?? []), row.uid]);
  for (const [version, uids] of byVersion) {
    await manager
      .createQueryBuilder()
      .delete()
      .from(entity)
      .where('version = :version AND uid IN (:...uids)', { version, uids })
      .execute();
  }
}

/** A predecessor that is not in the batch lies in the table: close it there. */
async function closeStored<Row extends Versioned>(
  manager: EntityManager,
  entity: EntitySchema<Row>,
  batch: readonly Row[],
  latest: ReadonlyMap<string, Row>,
): Promise<void> {
  const following = batch.filter((row) => row.version > 1 && !latest.has(keyOf(row.uid, row.version - 1)));
  const table = manager.connection.getMetadata(entity).tablePath;
  for (const row of following) {
    await manager.query(`UPDATE ${table} SET valid_to = ? WHERE uid = ? AND version = ? AND valid_to = ?`, [
      row.validFrom,
      row.uid,
      row.version - 1,
      OPEN_TO,
    ]);
  }
}

function unitRow(state: PlacedUnit): PlacedUnitRow {
  const { uid, version, level, code, name, region, parentUid, path, sortOfficial, validFrom, validTo, heirs } = state;
  return {
    uid,
    version,
    level,
    code,
    name,
    region,
    parentUid,
    path,
    sortOfficial,
    validFrom,
    validTo,
    heirs: heirs.join(' '),
  };
}

function agencyRow(state: PlacedAgency): StoredPlacedAgencyRow {
  const { uid, version, tier, kind, name, unitUid, parentUid, path, sortOfficial, validFrom, validTo } = state;
  return {
    uid,
    version,
    tier,
    kind,
    name,
    unitUid,
    parentUid,
    path,
    sortOfficial,
    validFrom,
    validTo,
    foldedName: foldText(name),
    sortName: sortKeyOf(name),
  };
}
