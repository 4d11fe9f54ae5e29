import {
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
} from 'graphql';
import { withUsedVariables } from '../lib/used-variables.js';
import { fieldIn } from '../supergraph/join-spec.js';
import type { StandIns } from '../supergraph/stand-ins.js';
import type { FetchNode, QueryPlanSelectionNode } from './query-plan.js';

/** Names of stand-ins that a representation can have together: no two of them stand for one field. */
type Group = ReadonlySet<string>;

/** The fetch, or several where some of what its fields require stands for one field under different arguments. */
export function splitFetch(fetch: FetchNode, standIns: StandIns): readonly FetchNode[] {
  const required = (fetch.requires ?? []).flatMap((selection) => standInsOf(selection, standIns));
  if (!isClash(new Set(required), standIns)) return [fetch];
  const operation = parse(fetch.operation).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) return [fetch];
  const needsOf: NeedsOf = (type, field) =>
    standIns.requiredBy.get(fieldIn(fetch.serviceName, type, field)) ?? new Set<string>();
  const groups = grouped(needsIn(entitiesOf(operation), '', needsOf), standIns);
  return groups.map((group, index) => {
    const isOurs: IsOurs = (type, field) => {
      const needs = needsOf(type, field);
      return groups.findIndex((each) => isWithin(needs, each)) === index;
    };
    return partOf(fetch, operation, { isOurs, others: new Set(required.filter((name) => !group.has(name))) });
  });
}

type NeedsOf = (type: string, field: string) => Group;
type IsOurs = (type: string, field: string) => boolean;

function standInsOf(selection: QueryPlanSelectionNode, standIns: StandIns): readonly string[] {
  const below = (selection.selections ?? []).flatMap((each) => standInsOf(each, standIns));
  return selection.kind === 'Field' && standIns.byName.has(selection.name) ? [selection.name, ...below] : below;
}

function isClash(names: Group, { byName }: StandIns): boolean {
  return new Set([...names].map((name) => byName.get(name)?.field)).size < names.size;
}

function isWithin(some: Group, all: Group): boolean {
  return [...some].every((name) => all.has(name));
}

/** What is selected of the entities. */
function entitiesOf({ selectionSet }: OperationDefinitionNode): SelectionSetNode {
  const [entities] = selectionSet.selections;
  return entities?.kind === Kind.FIELD && entities.selectionSet !== undefined ? entities.selectionSet : selectionSet;
}

/** What each field of the entities requires. */
function needsIn({ selections }: SelectionSetNode, type: string, needsOf: NeedsOf): readonly Group[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [needsOf(type, selection.name.value)];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    return needsIn(selection.selectionSet, selection.typeCondition?.name.value ?? type, needsOf);
  });
}

/** Puts together what can be handed on together, in as few groups as come of taking it in order. */
function grouped(needs: readonly Group[], standIns: StandIns): readonly Group[] {
  const groups: Group[] = [new Set()];
  for (const need of needs) {
    const joined = groups.map((group) => new Set([...group, ...need]));
    const fitting = joined.findIndex((group) => !isClash(group, standIns));
    groups[fitting < 0 ? groups.length : fitting] = joined[fitting] ?? need;
  }
  return groups;
}

interface Part {
  readonly isOurs: IsOurs;
  /** The stand-ins of the other parts. */
  readonly others: Group;
}

function partOf(fetch: FetchNode, operation: OperationDefinitionNode, { isOurs, others }: Part): FetchNode {
  const entities = only(entitiesOf(operation), '', isOurs);
  const selections = operation.selectionSet.selections.map((root) =>
    root.kind === Kind.FIELD ? { ...root, selectionSet: entities } : root,
  );
  const document = withUsedVariables({ ...operation, selectionSet: { ...operation.selectionSet, selections } }, []);
  const text = stripIgnoredCharacters(print(document));
  return {
    ...fetch,
    operation: text,
    variableUsages: (fetch.variableUsages ?? []).filter((name) => new RegExp(`\\$${name}\\b`).test(text)),
    requires: without(fetch.requires ?? [], others),
  };
}

function only(set: SelectionSetNode, type: string, isOurs: IsOurs): SelectionSetNode {
  const selections = set.selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return isOurs(type, selection.name.value) ? [selection] : [];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
    const selectionSet = only(selection.selectionSet, selection.typeCondition?.name.value ?? type, isOurs);
    return selectionSet.selections.length > 0 ? [{ ...selection, selectionSet }] : [];
  });
  return { ...set, selections };
}

function without(selections: readonly QueryPlanSelectionNode[], names: ReadonlySet<string>): QueryPlanSelectionNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'Field' && names.has(selection.name)) return [];
    if (selection.selections === undefined) return [selection];
    const below = without(selection.selections, names);
    return below.length > 0 ? [{ ...selection, selections: below }] : [];
  });
}
