import { addDays, COUNTRY_UID, type Day, encodeViewId, readUid, rowsOf, TIERS, type Tier } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { type CountedPeriod, coveredPeriods, expectedPeriods, type PlacePeriod } from '../coverage/covered-periods.js';
import { readSeriesDays, type SeriesArguments } from './series-days.js';

/** Arguments of `Query.coverageSeries`. */
export interface CoverageSeriesArguments extends SeriesArguments {
  readonly within?: string | null;
}

interface Counts {
  readonly expected: number;
  readonly covered: number;
  readonly ratio: number | null;
}

/** `type CoveragePoint`. */
export interface CoveragePoint extends Counts {
  readonly id: string;
  readonly day: Day;
  readonly byTier: () => Promise<readonly TierPoint[]>;
}

type TierPoint = Counts & { readonly id: string; readonly tier: Tier; readonly target: number };

/**
 * `Query.coverageSeries`: what `coverage` says of each day, in three statements however many days; days on which the unit is not
 * in force have no point. @throws PublicError `BAD_USER_INPUT` naming the argument at fault.
 */
export async function coverageSeries(
  _: unknown,
  args: CoverageSeriesArguments,
  context: Context,
): Promise<readonly CoveragePoint[] | null> {
  const unit = { type: 'AdministrativeUnit', argument: 'within', view: null } as const;
  const uid = readUid(args.within ?? COUNTRY_UID, unit);
  const days = readSeriesDays(args);
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const span = { from: first, to: addDays(last, 1) };
  const places = await placesOf(uid, context);
  if (places.length === 0) return null;
  const [expected, covered] = await Promise.all([
    expectedPeriods(context.database, places, span),
    coveredPeriods(context.database, places, span),
  ]);
  const [due, done] = [countByDay(expected, days), countByDay(covered, days)];
  return days.flatMap((day, index) => {
    if (!places.some(({ from, to }) => from <= day && day < to)) return [];
    const countsOf = (tiers: readonly Tier[]) => shareOf(sum(due, tiers, index), sum(done, tiers, index));
    return [pointOf({ uid, day, countsOf }, context)];
  });
}

/** Where a unit stood, version by version; nothing for one that nobody knows. */
function placesOf(uid: string, { database }: Context): Promise<readonly PlacePeriod[]> {
  return rowsOf(
    database,
    'SELECT v.path, v.valid_from AS `from`, v.valid_to AS `to` FROM placed_unit v WHERE v.uid = ? ORDER BY v.version',
    [uid],
  );
}

type CountsByDay = ReadonlyMap<Tier, readonly number[]>;

/** Adds each period up over the days it holds: what begins and ends is put down once, and run through once. */
function countByDay(periods: readonly CountedPeriod[], days: readonly Day[]): CountsByDay {
  const changes = new Map<Tier, number[]>(TIERS.map((tier) => [tier, new Array<number>(days.length + 1).fill(0)]));
  for (const { tier, from, to, count } of periods) {
    const own = changes.get(tier);
    for (const [day, change] of [
      [from, count],
      [to, -count],
    ] as const) {
      const place = placeOf(days, day);
      if (own !== undefined) own[place] = (own[place] ?? 0) + change;
    }
  }
  return new Map(
    [...changes].map(([tier, own]) => {
      let total = 0;
      return [
        tier,
        own.map((change) => {
          total += change;
          return total;
        }),
      ];
    }),
  );
}

/** The place of the first of the days that is not before a day; behind them all if there is none. */
function placeOf(days: readonly Day[], day: Day): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? '') < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sum(counts: CountsByDay, tiers: readonly Tier[], index: number): number {
  return tiers.reduce((total, tier) => total + (counts.get(tier)?.[index] ?? 0), 0);
}

function shareOf(expected: number, covered: number): Counts {
  return { expected, covered, ratio: expected === 0 ? null : covered / expected };
}

interface PointParts {
  readonly uid: string;
  readonly day: Day;
  readonly countsOf: (tiers: readonly Tier[]) => Counts;
}

function pointOf({ uid, day, countsOf }: PointParts, { rules }: Context): CoveragePoint {
  return {
    id: encodeViewId({ type: 'CoveragePoint', uid, asOf: day }),
    day,
    ...countsOf(TIERS),
    byTier: async () => {
      const targets = await rules.targets(day);
      return TIERS.map((tier) => ({
        id: encodeViewId({ type: 'TierCoverage', uid: `${uid}.${tier}`, asOf: day }),
        tier,
        target: (targets.get(tier) ?? 0) / 100,
        ...countsOf([tier]),
      }));
    },
  };
}
