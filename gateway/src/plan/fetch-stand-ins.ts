import { Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql';
import type { StandIns } from '../supergraph/stand-ins.js';
import { mapFetches } from './map-fetches.js';
import type { FetchDataRewrite, FetchNode, QueryPlan, QueryPlanSelectionNode } from './query-plan.js';
import { splitFetch } from './split-fetch.js';

/**
 * Makes a plan of one with stand-ins (`supergraph/stand-ins`), which no subgraph knows: they are asked for as aliases of what they stand for, and handed on
 * under its name. What two fields require of one field under different arguments cannot be handed on in one fetch: it becomes several.
 */
export function fetchStandIns(plan: QueryPlan, standIns: StandIns): QueryPlan {
  if (standIns.byName.size === 0) return plan;
  return mapFetches(plan, (fetch) => splitFetch(fetch, standIns).map((each) => asked(each, standIns)));
}

/** One fetch, which asks for what stand-ins stand for. */
function asked(fetch: FetchNode, standIns: StandIns): FetchNode {
  const renames = (fetch.requires ?? []).flatMap((selection) => renamesOf(selection, [], standIns));
  const operation = withAliases(fetch.operation, standIns);
  return {
    ...fetch,
    operation,
    ...(renames.length > 0 ? { inputRewrites: [...(fetch.inputRewrites ?? []), ...renames] } : {}),
  };
}

function withAliases(operation: string, { byName }: StandIns): string {
  const document = parse(operation);
  const aliased = visit(document, {
    Field: (node) => {
      const standIn = byName.get(node.name.value);
      if (standIn === undefined) return undefined;
      const name = { kind: Kind.NAME, value: standIn.field } as const;
      return { ...node, alias: node.alias ?? node.name, name, arguments: standIn.arguments ?? node.arguments ?? [] };
    },
  });
  return aliased === document ? operation : stripIgnoredCharacters(print(aliased));
}

/** How what is required is renamed in representations, the innermost first. */
function renamesOf(
  selection: QueryPlanSelectionNode,
  above: readonly string[],
  standIns: StandIns,
): readonly FetchDataRewrite[] {
  if (selection.kind === 'InlineFragment') {
    const path = selection.typeCondition === undefined ? above : [...above, `... on ${selection.typeCondition}`];
    return selection.selections.flatMap((each) => renamesOf(each, path, standIns));
  }
  const path = [...above, selection.alias ?? selection.name];
  const below = (selection.selections ?? []).flatMap((each) => renamesOf(each, path, standIns));
  const standIn = standIns.byName.get(selection.name);
  return standIn === undefined ? below : [...below, { kind: 'KeyRenamer', path, renameKeyTo: standIn.field }];
}
