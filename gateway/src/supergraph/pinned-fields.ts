import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
} from 'graphql';
import { homesOf } from './homes.js';
import { argumentOf, fieldIn, subgraphReader, typeIn, typeWithFields } from './join-spec.js';
import { freeMark, type StandIn } from './stand-ins.js';

/** Fields of the planner's supergraph that stand for others as one subgraph alone has them. */
export interface PinnedFields {
  /** The name of the field that stands for another, by {@link fieldIn}. */
  readonly names: ReadonlyMap<string, string>;
  /** What these stand for, by name. */
  readonly standIns: ReadonlyMap<string, StandIn>;
  /** What can be found in a subgraph where an interface or union is declared, by {@link typeIn}. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Gives each field of objects that several subgraphs have a stand-in for each of them, where some interface or union is of other types in one subgraph
 * than in another. Planning can be told by it from which of them a field is to come.
 */
export function addPinnedFields(
  supergraph: DocumentNode,
  schema: GraphQLSchema,
): { readonly supergraph: DocumentNode; readonly pinned: PinnedFields } {
  const members = membersOf(supergraph);
  if (!isInconsistent(members))
    return { supergraph, pinned: { names: new Map(), standIns: new Map(), members: new Map() } };
  const subgraphOf = subgraphReader(supergraph);
  const mark = freeMark(supergraph, '__in_');
  const names = new Map<string, string>();
  const standIns = new Map<string, StandIn>();
  const definitions = supergraph.definitions.map((definition) => {
    const type = typeWithFields(definition);
    if (type?.kind !== Kind.OBJECT_TYPE_DEFINITION) return definition;
    const added = (type.fields ?? []).flatMap((field) => {
      const homes = isOfObjects(type.name.value, field, schema) ? homesOf(field, type) : [];
      return homes.length < 2
        ? []
        : homes.map((home) => {
            const value = `${field.name.value}${mark}${argumentOf(home, 'graph')}`;
            names.set(fieldIn(subgraphOf(home), type.name.value, field.name.value), value);
            standIns.set(value, { field: field.name.value, arguments: null });
            return { ...field, name: { kind: Kind.NAME, value } as const, directives: [home] };
          });
    });
    return added.length === 0 ? definition : { ...type, fields: [...(type.fields ?? []), ...added] };
  });
  return { supergraph: { ...supergraph, definitions }, pinned: { names, standIns, members } };
}

function isOfObjects(type: string, { name }: FieldDefinitionNode, schema: GraphQLSchema): boolean {
  const found = schema.getType(type);
  const field = isObjectType(found) ? found.getFields()[name.value] : undefined;
  return field !== undefined && isCompositeType(getNamedType(field.type));
}

function membersOf(supergraph: DocumentNode): ReadonlyMap<string, ReadonlySet<string>> {
  const subgraphOf = subgraphReader(supergraph);
  const members = new Map<string, Set<string>>();
  const add = (directive: ConstDirectiveNode, abstract: string, member: string): void => {
    const key = typeIn(subgraphOf(directive), abstract);
    members.set(key, (members.get(key) ?? new Set()).add(member));
  };
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.UNION_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const { name, directives = [] } = definition;
    for (const directive of directives) {
      const member = directive.name.value === 'join__unionMember' ? argumentOf(directive, 'member') : undefined;
      const implemented = directive.name.value === 'join__implements' ? argumentOf(directive, 'interface') : undefined;
      if (member !== undefined) add(directive, name.value, member);
      if (implemented !== undefined) add(directive, implemented, name.value);
    }
  }
  return members;
}

function isInconsistent(members: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const known = new Map<string, string>();
  return [...members].some(([key, types]) => {
    const abstract = key.slice(key.lastIndexOf(' ') + 1);
    const all = [...types].sort().join();
    const other = known.get(abstract) ?? all;
    known.set(abstract, all);
    return other !== all;
  });
}
