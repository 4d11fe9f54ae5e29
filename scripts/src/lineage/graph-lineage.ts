import type { CodePair, HeldLineage } from '@phat-ngon/units';
import type { Graph } from '../graph.js';

type Level = HeldLineage['pairs'][number]['level'];

interface HeldUnit {
  readonly uid: string;
  readonly level: Level;
  readonly code: string;
  readonly after: { readonly inForce: boolean; readonly code: string } | null;
  readonly current: readonly { readonly inForce: boolean }[];
  readonly successors: readonly { readonly date: string; readonly to: { readonly code: string } | null }[];
}

interface Page {
  readonly units: {
    readonly nodes: readonly HeldUnit[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** As many as the public may ask for at once. */
const PAGE = 500;

const QUERY = `query Lineage($eve: Date, $on: Date, $first: Int, $after: String) {
  units(asOf: $eve, first: $first, after: $after) {
    nodes { uid level code after: at(date: $on) { inForce code } current { inForce } successors { date to { code } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** What a graph's register holds of a day: every unit of the eve, page by page. */
export async function lineageOfGraph(graph: Graph, on: string): Promise<HeldLineage> {
  const units: HeldUnit[] = [];
  const variables = { eve: eveOf(on), on, first: PAGE };
  let after: string | null = null;
  do {
    const page: Page = await graph.ask<Page>(QUERY, { ...variables, after });
    units.push(...page.units.nodes);
    after = page.units.pageInfo.hasNextPage ? page.units.pageInfo.endCursor : null;
  } while (after !== null);
  return {
    pairs: units.flatMap((unit) => pairsOf(unit, on).map((pair) => ({ ...pair, level: unit.level }))),
    communes: new Set(units.filter(({ level }) => level === 'COMMUNE').map(({ code }) => code)),
    leadingNowhere: units.filter(({ current }) => !current.some(({ inForce }) => inForce)).map(({ uid }) => uid),
  };
}

function pairsOf({ code, after, successors }: HeldUnit, on: string): readonly CodePair[] {
  const links = successors.filter(({ date }) => date === on).flatMap(({ to }) => to?.code ?? []);
  const kept = after?.inForce === true ? [after.code] : [];
  return [...links, ...kept].map((to) => ({ from: code, to }));
}

function eveOf(on: string): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
