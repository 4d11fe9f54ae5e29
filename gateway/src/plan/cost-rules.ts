import {
  type DefinitionNode,
  type DirectiveNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';

/** How long a list is expected to be (the cost specification's `@listSize`). */
export interface ListSize {
  readonly assumedSize: number | null;
  readonly slicingArguments: readonly string[];
  /** The fields of the returned object that are the list, when the field itself is none: a connection's. */
  readonly sizedFields: readonly string[];
}

/** What a supergraph says about costs; whatever it says nothing of has the defaults. */
export interface CostRules {
  /** `@cost` of types, by name. */
  readonly types: ReadonlyMap<string, number>;
  /** `@cost` of fields, by `Type.field`. */
  readonly fields: ReadonlyMap<string, number>;
  /** `@cost` of arguments, by `Type.field.argument`. */
  readonly arguments: ReadonlyMap<string, number>;
  /** `@listSize`, by `Type.field`. */
  readonly lists: ReadonlyMap<string, ListSize>;
}

/** Whether a supergraph says anything of costs: without that, a cost is a guess, and the longer an operation is, the farther off. */
export function saysCosts({ types, fields, arguments: ofArguments, lists }: CostRules): boolean {
  return [types, fields, ofArguments, lists].some(({ size }) => size > 0);
}

const COST_SPEC = 'https://specs.apollo.dev/cost/';

/** Reads the directives of the cost specification (specs.apollo.dev/cost/v0.1) from a supergraph, whatever they are imported as. */
export function readCostRules(sdl: string): CostRules {
  const rules = {
    types: new Map<string, number>(),
    fields: new Map<string, number>(),
    arguments: new Map<string, number>(),
    lists: new Map<string, ListSize>(),
  };
  const { definitions } = parse(sdl, { noLocation: true });
  const names = directiveNames(definitions);
  for (const definition of definitions) {
    if (!('name' in definition) || definition.name === undefined) continue;
    const weight = weightOf('directives' in definition ? definition.directives : [], names.cost);
    if (weight !== null) rules.types.set(definition.name.value, weight);
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? [])
      readField(`${definition.name.value}.${field.name.value}`, field, names, rules);
  }
  return rules;
}

interface RulesBeingRead extends CostRules {
  readonly fields: Map<string, number>;
  readonly arguments: Map<string, number>;
  readonly lists: Map<string, ListSize>;
}

interface DirectiveNames {
  readonly cost: string;
  readonly listSize: string;
}

function readField(place: string, field: FieldDefinitionNode, names: DirectiveNames, rules: RulesBeingRead): void {
  const weight = weightOf(field.directives, names.cost);
  if (weight !== null) rules.fields.set(place, weight);
  for (const argument of field.arguments ?? []) {
    const own = weightOf(argument.directives, names.cost);
    if (own !== null) rules.arguments.set(`${place}.${argument.name.value}`, own);
  }
  const listSize = field.directives?.find((directive) => directive.name.value === names.listSize);
  if (listSize === undefined) return;
  const assumed = argumentOf(listSize, 'assumedSize');
  rules.lists.set(place, {
    assumedSize: typeof assumed === 'number' ? assumed : null,
    slicingArguments: textsOf(argumentOf(listSize, 'slicingArguments')),
    sizedFields: textsOf(argumentOf(listSize, 'sizedFields')),
  });
}

/** The names the schema's `@link` gives the directives: plain where imported, else under the specification's prefix. */
function directiveNames(definitions: readonly DefinitionNode[]): DirectiveNames {
  const links = definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? (definition.directives ?? [])
      : [],
  );
  const link = links.find((directive) => String(argumentOf(directive, 'url')).startsWith(COST_SPEC));
  const imported = new Map<string, string>();
  const imports = link === undefined ? [] : argumentOf(link, 'import');
  for (const entry of Array.isArray(imports) ? imports : []) {
    if (typeof entry === 'string') imported.set(entry, entry.slice(1));
    else if (isRename(entry)) imported.set(entry.name, (entry.as ?? entry.name).slice(1));
  }
  const as = link === undefined ? null : argumentOf(link, 'as');
  const prefix = typeof as === 'string' ? as : 'cost';
  return { cost: imported.get('@cost') ?? prefix, listSize: imported.get('@listSize') ?? `${prefix}__listSize` };
}

function isRename(entry: unknown): entry is { readonly name: string; readonly as?: string } {
  return typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string';
}

function weightOf(directives: readonly DirectiveNode[] | undefined, name: string): number | null {
  const directive = directives?.find((applied) => applied.name.value === name);
  const weight = directive === undefined ? null : argumentOf(directive, 'weight');
  return typeof weight === 'number' ? weight : null;
}

function argumentOf(directive: DirectiveNode, name: string): unknown {
  const value: ValueNode | undefined = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value === undefined ? null : valueFromASTUntyped(value);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}
