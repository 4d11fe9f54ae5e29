import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type GraphQLSchema,
  isInterfaceType,
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { argumentOf, fieldIn, isJoinField, subgraphReader, type TypeWithFields, typeWithFields } from './join-spec.js';

/** A field of the planner's supergraph that stands for another. */
export interface StandIn {
  readonly field: string;
  /** Those that a `@requires` names; null where the client's are meant. */
  readonly arguments: readonly ArgumentNode[] | null;
}

/** The stand-ins of a supergraph. */
export interface StandIns {
  readonly byName: ReadonlyMap<string, StandIn>;
  /** Those that a field requires in a subgraph, by {@link fieldIn}. */
  readonly requiredBy: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Gives each field with arguments that a `@requires` names a field of its own in the supergraph, without arguments, for each set of values it is required
 * under. The planner fetches what is required under its own name: a client, or another `@requires`, that asks for the same with other values would be
 * given the same answer.
 */
export function addStandIns(
  supergraph: DocumentNode,
  schema: GraphQLSchema,
): { readonly supergraph: DocumentNode; readonly standIns: StandIns } {
  const finding: Finding = {
    ...{ mark: freeMark(supergraph, '__required_'), schema, subgraphOf: subgraphReader(supergraph), named: new Map() },
    ...{ byName: new Map(), places: new Map(), requiredBy: new Map() },
  };
  const required = mapFields(supergraph, (field, type) => requiringStandIns(field, type, finding));
  if (finding.byName.size === 0) return { supergraph, standIns: finding };
  return { supergraph: withFields(required, finding), standIns: finding };
}

interface Finding extends StandIns {
  /** What is between a field's name and a number in the name of its stand-in. */
  readonly mark: string;
  readonly schema: GraphQLSchema;
  /** Names of stand-ins, by what they stand for. */
  readonly named: Map<string, string>;
  readonly byName: Map<string, StandIn>;
  /** The types that have them, by name. */
  readonly places: Map<string, Set<string>>;
  readonly requiredBy: Map<string, Set<string>>;
  readonly subgraphOf: (directive: ConstDirectiveNode) => string;
}

/** A mark that no field's name has in it. */
export function freeMark(supergraph: DocumentNode, mark: string): string {
  const isTaken = supergraph.definitions.some((definition) =>
    typeWithFields(definition)?.fields?.some(({ name }) => name.value.includes(mark)),
  );
  return isTaken ? freeMark(supergraph, `${mark}_`) : mark;
}

function mapFields(
  document: DocumentNode,
  change: (field: FieldDefinitionNode, type: string) => FieldDefinitionNode,
): DocumentNode {
  const definitions = document.definitions.map((definition) => {
    const type = typeWithFields(definition);
    if (type?.fields === undefined) return definition;
    return { ...type, fields: type.fields.map((field) => change(field, type.name.value)) };
  });
  return { ...document, definitions };
}

function requiringStandIns(field: FieldDefinitionNode, type: string, finding: Finding): FieldDefinitionNode {
  const directives = field.directives?.map((directive): ConstDirectiveNode => {
    const required = isJoinField(directive) ? argumentOf(directive, 'requires') : undefined;
    if (required === undefined || argumentOf(directive, 'graph') === undefined) return directive;
    const names = new Set<string>();
    const value = replaced(required, { type, names, finding });
    if (names.size === 0) return directive;
    finding.requiredBy.set(fieldIn(finding.subgraphOf(directive), type, field.name.value), names);
    const others = (directive.arguments ?? []).map((argument) =>
      argument.name.value === 'requires' ? { ...argument, value: { kind: Kind.STRING, value } as const } : argument,
    );
    return { ...directive, arguments: others };
  });
  return directives === undefined ? field : { ...field, directives };
}

interface Replacing {
  readonly type: string;
  readonly names: Set<string>;
  readonly finding: Finding;
}

/** A field set (`FieldSet` of the subgraph specification) with stand-ins for the fields that have arguments. */
function replaced(fieldSet: string, { type, names, finding }: Replacing): string {
  const typeInfo = new TypeInfo(finding.schema, finding.schema.getType(type));
  const [parsed] = parse(`{${fieldSet}}`).definitions;
  if (parsed?.kind !== Kind.OPERATION_DEFINITION) return fieldSet;
  const selections = visit(
    parsed.selectionSet,
    visitWithTypeInfo(typeInfo, {
      Field: {
        leave: (node) => {
          const parent = typeInfo.getParentType()?.name;
          if (parent === undefined || !typeInfo.getFieldDef()?.args.length) return undefined;
          const name = standInFor(node, finding);
          names.add(name);
          placeAt(parent, name, finding);
          return { ...node, name: { kind: Kind.NAME, value: name }, arguments: [] };
        },
      },
    }),
  );
  return stripIgnoredCharacters(print(selections)).slice(1, -1);
}

function standInFor({ name: { value: field }, arguments: values = [] }: FieldNode, finding: Finding): string {
  const { named, byName } = finding;
  const sorted = [...values].sort((one, other) => (one.name.value < other.name.value ? -1 : 1));
  const key = `${field}(${sorted.map(print).join()})`;
  const known = named.get(key);
  if (known !== undefined) return known;
  const name = `${field}${finding.mark}${named.size}`;
  named.set(key, name);
  byName.set(name, { field, arguments: values });
  return name;
}

/** A field of an interface is one of whatever implements it. */
function placeAt(parent: string, name: string, { schema, places }: Finding): void {
  const type = schema.getType(parent);
  const { objects = [], interfaces = [] } = isInterfaceType(type) ? schema.getImplementations(type) : {};
  const types = places.get(name) ?? new Set<string>();
  for (const each of [parent, ...[...objects, ...interfaces].map((implementation) => implementation.name)])
    types.add(each);
  places.set(name, types);
}

function withFields(document: DocumentNode, { byName, places }: Finding): DocumentNode {
  const added = ({ name, fields = [] }: TypeWithFields): readonly FieldDefinitionNode[] =>
    [...byName].flatMap(([standIn, { field }]) => {
      const own = places.get(standIn)?.has(name.value) ? fields.find((each) => each.name.value === field) : undefined;
      if (own === undefined) return [];
      const directives = (own.directives ?? []).filter(isJoinField);
      return [{ ...own, name: { kind: Kind.NAME, value: standIn }, arguments: [], directives }];
    });
  const definitions = document.definitions.map((definition) => {
    const type = typeWithFields(definition);
    return type === null ? definition : { ...type, fields: [...(type.fields ?? []), ...added(type)] };
  });
  return { ...document, definitions };
}
