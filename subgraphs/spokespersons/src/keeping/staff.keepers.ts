import { columnsOf, foldText, insertRows, personSortKeyOf, rowsAmong } from '@phat-ngon/kit';
import type { EntityManager, EntitySchema } from 'typeorm';
import {
  FocalPointEntity,
  type FocalPointRow,
  OfficerEntity,
  type OfficerRow,
  type StoredOfficerRow,
} from '../agency/staff.entity.js';
import { deleteRows } from './delete-rows.js';
import type { Keeper, Kept, KeptState } from './kept.js';

/** A press-information post (see {@link FocalPointRow}). */
export interface FocalPointState extends KeptState {
  readonly name: string;
  readonly holderUid: string | null;
}

/** A member of the policy-communication staff (see {@link OfficerRow}). */
export interface OfficerState extends KeptState {
  readonly fullName: string;
  readonly positionTitle: string;
}

/** Keeps focal points. */
export const focalPointKeeper: Keeper<FocalPointState> = {
  type: 'focalPoint',
  read: async (manager, uids) =>
    keptByUid((await rowsOfUids<FocalPointRow>(manager, FocalPointEntity, uids)).map(plain)),
  write: (manager, records) => replaceRows(manager, FocalPointEntity, records.map(focalPointRow)),
};

/** Keeps policy-communication staff. */
export const officerKeeper: Keeper<OfficerState> = {
  type: 'communicationOfficer',
  read: async (manager, uids) => keptByUid((await rowsOfUids<OfficerRow>(manager, OfficerEntity, uids)).map(plain)),
  write: (manager, records) => replaceRows(manager, OfficerEntity, records.map(officerRow)),
};

/** The row of a focal point. */
export function focalPointRow({ state, version }: Kept<FocalPointState>): FocalPointRow {
  return { ...state, version, synthetic: Number(state.synthetic) };
}

/** The row of a member of the staff, with what it is searched and sorted by. */
export function officerRow({ state, version }: Kept<OfficerState>): StoredOfficerRow {
  const { fullName } = state;
  const derived = { foldedName: foldText(fullName), sortName: personSortKeyOf(fullName) };
  return { ...state, version, synthetic: Number(state.synthetic), ...derived };
}

function plain<Row extends { readonly version: number; readonly synthetic: number }>(
  row: Row,
): { readonly state: Omit<Row, 'version' | 'synthetic'> & { readonly synthetic: boolean }; readonly version: number } {
  const { version, synthetic, ...rest } = row;
  return { state: { ...rest, synthetic: synthetic === 1 }, version };
}

function keptByUid<State extends KeptState>(records: readonly Kept<State>[]): ReadonlyMap<string, Kept<State>> {
  return new Map(records.map((record) => [record.state.uid, record]));
}

function rowsOfUids<Row extends { readonly uid: string }>(
  manager: EntityManager,
  entity: EntitySchema<Row> | EntitySchema<StoredOfficerRow>,
  uids: readonly string[],
): Promise<readonly Row[]> {
  const from = `${entity.options.tableName} v`;
  return rowsAmong<Row>({ reader: manager }, { columns: columnsOf(entity), from, key: 'v.uid', order: 'v.uid' }, uids);
}

async function replaceRows<Row extends { readonly uid: string }>(
  manager: EntityManager,
  entity: EntitySchema<Row>,
  rows: readonly Row[],
): Promise<void> {
  const table = entity.options.tableName ?? '';
  await deleteRows(
    manager,
    table,
    'uid',
    rows.map((row) => row.uid),
  );
  await insertRows(manager, entity, rows);
}
