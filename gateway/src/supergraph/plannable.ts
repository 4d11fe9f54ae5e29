import {
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  print,
  type TypeNode,
  visit,
} from 'graphql';
import { readScatteredFields, readSharedFields, type ScatteredFields, type SharedFields } from './homes.js';
import { type InterfaceObjects, readInterfaceObjects } from './interface-objects.js';
import {
  argumentOf,
  isJoinField,
  isJoinType,
  subgraphReader,
  type TypeWithFields,
  typeIn,
  typeWithFields,
} from './join-spec.js';
import { type OverriddenShare, readOverriddenShares } from './override-labels.js';
import { addPinnedFields, type PinnedFields } from './pinned-fields.js';
import { type RequiredInputs, readRequiredInputs } from './required-inputs.js';
import { addStandIns, type StandIns } from './stand-ins.js';

/** A supergraph as the planner is given it. */
export interface Plannable {
  readonly document: DocumentNode;
  /** Whether it is the supergraph as it came. */
  readonly isSame: boolean;
  readonly standIns: StandIns;
  readonly pinned: PinnedFields;
  /** Response keys under which the planner fetches what keys and `@requires` name, beside what a client asked for. */
  readonly neededKeys: ReadonlySet<string>;
  readonly interfaceObjects: InterfaceObjects;
  readonly overriddenShares: readonly OverriddenShare[];
  readonly sharedFields: SharedFields;
  readonly scatteredFields: ScatteredFields;
  readonly inputs: RequiredInputs;
}

/** Makes the planner's copy of a supergraph: the same graph, written so that the planner does not err in it. What clients see is not made of it. */
export function plannable(sdl: string, schema: GraphQLSchema): Plannable {
  const own = parse(sdl);
  const { supergraph, standIns: required } = addStandIns(own, schema);
  const { supergraph: withPins, pinned } = addPinnedFields(supergraph, schema);
  const keyed = withoutIdleKeys(withPins);
  const interfaceObjects = readInterfaceObjects(keyed);
  const document = withoutProvidedObjects(keyed, interfaceObjects);
  const standIns = { ...required, byName: new Map([...required.byName, ...pinned.standIns]) };
  const read = {
    neededKeys: neededKeys(document),
    interfaceObjects,
    overriddenShares: readOverriddenShares(document),
    sharedFields: readSharedFields(own),
    scatteredFields: readScatteredFields(own),
    inputs: readRequiredInputs(document),
  };
  return { document, isSame: document === own, standIns, pinned, ...read };
}

/**
 * Leaves out the keys by which a subgraph does not resolve a type that it resolves by others. When the planner comes back to a subgraph with what a
 * `@requires` of it names, it takes the first key that it can fill, whether the subgraph resolves that one or not.
 */
function withoutIdleKeys(document: DocumentNode): DocumentNode {
  const definitions = document.definitions.map((definition) => {
    const type = typeWithFields(definition);
    const idle = type === null ? [] : idleKeys(type);
    if (type === null || idle.length === 0) return definition;
    return { ...type, directives: type.directives?.filter((directive) => !idle.includes(directive)) ?? [] };
  });
  const isSame = definitions.every((definition, index) => definition === document.definitions[index]);
  return isSame ? document : { ...document, definitions };
}

/**
 * Takes `@provides` from fields of interface objects: the planner finds no way from there to the types of the interface. What was provided is asked of the
 * interface object as without it.
 */
function withoutProvidedObjects(document: DocumentNode, { names }: InterfaceObjects): DocumentNode {
  if (names.size === 0) return document;
  const subgraphOf = subgraphReader(document);
  const isIdle = (directive: ConstDirectiveNode, type: string): boolean =>
    isJoinField(directive) &&
    argumentOf(directive, 'provides') !== undefined &&
    names.has(typeIn(subgraphOf(directive), type));
  return visit(document, {
    FieldDefinition: (field) => {
      const type = namedType(field.type);
      if (!field.directives?.some((directive) => isIdle(directive, type))) return undefined;
      const directives = field.directives.map((directive) =>
        isIdle(directive, type)
          ? { ...directive, arguments: directive.arguments?.filter(({ name }) => name.value !== 'provides') ?? [] }
          : directive,
      );
      return { ...field, directives };
    },
  });
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function idleKeys({ directives = [] }: TypeWithFields): readonly ConstDirectiveNode[] {
  const keys = directives.filter((directive) => isJoinType(directive) && argumentOf(directive, 'key') !== undefined);
  const isIdle = (key: ConstDirectiveNode): boolean => argumentOf(key, 'resolvable') === 'false';
  const resolving = new Set(keys.filter((key) => !isIdle(key)).map((key) => argumentOf(key, 'graph')));
  return keys.filter((key) => isIdle(key) && resolving.has(argumentOf(key, 'graph')));
}

/** What a field takes from contexts (`contextArguments` of the join specification), as it is written there. */
function contextSelections({ arguments: values = [] }: ConstDirectiveNode): readonly string[] {
  return values.filter(({ name }) => name.value === 'contextArguments').map(({ value }) => print(value));
}

/** Every name in a key, `@requires` or `@fromContext`: more than are fetched, which does no harm. */
function neededKeys({ definitions }: DocumentNode): ReadonlySet<string> {
  const fieldSets = definitions.flatMap((definition) => {
    const type = typeWithFields(definition);
    const ofFields = (type?.fields ?? []).flatMap(({ directives = [] }) => directives.filter(isJoinField));
    return [
      ...(type?.directives ?? []).filter(isJoinType).map((directive) => argumentOf(directive, 'key')),
      ...ofFields.map((directive) => argumentOf(directive, 'requires')),
      ...ofFields.flatMap(contextSelections),
    ];
  });
  return new Set(fieldSets.flatMap((fieldSet) => fieldSet?.match(/[_A-Za-z]\w*/g) ?? []));
}
