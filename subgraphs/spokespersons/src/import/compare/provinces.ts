import { type Reading, rowsOf } from '@phat-ngon/kit';

/** A version of a province. */
export interface Province {
  readonly code: string;
  readonly name: string;
  readonly path: string;
}

/** All provinces there are and were, in all versions, the latest last. */
export function readProvinces(reading: Reading): Promise<readonly Province[]> {
  const sql =
    "SELECT v.code AS `code`, v.name AS `name`, v.path AS `path` FROM placed_unit v WHERE v.level = 'PROVINCE' ORDER BY v.uid, v.version";
  return rowsOf<Province>(reading, sql, []);
}
