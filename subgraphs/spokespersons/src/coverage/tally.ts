import {
  allOf,
  type Condition,
  type Day,
  inForceOn,
  type Reading,
  rowsOf,
  TIERS,
  type Tier,
  withinPath,
} from '@phat-ngon/kit';
import { type CoverageStatus, isCovered, STATUSES, statusOf } from './coverage.rules.js';
import { agenciesWithStanding, type CountedDay, STANDING } from './standings.js';

/** How many agencies of a tier have a status. */
export interface TallyRow {
  readonly tier: Tier;
  readonly status: CoverageStatus;
  readonly count: number;
}

/** The agencies at and below one unit, counted. */
export type Tally = readonly TallyRow[];

/** Where is counted: a path, on a day. */
export interface CountedPlace {
  readonly path: string;
  readonly day: Day;
}

interface CountedRow {
  /** The number of the place at or below which it was counted. */
  readonly root: number | string;
  /** Where exactly; absent where that makes no difference. */
  readonly path?: string;
  readonly tier: Tier;
  readonly standing: number | string;
  readonly n: number | string;
}

/** How many there are, and how many of them are covered; of one tier, or of all. */
export function sumOf(tally: Tally, tier?: Tier): { readonly expected: number; readonly covered: number } {
  const rows = tier === undefined ? tally : tally.filter((row) => row.tier === tier);
  const sum = (chosen: Tally): number => chosen.reduce((total, row) => total + row.count, 0);
  return { expected: sum(rows), covered: sum(rows.filter((row) => isCovered(row.status))) };
}

/** So many places are counted each by itself; for more, all at and below the place that they lie in. */
const MOST_ROOTS = 16;

/**
 * Counts the agencies at and below several paths on a day, in one statement whatever their number: what lies at each place is
 * counted by the database, and added up here along the paths.
 */
export async function talliesOf(
  database: Reading,
  counted: CountedDay,
  paths: readonly string[],
): Promise<ReadonlyMap<string, Tally>> {
  const sums = new Map(paths.map((path): [string, Map<string, number>] => [path, new Map()]));
  const roots = rootsOf([...sums.keys()]);
  const rows = await countedRows(database, counted, roots, roots.length === sums.size);
  for (const { root, path, tier, standing, n } of rows) {
    const key = `${tier} ${statusOf(standing)}`;
    for (const place of path === undefined ? [roots[Number(root)] ?? ''] : pathsAbove(path)) {
      const counts = sums.get(place);
      counts?.set(key, (counts.get(key) ?? 0) + Number(n));
    }
  }
  return new Map([...sums].map(([path, counts]) => [path, tallyOf(counts)]));
}

/** The places in which all of them lie, none of them in another: themselves where they are few. */
function rootsOf(paths: readonly string[]): readonly string[] {
  const all = new Set(paths);
  const outermost = paths.filter((path) => pathsAbove(path).every((above) => above === path || !all.has(above)));
  return outermost.length > MOST_ROOTS ? [commonPath(outermost)] : outermost;
}

/** What lies at and below each root; without the places where only roots are asked for. */
async function countedRows(
  database: Reading,
  counted: CountedDay,
  roots: readonly string[],
  isEach: boolean,
): Promise<readonly CountedRow[]> {
  if (roots.length === 0) return [];
  const place = isEach ? '' : 'a.path, ';
  const parts = roots.map((path, root): Condition => {
    const from = agenciesWithStanding(counted, path);
    const where = allOf([inForceOn(counted.day, 'a'), withinPath('a.path', path)]);
    return {
      sql: `SELECT ${root} AS \`root\`, ${place}a.tier, ${STANDING} AS \`standing\`, COUNT(*) AS \`n\` FROM ${from.sql} WHERE ${where.sql} GROUP BY ${place}a.tier, ${STANDING}`,
      parameters: [...from.parameters, ...where.parameters],
    };
  });
  const sql = parts.map((part) => part.sql).join(' UNION ALL ');
  return rowsOf<CountedRow>(
    database,
    sql,
    parts.flatMap(({ parameters }) => parameters),
  );
}

function tallyOf(counts: ReadonlyMap<string, number>): Tally {
  return TIERS.flatMap((tier) =>
    STATUSES.flatMap((status) => {
      const count = counts.get(`${tier} ${status}`);
      return count === undefined ? [] : [{ tier, status, count }];
    }),
  );
}

/** The path itself and every path above it: `/vn/p01-1/` has `/vn/` above. */
function pathsAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}/`);
}

/** The longest path at or above all of them. */
function commonPath(paths: readonly string[]): string {
  const [first = '/', ...others] = paths;
  return others.reduce((common, path) => {
    const above = pathsAbove(common);
    return above.findLast((place) => path.startsWith(place)) ?? '/';
  }, first);
}
