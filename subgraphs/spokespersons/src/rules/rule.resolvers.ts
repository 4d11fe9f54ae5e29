import { encodeViewId, groupRows, isPlaced, type Reference } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { type LegalDocumentReference, legalDocumentReference, unitReference } from '../references.js';
import type { DeadlineRuleRow } from './rule.entity.js';

/** `type SpeakingRule`. */
export interface ShownSpeakingRule {
  readonly id: string;
  readonly roles: readonly string[] | null;
  readonly legalBasis: LegalDocumentReference;
  readonly text: string;
  readonly textEn: string;
}

/** Who may speak for an agency on its view's day; null for one that is not there that day. */
export async function speakingRuleOf(
  { uid, view }: Reference,
  _: unknown,
  context: Context,
): Promise<ShownSpeakingRule | null> {
  const agency = await context.placements.agencies.load({ uid, day: view.day });
  if (!isPlaced(agency, view.day)) return null;
  const rule = (await context.rules.speaking(view.day)).get(agency.tier);
  if (rule === undefined) return null;
  return {
    id: encodeViewId({ type: 'SpeakingRule', uid: rule.id, asOf: null }),
    roles: rule.roles?.split(' ') ?? null,
    legalBasis: legalDocumentReference(rule.legalBasisUid),
    text: rule.textVi,
    textEn: rule.textEn,
  };
}

type ShownDeadline = Pick<DeadlineRuleRow, 'duty' | 'amount' | 'period' | 'textEn'> & {
  readonly id: string;
  readonly jurisdiction: Reference;
  readonly legalBasis: LegalDocumentReference;
  readonly text: string;
};

/** The deadlines of every jurisdiction the agency lies in, the smaller one's in place of the larger one's for the same duty. */
export async function deadlinesOf(
  { uid, view }: Reference,
  _: unknown,
  context: Context,
): Promise<readonly ShownDeadline[]> {
  const agency = await context.placements.agencies.load({ uid, day: view.day });
  if (!isPlaced(agency, view.day)) return [];
  const rules = groupRows(await context.rules.deadlines(view.day), (rule) => rule.jurisdictionUid);
  const nearest = new Map<string, DeadlineRuleRow>();
  // A path runs from the country down.
  for (const jurisdiction of agency.path.split('/'))
    for (const rule of rules.get(jurisdiction) ?? []) nearest.set(rule.duty, rule);
  return [...nearest.values()].map(({ id, duty, amount, period, jurisdictionUid, legalBasisUid, textVi, textEn }) => ({
    // Its jurisdiction is seen in the view: so must the rule be.
    id: encodeViewId({ type: 'DeadlineRule', uid: id, asOf: view.asOf }),
    duty,
    amount,
    period,
    jurisdiction: unitReference(jurisdictionUid, view),
    legalBasis: legalDocumentReference(legalBasisUid),
    text: textVi,
    textEn,
  }));
}
