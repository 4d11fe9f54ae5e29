import { allOf, type Condition, type Database, type Day, rowsOfEach, type Tier, withinPath } from '@phat-ngon/kit';

/** A stretch of days, half-open. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** A place with the period in which a unit was there. */
export interface PlacePeriod extends Period {
  readonly path: string;
}

/** How many agencies of a tier have to be covered in a period, or are. */
export interface CountedPeriod extends Period {
  readonly tier: Tier;
  readonly count: number;
}

/**
 * The periods in which agencies at and below places are in force, in one statement: those of one tier with one life are counted
 * together. `span` leaves out what lies wholly before or after it.
 */
export async function expectedPeriods(
  database: Database,
  places: readonly PlacePeriod[],
  span: Period,
): Promise<readonly CountedPeriod[]> {
  const statements = places.map(({ path }): Condition => {
    const where = allOf([withinPath('a.path', path), overlaps('a', span)]);
    return {
      sql: `SELECT a.tier, a.valid_from AS \`from\`, a.valid_to AS \`to\`, COUNT(*) AS \`n\` FROM placed_agency a WHERE ${where.sql} GROUP BY a.tier, a.valid_from, a.valid_to`,
      parameters: where.parameters,
    };
  });
  type Row = Period & { readonly tier: Tier; readonly n: number | string };
  const found = await rowsOfEach<Row>(database, statements, '`tier`, `from`, `to`');
  return found.flatMap((rows, index) =>
    rows.flatMap((row) =>
      common([row, places[index] ?? row]).map((period) => ({ ...period, tier: row.tier, count: Number(row.n) })),
    ),
  );
}

interface CoveringRow {
  readonly uid: string;
  readonly tier: Tier;
  readonly agencyFrom: Day;
  readonly agencyTo: Day;
  readonly termFrom: Day;
  readonly termTo: Day;
  readonly recordedOn: Day;
  readonly publishedOn: Day;
}

/**
 * The periods in which agencies at and below places are covered, in one statement: the rule of `standings` (CURRENT and STALE),
 * told for stretches of days instead of one. Periods of one agency do not overlap.
 */
export async function coveredPeriods(
  database: Database,
  places: readonly PlacePeriod[],
  span: Period,
): Promise<readonly CountedPeriod[]> {
  const statements = places.map(({ path }): Condition => {
    const where = allOf([withinPath('a.path', path), overlaps('a', span), overlaps('v', span), COVERS]);
    return {
      sql: `SELECT a.uid, a.tier, a.valid_from AS \`agencyFrom\`, a.valid_to AS \`agencyTo\`, v.valid_from AS \`termFrom\`, v.valid_to AS \`termTo\`, v.recorded_on AS \`recordedOn\`, v.published_on AS \`publishedOn\` FROM placed_agency a JOIN spokesperson v ON v.agency_uid = a.uid WHERE ${where.sql}`,
      parameters: where.parameters,
    };
  });
  const found = await rowsOfEach<CoveringRow>(database, statements, '`uid`, `termFrom`, `agencyFrom`');
  const periods = new Map<string, { readonly tier: Tier; readonly own: Period[] }>();
  for (const [index, rows] of found.entries()) {
    for (const row of rows) {
      const agency = periods.get(row.uid) ?? { tier: row.tier, own: [] };
      agency.own.push(...coveringPeriods(row, places[index]));
      periods.set(row.uid, agency);
    }
  }
  return [...periods.values()].flatMap(({ tier, own }) => joined(own).map((period) => ({ ...period, tier, count: 1 })));
}

/** A regular spokesperson, verified and with the items: what counts, from the day all of it holds. */
const COVERS: Condition = {
  sql: "v.role = 'SPOKESPERSON' AND v.review_state = 'VERIFIED' AND v.published_on IS NOT NULL AND v.has_phone = 1 AND v.has_email = 1",
  parameters: [],
};

function overlaps(alias: string, { from, to }: Period): Condition {
  return { sql: `${alias}.valid_from < ? AND ${alias}.valid_to > ?`, parameters: [to, from] };
}

function coveringPeriods(row: CoveringRow, place: PlacePeriod | undefined): readonly Period[] {
  return common([
    { from: row.agencyFrom, to: row.agencyTo },
    { from: row.termFrom, to: row.termTo },
    // Known, and published, from then on.
    { from: row.recordedOn, to: row.termTo },
    { from: row.publishedOn, to: row.termTo },
    ...(place === undefined ? [] : [place]),
  ]);
}

/** What periods have in common; nothing where that is no day. */
function common(periods: readonly Period[]): readonly Period[] {
  const from = periods.map((period) => period.from).reduce((a, b) => (a > b ? a : b));
  const to = periods.map((period) => period.to).reduce((a, b) => (a < b ? a : b));
  return from < to ? [{ from, to }] : [];
}

/** Periods joined where they overlap or meet. */
function joined(periods: readonly Period[]): readonly Period[] {
  const result: Period[] = [];
  for (const period of [...periods].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = result.at(-1);
    if (last === undefined || last.to < period.from) result.push(period);
    else if (last.to < period.to) result[result.length - 1] = { from: last.from, to: period.to };
  }
  return result;
}
