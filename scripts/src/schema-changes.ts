import { type Change, ChangeType, CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/** What a change does to those who use the schema: breaks them, may surprise them, or neither. */
export type ChangeEffect = 'BREAKING' | 'DANGEROUS' | 'SAFE';

/** One change between two schemas. */
export interface SchemaChange {
  /** What changed, as a schema coordinate: `Type`, `Type.field`, `Type.field(argument:)`, `Enum.VALUE`, `@directive`. */
  readonly coordinate: string;
  readonly verb: 'added' | 'deprecated' | 'changed' | 'removed';
  readonly effect: ChangeEffect;
  /** The change in one line. */
  readonly text: string;
}

/**
 * What changed between two API schemas, in the order of the coordinates. Changes of descriptions are left out: they promise
 * nothing; so is whatever belongs to something that is new itself.
 * @throws GraphQLError when one of them is not a schema.
 */
export async function schemaChanges(from: string, to: string): Promise<readonly SchemaChange[]> {
  const changes = (await diff(buildSchema(from), buildSchema(to))).filter(isPromise).map(readChange);
  const added = new Set(changes.filter((change) => change.verb === 'added').map((change) => change.coordinate));
  return changes
    .filter((change) => !ownersOf(change.coordinate).some((owner) => added.has(owner)))
    .sort((one, other) => compare(one.coordinate, other.coordinate) || compare(one.text, other.text));
}

const EFFECTS: Readonly<Record<CriticalityLevel, ChangeEffect>> = {
  [CriticalityLevel.Breaking]: 'BREAKING',
  [CriticalityLevel.Dangerous]: 'DANGEROUS',
  [CriticalityLevel.NonBreaking]: 'SAFE',
};

/** Deprecations that are told as the use of a directive; those of fields and values have changes of their own. */
const DEPRECATIONS: readonly string[] = [
  ChangeType.DirectiveUsageArgumentDefinitionAdded,
  ChangeType.DirectiveUsageInputFieldDefinitionAdded,
];

/** Whether a change concerns what the schema promises, and is told once. */
function isPromise({ type, path }: Change): boolean {
  if (type.includes('DESCRIPTION')) return false;
  return (
    !type.startsWith('DIRECTIVE_USAGE') || (DEPRECATIONS.includes(type) && path?.endsWith('.@deprecated') === true)
  );
}

function readChange(change: Change): SchemaChange {
  return {
    coordinate: coordinateOf(change),
    verb: verbOf(change.type),
    effect: EFFECTS[change.criticality.level],
    text: change.message.replaceAll("'", '`').replace(/\s+/g, ' ').replace(/\.$/, ''),
  };
}

/** Types of changes end in what was done; a member or an interface that comes or goes changes the type that has it. */
function verbOf(type: string): SchemaChange['verb'] {
  if (type.includes('DEPRECATION') || DEPRECATIONS.includes(type))
    return type.endsWith('_ADDED') || DEPRECATIONS.includes(type) ? 'deprecated' : 'changed';
  if (/^(UNION_MEMBER|OBJECT_TYPE_INTERFACE|DIRECTIVE_LOCATION|DIRECTIVE_REPEATABLE)_/.test(type)) return 'changed';
  if (type.endsWith('_ADDED')) return 'added';
  return type.endsWith('_REMOVED') ? 'removed' : 'changed';
}

/** The coordinate of a change, from its dotted path: `Type.field.argument`, `@directive.argument`, with `.@deprecated` at the end perhaps. */
function coordinateOf({ path = '', type, meta }: Change): string {
  const [owner = '', ...rest] = path.replace(/\.@deprecated$/, '').split('.');
  if (owner.startsWith('@')) {
    const argument: unknown = type === ChangeType.DirectiveArgumentAdded ? meta.addedDirectiveArgumentName : rest[0];
    return argument === undefined ? owner : `${owner}(${String(argument)}:)`;
  }
  const [member, argument] = rest;
  if (member === undefined) return owner === '' ? 'schema' : owner;
  return argument === undefined ? `${owner}.${member}` : `${owner}.${member}(${argument}:)`;
}

/** The coordinates of what a coordinate belongs to. */
function ownersOf(coordinate: string): readonly string[] {
  const [withoutArgument = ''] = coordinate.split('(');
  const [type = ''] = withoutArgument.split('.');
  return [type, withoutArgument].filter((owner) => owner !== coordinate);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
