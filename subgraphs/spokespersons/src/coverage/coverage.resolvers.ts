import {
  COUNTRY_UID,
  encodeViewId,
  isPlaced,
  type Reference,
  shownDay,
  TIERS,
  type Tier,
  type View,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { unitReference } from '../references.js';
import type { CoverageRuleRow } from '../rules/rule.entity.js';
import { type CoverageStatus, STATUSES } from './coverage.rules.js';
import { sumOf, type Tally } from './tally.js';

/** The figures of a unit in a view: what resolvers of `Coverage` stand on. */
export interface Figures {
  readonly unitUid: string;
  readonly view: View;
  readonly tally: Tally;
}

interface Share {
  readonly id: string;
  readonly expected: number;
  readonly covered: number;
  readonly ratio: number | null;
}

/** Counts a unit with all below it; null once it has ended. */
export async function loadFigures({ uid, view }: Reference, context: Context): Promise<Figures | null> {
  const row = await context.placements.units.load({ uid, day: view.day });
  if (!isPlaced(row, view.day)) return null;
  const tally = await context.coverage.tallies.load({ path: row.path, day: view.day });
  return { unitUid: uid, view, tally };
}

function shareOf(tally: Tally, id: string, tier?: Tier): Share {
  const { expected, covered } = sumOf(tally, tier);
  return { id, expected, covered, ratio: expected === 0 ? null : covered / expected };
}

/** The id of a row of figures. */
function rowId(type: string, { unitUid, view }: Figures, row: string): string {
  return encodeViewId({ type, uid: `${unitUid}.${row}`, asOf: view.asOf });
}

const PERCENT = 100;

/** The share aimed at: the tiers' targets, weighed by what each tier expects here; their mean where nothing is expected. */
async function target({ tally, view }: Figures, _: unknown, context: Context): Promise<number> {
  const targets = await context.rules.targets(view.day);
  const { expected } = sumOf(tally);
  const weighed = TIERS.map((tier) => ({
    percent: targets.get(tier) ?? 0,
    weight: expected === 0 ? 1 : sumOf(tally, tier).expected,
  }));
  const weights = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return weighed.reduce((sum, { percent, weight }) => sum + percent * weight, 0) / weights / PERCENT;
}

async function byTier(
  figures: Figures,
  _: unknown,
  context: Context,
): Promise<readonly (Share & { readonly tier: Tier; readonly target: number })[]> {
  const targets = await context.rules.targets(figures.view.day);
  return TIERS.map((tier) => ({
    ...shareOf(figures.tally, rowId('TierCoverage', figures, tier), tier),
    tier,
    target: (targets.get(tier) ?? 0) / PERCENT,
  }));
}

function byStatus(
  figures: Figures,
): readonly { readonly id: string; readonly status: CoverageStatus; readonly count: number }[] {
  return STATUSES.map((status) => ({
    id: rowId('StatusCoverage', figures, status),
    status,
    count: figures.tally.filter((row) => row.status === status).reduce((sum, row) => sum + row.count, 0),
  }));
}

async function byProvince(
  { unitUid, view }: Figures,
  _: unknown,
  context: Context,
): Promise<readonly (Share & { readonly unit: Reference })[]> {
  if (unitUid !== COUNTRY_UID) return [];
  const provinces = await context.coverage.provinces.load(view.day);
  return Promise.all(
    provinces.map(async ({ uid, path }) => {
      const tally = await context.coverage.tallies.load({ path, day: view.day });
      const id = encodeViewId({ type: 'UnitCoverage', uid, asOf: view.asOf });
      return { ...shareOf(tally, id), unit: unitReference(uid, view) };
    }),
  );
}

/** Resolvers of `Coverage` and its rule. */
export const coverageResolvers = {
  Coverage: {
    id: ({ unitUid, view }: Figures) => encodeViewId({ type: 'Coverage', uid: unitUid, asOf: view.asOf }),
    asOf: ({ view }: Figures) => view.day,
    expected: ({ tally }: Figures) => sumOf(tally).expected,
    covered: ({ tally }: Figures) => sumOf(tally).covered,
    ratio: ({ tally }: Figures) => shareOf(tally, '').ratio,
    target,
    rule: ({ view }: Figures, _: unknown, context: Context) => context.rules.coverage(view.day),
    synthetic: (_figures: Figures, _: unknown, context: Context) => context.coverage.synthetic(),
    byTier,
    byStatus,
    byProvince,
  },
  CoverageRule: {
    id: ({ id }: CoverageRuleRow) => encodeViewId({ type: 'CoverageRule', uid: id, asOf: null }),
    text: ({ textVi }: CoverageRuleRow) => textVi,
    validFrom: ({ validFrom }: CoverageRuleRow) => shownDay(validFrom),
    validTo: ({ validTo }: CoverageRuleRow) => shownDay(validTo),
  },
};
