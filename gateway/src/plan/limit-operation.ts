import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';

/** How large an operation may be. */
export interface OperationLimits {
  readonly maxDepth: number;
  readonly maxAliases: number;
}

/**
 * Refuses an operation that is nested too deeply or has too many aliases, before it is planned. Fragments count where they are
 * spread; each is measured once, so a document of nested spreads costs no more than its text.
 * @throws GatewayError `DEPTH_LIMIT`, `ALIAS_LIMIT`.
 */
export function limitOperation(document: DocumentNode, limits: OperationLimits): void {
  const measure = measurer(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, aliases } = measure(definition.selectionSet);
    if (depth > limits.maxDepth) throw refusal('DEPTH_LIMIT', depth, limits.maxDepth);
    if (aliases > limits.maxAliases) throw refusal('ALIAS_LIMIT', aliases, limits.maxAliases);
  }
}

/** Refuses an operation that costs more than its caller may spend; null is no limit. @throws GatewayError `COST_LIMIT`. */
export function limitCost(cost: number, limit: number | null): void {
  if (limit !== null && cost > limit) throw refusal('COST_LIMIT', cost, limit);
}

function refusal(code: 'DEPTH_LIMIT' | 'ALIAS_LIMIT' | 'COST_LIMIT', found: number, limit: number): GatewayError {
  return new GatewayError(code, { en: `Found ${found}, at most ${limit}.`, vi: `Hiện có ${found}, tối đa ${limit}.` });
}

interface Size {
  readonly depth: number;
  readonly aliases: number;
}

function measurer(document: DocumentNode): (set: SelectionSetNode) => Size {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
  const measured = new Map<string, Size>();
  const measure = (set: SelectionSetNode): Size => {
    let depth = 0;
    let aliases = 0;
    for (const selection of set.selections) {
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? spread(selection.name.value)
          : selection.selectionSet
            ? measure(selection.selectionSet)
            : { depth: 0, aliases: 0 };
      depth = Math.max(depth, inner.depth + (selection.kind === Kind.FIELD ? 1 : 0));
      aliases += inner.aliases + (selection.kind === Kind.FIELD && selection.alias !== undefined ? 1 : 0);
    }
    return { depth, aliases };
  };
  const spread = (name: string): Size => {
    const known = measured.get(name);
    const fragment = fragments.get(name);
    if (known !== undefined || fragment === undefined) return known ?? { depth: 0, aliases: 0 };
    const size = measure(fragment.selectionSet);
    measured.set(name, size);
    return size;
  };
  return measure;
}
