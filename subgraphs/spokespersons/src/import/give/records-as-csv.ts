import {
  allOf,
  type Condition,
  type Day,
  type PlacementLoaders,
  type Principal,
  placementLoaders,
  type Reading,
  rowsOf,
  viewOf,
  withinPlacement,
} from '@phat-ngon/kit';
import type { Kept } from '../../keeping/kept.js';
import { spokespersonKeeper } from '../../keeping/spokesperson.keeper.js';
import type { SpokespersonRecord } from '../../record.js';
import { rightsOf } from '../../rights/rights.js';
import { openSubmissions } from '../../submission/submission.store.js';
import { saidOf } from '../compare/compare-record.js';
import { type Province, readProvinces } from '../compare/provinces.js';
import { COLUMN_KEYS, COLUMNS } from '../layout/columns.js';
import { TIER_CHOICE } from '../layout/words.js';
import { cellsOf, PERSON_COLUMNS } from '../normalise/record-cells.js';
import { type Line, writeLines } from './write-lines.js';

/** Whose records are given out, when, and of which place. */
export interface Wanted {
  readonly principal: Principal;
  readonly today: Day;
  /** The uid of a unit, or its id; null for all that are the caller's. */
  readonly within: string | null;
}

const PART_RECORDS = 1_000;

/**
 * The records that a caller keeps and that have not ended, in the columns of imports: read again, they make no difference. Of a record
 * whose correction waits for the authority it gives what the agency said last.
 * @throws PublicError `BAD_USER_INPUT` for an id of something else than a unit.
 */
export async function recordsAsCsv(reading: Reading, wanted: Wanted): Promise<AsyncGenerator<string>> {
  const { principal, today, within } = wanted;
  const placements = placementLoaders(reading);
  const own = await rightsOf(principal, placements, today).staffCondition('v.agency_uid');
  const place = within === null ? [] : [await agenciesWithin(within, today, placements)];
  return partsOfRecords(reading, today, allOf([own, ...place]));
}

async function agenciesWithin(within: string, today: Day, placements: PlacementLoaders): Promise<Condition> {
  const { sql, parameters } = await withinPlacement(within, viewOf({ asOf: null }, today), placements, 'a.path');
  const standing = 'a.valid_from <= ? AND a.valid_to > ?';
  return {
    sql: `v.agency_uid IN (SELECT a.uid FROM placed_agency a WHERE ${sql} AND ${standing})`,
    parameters: [...parameters, today, today],
  };
}

async function* partsOfRecords(reading: Reading, today: Day, condition: Condition): AsyncGenerator<string> {
  const provinces = await readProvinces(reading);
  yield writeLines([COLUMN_KEYS.map((key) => COLUMNS[key].heading)], 'begins');
  for (let after = ''; ; ) {
    const uids = await uidsBehind(reading, after, today, condition);
    const last = uids.at(-1);
    if (last === undefined) return;
    yield writeLines(await linesOf(reading, uids, { today, provinces }), 'follows');
    after = last;
  }
}

async function uidsBehind(
  reading: Reading,
  after: string,
  today: Day,
  { sql, parameters }: Condition,
): Promise<readonly string[]> {
  const rows = await rowsOf<{ readonly uid: string }>(
    reading,
    "SELECT v.uid AS `uid` FROM spokesperson v WHERE v.uid > ? AND v.valid_to > ? AND v.review_state <> 'WITHDRAWN' " +
      `AND ${sql} ORDER BY v.uid LIMIT ?`,
    [after, today, ...parameters, PART_RECORDS],
  );
  return rows.map(({ uid }) => uid);
}

interface Places {
  readonly today: Day;
  readonly provinces: readonly Province[];
}

async function linesOf(reading: Reading, uids: readonly string[], places: Places): Promise<readonly Line[]> {
  // A part's own: what loaders have read must not grow with the records.
  const { agencies } = placementLoaders(reading);
  const [records, open] = await Promise.all([
    spokespersonKeeper.read(reading.reader, uids),
    openSubmissions(reading, 'spokesperson', uids),
  ]);
  const found = uids.flatMap((uid): Kept<SpokespersonRecord>[] => {
    const record = records.get(uid);
    return record === undefined ? [] : [record];
  });
  return Promise.all(
    found.map(async ({ state }) => {
      const { uid, agencyUid } = state;
      const agency = await agencies.load({ uid: agencyUid, day: places.today });
      const cells = cellsOf(saidOf(state, open.get(uid)));
      return [
        ...[uid, agencyUid, null, agency === null ? null : TIER_CHOICE.show(agency.tier), agency?.name ?? null],
        agency === null ? null : provinceOf(agency.path, places.provinces),
        ...PERSON_COLUMNS.map((column) => cells[column]),
      ];
    }),
  );
}

/** The name of the province a place is in; null outside all of them. */
function provinceOf(path: string, provinces: readonly Province[]): string | null {
  return provinces.findLast((province) => path.startsWith(province.path))?.name ?? null;
}
