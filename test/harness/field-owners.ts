import { readFileSync } from 'node:fs';
import {
  buildASTSchema,
  type DirectiveNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

const sdl = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const document = parse(sdl);
const schema = buildASTSchema(document, { assumeValidSDL: true });

/** The subgraphs that can answer a field, by `Type.field`, as the supergraph says (`@join__field`, `@join__type`). */
const owners = new Map<string, ReadonlySet<string>>(
  document.definitions
    .filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION)
    .flatMap((type) =>
      (type.fields ?? []).map((field) => [`${type.name.value}.${field.name.value}`, own(type, field)]),
    ),
);

function own(type: ObjectTypeDefinitionNode, field: FieldDefinitionNode): ReadonlySet<string> {
  const named = graphsOf(field.directives, 'join__field');
  return new Set(named.length > 0 ? named : graphsOf(type.directives, 'join__type'));
}

function graphsOf(directives: readonly DirectiveNode[] | undefined, name: string): readonly string[] {
  return (directives ?? [])
    .filter((directive) => directive.name.value === name)
    .flatMap(({ arguments: given }) => {
      const value = given?.find((argument) => argument.name.value === 'graph')?.value;
      return value?.kind === Kind.ENUM ? [value.value.toLowerCase()] : [];
    });
}

/**
 * Who can answer each place of an operation's answer: by path, response keys joined by dots and list positions left out. An
 * object's place counts with the fields selected below it.
 */
export function ownersByPlace(operation: string): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, ReadonlySet<string>>();
  const types = new TypeInfo(schema);
  const parsed = parse(operation);
  const fragments = new Map(
    parsed.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition.selectionSet]),
  );
  // Fragments are written out in place, so that a path is what a reader of the answer sees.
  const spread = visit(parsed, {
    FragmentSpread: (node) => {
      const selectionSet = fragments.get(node.name.value);
      return selectionSet && { kind: Kind.INLINE_FRAGMENT, selectionSet };
    },
  });
  const path: string[] = [];
  visit(
    { ...spread, definitions: spread.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION) },
    visitWithTypeInfo(types, {
      Field: {
        enter: (node) => {
          path.push(node.alias?.value ?? node.name.value);
          const graphs = owners.get(`${types.getParentType()?.name}.${node.name.value}`);
          if (graphs) places.set(path.join('.'), graphs);
        },
        leave: () => {
          path.pop();
        },
      },
    }),
  );
  return places;
}
