import { type Day, encodeViewId, type Reference, TIERS, type Tier } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { unitReference } from '../references.js';
import type { DataCallRow } from './data-call.entity.js';
import type { ResponseCount } from './data-call.store.js';

/** How many were asked, and what they have done. */
interface Figures {
  readonly id: string;
  readonly asked: number;
  readonly answered: number;
  readonly accepted: number;
  readonly ratio: number | null;
}

/** `type DataCallProgress`. */
export interface Progress extends Figures {
  readonly overdue: number;
  readonly byTier: readonly (Figures & { readonly tier: Tier })[];
  readonly byProvince: () => Promise<readonly (Figures & { readonly unit: Reference })[]>;
}

/** How far a call has come by today. */
export async function progressOf(call: DataCallRow, _: unknown, context: Context): Promise<Progress> {
  const counts = await context.dataCalls.counts.load(call.uid);
  const total = figures(call, '', counts);
  return {
    ...total,
    overdue: isOver(call, context.today) ? total.asked - total.answered : 0,
    byTier: TIERS.filter((tier) => call.tiers.split(' ').includes(tier)).map((tier) => ({
      ...figures(
        call,
        `.${tier}`,
        counts.filter((row) => row.tier === tier),
      ),
      tier,
    })),
    byProvince: () => byProvince(call, counts, context),
  };
}

/** Whether the last day for an answer is over. */
export function isOver({ dueOn }: Pick<DataCallRow, 'dueOn'>, today: Day): boolean {
  return dueOn < today;
}

async function byProvince(
  call: DataCallRow,
  counts: readonly ResponseCount[],
  { placements }: Context,
): Promise<readonly (Figures & { readonly unit: Reference })[]> {
  const day = call.askedOn;
  const uids = [...new Set(counts.flatMap(({ provinceUid }) => provinceUid ?? []))];
  const units = await Promise.all(uids.map((uid) => placements.units.load({ uid, day })));
  return units
    .flatMap((unit) => unit ?? [])
    .sort((a, b) => (a.sortOfficial < b.sortOfficial ? -1 : 1))
    .map(({ uid }) => ({
      ...figures(
        call,
        `.${uid}`,
        counts.filter((row) => row.provinceUid === uid),
      ),
      unit: unitReference(uid, { asOf: day, day }),
    }));
}

function figures({ uid }: DataCallRow, suffix: string, counts: readonly ResponseCount[]): Figures {
  const sum = (states: readonly string[]): number =>
    counts.filter(({ state }) => states.includes(state)).reduce((total, { count }) => total + count, 0);
  const asked = counts.reduce((total, { count }) => total + count, 0);
  const answered = sum(['ANSWERED', 'ACCEPTED']);
  return {
    id: encodeViewId({ type: 'DataCallProgress', uid: `${uid}${suffix}`, asOf: null }),
    asked,
    answered,
    accepted: sum(['ACCEPTED']),
    ratio: asked === 0 ? null : answered / asked,
  };
}
