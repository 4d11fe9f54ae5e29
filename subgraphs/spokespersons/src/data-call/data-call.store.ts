import {
  addDays,
  allOf,
  columnsOf,
  type Day,
  groupRows,
  isIn,
  type Reading,
  rowsAmong,
  rowsOf,
  type Tier,
} from '@phat-ngon/kit';
import DataLoader from 'dataloader';
import {
  DataCallEntity,
  type DataCallRow,
  type DataCallState,
  ResponseEntity,
  type ResponseRow,
} from './data-call.entity.js';

/** The columns of a data call under alias `v`. */
export const DATA_CALL_COLUMNS = columnsOf(DataCallEntity);

/** The columns of a response under alias `v`. */
export const RESPONSE_COLUMNS = columnsOf(ResponseEntity);

/** How many agencies of a tier and a province stand where. */
export interface ResponseCount {
  readonly dataCallUid: string;
  readonly tier: Tier;
  readonly provinceUid: string | null;
  readonly state: DataCallState;
  readonly count: number;
}

/** The loaders of data calls, for one request. */
export interface DataCallLoaders {
  readonly byUid: DataLoader<string, DataCallRow | null>;
  /** By call: what its progress is added up from. */
  readonly counts: DataLoader<string, readonly ResponseCount[]>;
  /** By agency, the latest call first. */
  readonly responsesOf: DataLoader<string, readonly ResponseRow[]>;
}

/** Makes the loaders. */
export function dataCallLoaders(reading: Reading): DataCallLoaders {
  return {
    byUid: new DataLoader(async (uids) => {
      const found = await dataCallsByUid(reading, uids);
      return uids.map((uid) => found.get(uid) ?? null);
    }),
    counts: new DataLoader(async (uids) => {
      const groups = groupRows(await countsOf(reading, uids), (row) => row.dataCallUid);
      return uids.map((uid) => groups.get(uid) ?? []);
    }),
    responsesOf: new DataLoader(async (agencyUids) => {
      const from = 'data_call_response v JOIN data_call d ON d.uid = v.data_call_uid';
      const order = 'v.agency_uid, d.asked_on DESC, d.uid DESC';
      const select = { columns: RESPONSE_COLUMNS, from, key: 'v.agency_uid', order };
      const groups = groupRows(await rowsAmong<ResponseRow>(reading, select, agencyUids), (row) => row.agencyUid);
      return agencyUids.map((uid) => groups.get(uid) ?? []);
    }),
  };
}

/** The calls of these uids that there are. */
export async function dataCallsByUid(
  reading: Reading,
  uids: readonly string[],
): Promise<ReadonlyMap<string, DataCallRow>> {
  const select = { columns: DATA_CALL_COLUMNS, from: 'data_call v', key: 'v.uid', order: 'v.uid' };
  return new Map((await rowsAmong<DataCallRow>(reading, select, uids)).map((row) => [row.uid, row]));
}

/** The responses of some agencies to a call, by agency. */
export async function responsesTo(
  reading: Reading,
  dataCallUid: string,
  agencyUids: readonly string[],
): Promise<ReadonlyMap<string, ResponseRow>> {
  const where = { sql: 'v.data_call_uid = ?', parameters: [dataCallUid] };
  const from = 'data_call_response v';
  const select = { columns: RESPONSE_COLUMNS, from, key: 'v.agency_uid', where, order: 'v.agency_uid' };
  return new Map((await rowsAmong<ResponseRow>(reading, select, agencyUids)).map((row) => [row.agencyUid, row]));
}

/** The calls that were open when their last day for an answer ended, on the eve of a day, and to which somebody owed one. */
export function overdueOn(reading: Reading, day: Day): Promise<readonly DataCallRow[]> {
  const owing =
    "EXISTS (SELECT 1 FROM data_call_response r WHERE r.data_call_uid = v.uid AND r.state IN ('ASKED', 'RETURNED'))";
  const sql = `SELECT ${DATA_CALL_COLUMNS} FROM data_call v WHERE v.due_on = ? AND (v.closed_on IS NULL OR v.closed_on >= ?) AND ${owing} ORDER BY v.uid`;
  return rowsOf<DataCallRow>(reading, sql, [addDays(day, -1), day]);
}

async function countsOf(reading: Reading, uids: readonly string[]): Promise<readonly ResponseCount[]> {
  const where = allOf([isIn('v.data_call_uid', uids)]);
  const keys = 'v.data_call_uid, v.tier, v.province_uid, v.state';
  const sql =
    'SELECT v.data_call_uid AS `dataCallUid`, v.tier AS `tier`, v.province_uid AS `provinceUid`, v.state AS `state`, ' +
    `COUNT(*) AS \`count\` FROM data_call_response v WHERE ${where.sql} GROUP BY ${keys} ORDER BY ${keys}`;
  const rows = await rowsOf<Omit<ResponseCount, 'count'> & { readonly count: number | string }>(
    reading,
    sql,
    where.parameters,
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
