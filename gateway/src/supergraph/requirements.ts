import type { Schema } from '@apollo/federation-internals';

/** What a caller has to bring: an identity, or one of several sets of scopes or policies, whole. */
export type Requirement =
  | { readonly kind: 'identity' }
  | { readonly kind: 'scopes' | 'policies'; readonly anyOf: readonly (readonly string[])[] };

/** The requirements of a schema by coordinate, `Type` or `Type.field`; where there are several, all must be met. */
export type Requirements = ReadonlyMap<string, readonly Requirement[]>;

/** The features that protect parts of a graph (specs.apollo.dev), each with one directive of its name. */
const DIRECTIVES = [
  ['authenticated', (): Requirement => ({ kind: 'identity' })],
  ['requiresScopes', ({ scopes }: Arguments): Requirement => ({ kind: 'scopes', anyOf: setsOf(scopes) })],
  ['policy', ({ policies }: Arguments): Requirement => ({ kind: 'policies', anyOf: setsOf(policies) })],
] as const;

type Arguments = Readonly<Record<string, unknown>>;

/**
 * Reads `@authenticated`, `@requiresScopes` and `@policy`, whatever they are imported as.
 * @throws Error for one that cannot be read: what looks protected and is not is worse than no start.
 */
export function readRequirements(schema: Schema): Requirements {
  const requirements = new Map<string, Requirement[]>();
  for (const [name, read] of DIRECTIVES) {
    const feature = schema.coreFeatures?.getByIdentity(`https://specs.apollo.dev/${name}`);
    if (feature === undefined) continue;
    const directive = schema.directive(feature.directiveNameInSchema(name));
    if (directive === undefined) throw new Error(`SUPERGRAPH: it links @${name} and does not define it`);
    for (const application of directive.applications()) {
      const coordinate = coordinateOf(application.parent);
      const others = requirements.get(coordinate) ?? [];
      requirements.set(coordinate, [...others, read(application.arguments())]);
    }
  }
  return requirements;
}

function coordinateOf(element: object): string {
  if ('coordinate' in element && typeof element.coordinate === 'string') return element.coordinate;
  throw new Error(`SUPERGRAPH: it protects what cannot be protected: ${String(element)}`);
}

function setsOf(argument: unknown): readonly (readonly string[])[] {
  if (!Array.isArray(argument)) throw new Error('SUPERGRAPH: scopes and policies are lists of lists');
  return argument.map((set: unknown) => (Array.isArray(set) ? set.map(String) : [String(set)]));
}
