import { type DocumentNode, Kind, type SelectionSetNode, type ValueNode } from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import { fragmentsOf } from '../lib/fragments-of.js';

/** How large an operation may be. */
export interface OperationLimits {
  readonly maxDepth: number;
  readonly maxAliases: number;
}

/** How deep lists and objects may lie in each other in a written value: the planner's work doubles with each level. */
const MAX_VALUE_DEPTH = 8;

/**
 * Makes what refuses an operation that is nested too deeply, in its selections or in a written value, or has too many aliases, before it is
 * planned. Fragments count where they are spread; each is measured once, so a document of nested spreads costs no more than its text. A document
 * is measured once, for as long as somebody keeps it.
 * @throws GatewayError (what it makes) `DEPTH_LIMIT`, `ALIAS_LIMIT`.
 */
export function operationLimiter(limits: OperationLimits): (document: DocumentNode) => void {
  const passed = new WeakSet<DocumentNode>();
  return (document) => {
    if (passed.has(document)) return;
    limitOperation(document, limits);
    passed.add(document);
  };
}

function limitOperation(document: DocumentNode, limits: OperationLimits): void {
  const measure = measurer(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { depth, aliases, values } = measure(definition.selectionSet);
    const defaults = definition.variableDefinitions?.flatMap(({ defaultValue }) => defaultValue ?? []) ?? [];
    const deepest = Math.max(values, ...defaults.map(depthOfValue));
    if (deepest > MAX_VALUE_DEPTH) throw refusal('DEPTH_LIMIT', deepest, MAX_VALUE_DEPTH);
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
  /** The depth of the deepest value among the arguments. */
  readonly values: number;
}

const NOTHING: Size = { depth: 0, aliases: 0, values: 0 };

function measurer(document: DocumentNode): (set: SelectionSetNode) => Size {
  const fragments = fragmentsOf(document);
  const measured = new Map<string, Size>();
  const measure = (set: SelectionSetNode): Size => {
    let { depth, aliases, values } = NOTHING;
    for (const selection of set.selections) {
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? spread(selection.name.value)
          : selection.selectionSet
            ? measure(selection.selectionSet)
            : NOTHING;
      values = Math.max(values, inner.values);
      if (selection.kind !== Kind.FIELD) {
        depth = Math.max(depth, inner.depth);
        aliases += inner.aliases;
        continue;
      }
      depth = Math.max(depth, inner.depth + 1);
      aliases += inner.aliases + (selection.alias === undefined ? 0 : 1);
      for (const { value } of selection.arguments ?? []) values = Math.max(values, depthOfValue(value));
    }
    return { depth, aliases, values };
  };
  const spread = (name: string): Size => {
    const known = measured.get(name);
    const fragment = fragments.get(name);
    if (known !== undefined || fragment === undefined) return known ?? NOTHING;
    const size = measure(fragment.selectionSet);
    measured.set(name, size);
    return size;
  };
  return measure;
}

function depthOfValue(value: ValueNode): number {
  if (value.kind === Kind.LIST) return 1 + deepestOf(value.values);
  if (value.kind === Kind.OBJECT) return 1 + deepestOf(value.fields.map((field) => field.value));
  return 0;
}

function deepestOf(values: readonly ValueNode[]): number {
  return values.reduce((deepest, value) => Math.max(deepest, depthOfValue(value)), 0);
}
