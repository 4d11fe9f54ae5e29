import { AUTHORITY } from '../../harness/press-authority.js';
import { graphClient } from '../../harness/stack.js';
import type { Random } from '../random.js';
import type { FaultSystem, WrittenRow } from './system.js';

/** A record that is written to. */
export interface Target {
  readonly uid: string;
  readonly version: number;
  readonly agency: string;
  readonly tier: string;
  readonly unit: string;
}

/** What a subscriber has chosen, and what of the log that is. */
export interface Choice {
  readonly filter: object | null;
  readonly selects: (row: WrittenRow) => boolean;
}

interface Node {
  readonly uid: string;
  readonly version: number;
  readonly agency: { readonly uid: string; readonly tier: string; readonly unit: { readonly uid: string } | null };
}

const RECORDS = `query ($tier: [Tier!]) { spokespersons(filter: { tier: $tier }, first: 1000) {
  nodes { uid version agency { uid tier unit { uid } } } } }`;
const TIERS = ['CENTRAL', 'PROVINCE', 'PROVINCIAL_DEPARTMENT', 'COMMUNE'];

/** Draws so many records that everybody may see, of all tiers. */
export async function drawTargets({ urls }: FaultSystem, count: number, random: Random): Promise<readonly Target[]> {
  const graph = graphClient(urls[0] ?? '');
  const found: Target[] = [];
  for (const tier of TIERS) {
    const { data } = await graph.ask(RECORDS, { tier: [tier] }, await graph.token(AUTHORITY));
    const nodes = data.spokespersons.nodes as readonly Node[];
    const drawn = random.shuffled(nodes).slice(0, Math.ceil(count / TIERS.length));
    for (const { uid, version, agency } of drawn)
      found.push({ uid, version, agency: agency.uid, tier: agency.tier, unit: agency.unit?.uid ?? 'vn' });
  }
  return random.shuffled(found).slice(0, count);
}

/** What may be chosen: everything, tiers, places, agencies, kinds, causes, and some of them together. */
export async function drawChoices(
  system: FaultSystem,
  targets: readonly Target[],
  random: Random,
): Promise<readonly Choice[]> {
  const tierOf = new Map(targets.map(({ agency, tier }) => [agency, tier]));
  const ofTier = (tier: string): Choice => ({
    filter: { tier: [tier] },
    selects: ({ agencyUid }) => tierOf.get(agencyUid) === tier,
  });
  const within = async (unit: string): Promise<Choice> => {
    const path = await system.pathOf(unit);
    return { filter: { within: unit }, selects: (row) => row.path.startsWith(path) };
  };
  const local = targets.filter(({ unit }) => unit !== 'vn');
  const places = await Promise.all(
    random
      .shuffled(local)
      .slice(0, 3)
      .map(({ unit }) => within(unit)),
  );
  const agencies = random
    .shuffled(targets)
    .slice(0, 3)
    .map(({ agency }): Choice => ({ filter: { agency }, selects: ({ agencyUid }) => agencyUid === agency }));
  const [place, central] = [places[0] as Choice, ofTier('CENTRAL')];
  return [
    { filter: null, selects: () => true },
    ...TIERS.map(ofTier),
    ...places,
    ...agencies,
    {
      filter: { kind: ['CONFIRMED'], tier: ['CENTRAL'] },
      selects: (row) => row.kind === 'CONFIRMED' && central.selects(row),
    },
    { filter: { kind: ['ENDED'] }, selects: ({ kind }) => kind === 'ENDED' },
    {
      filter: { ...place.filter, cause: ['AUTHORITY'] },
      selects: (row) => row.cause === 'AUTHORITY' && place.selects(row),
    },
  ];
}
