import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { type Draw, happens, oneOf, upTo } from './draw-values.js';

/** An operation that was drawn, with its variables. */
export interface DrawnOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const MOST_DEPTH = 4;
/** So many selections have parts that are drawn; what follows asks for a type's name alone. */
const MOST_SELECTIONS = 40;

/** Draws a valid query: fields, aliases, arguments, fragments, `@skip` and `@include`, by literals and by variables. */
export function drawOperation(draw: Draw, api: GraphQLSchema): DrawnOperation {
  const drawing = new Drawing(draw, api);
  const root = api.getQueryType() as GraphQLNamedType;
  const selection = drawing.selection(root, 0);
  const [declared, variables] = drawing.variables();
  return { query: `query${declared} ${selection}${drawing.fragments.join('')}`, variables };
}

class Drawing {
  readonly fragments: string[] = [];
  readonly #draw: Draw;
  readonly #api: GraphQLSchema;
  readonly #used = new Map<string, string>();
  #aliases = 0;
  #selections = 0;

  constructor(draw: Draw, api: GraphQLSchema) {
    this.#draw = draw;
    this.#api = api;
  }

  /** The declaration of the variables that are used, and values for some of them: the others have defaults. */
  variables(): readonly [string, Readonly<Record<string, unknown>>] {
    const values: Record<string, unknown> = { yes: happens(this.#draw, 50) };
    if (happens(this.#draw, 50)) values.no = happens(this.#draw, 50);
    if (happens(this.#draw, 50)) values.n = upTo(this.#draw, 5);
    const given = Object.entries(values).filter(([name]) => this.#used.has(name));
    const declared = [...this.#used.values()].join(', ');
    return [declared === '' ? '' : `(${declared})`, Object.fromEntries(given)];
  }

  selection(type: GraphQLNamedType, depth: number): string {
    this.#selections += 1;
    if (this.#selections > MOST_SELECTIONS) return '{ __typename }';
    const parts = Array.from({ length: 1 + upTo(this.#draw, 3) }, () => this.#part(type, depth));
    return `{ ${parts.join(' ')} }`;
  }

  #part(type: GraphQLNamedType, depth: number): string {
    const possible = isAbstractType(type) ? this.#api.getPossibleTypes(type) : [];
    const isFragment = depth > 0 && happens(this.#draw, possible.length > 0 ? 60 : 10);
    if (isFragment) return this.#fragment(oneOf(this.#draw, [type, ...possible]), depth);
    return this.#field(type, depth);
  }

  #fragment(type: GraphQLNamedType, depth: number): string {
    const selection = this.selection(type, depth);
    if (happens(this.#draw, 70)) return `... on ${type.name}${this.#directive()} ${selection}`;
    const name = `F${this.fragments.length}`;
    this.fragments.push(` fragment ${name} on ${type.name} ${selection}`);
    return `...${name}${this.#directive()}`;
  }

  #field(type: GraphQLNamedType, depth: number): string {
    const all = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const fields = all.filter((field) => depth < MOST_DEPTH || !isCompositeType(getNamedType(field.type)));
    const field = fields.length === 0 || happens(this.#draw, 10) ? null : fields[upTo(this.#draw, fields.length - 1)];
    if (!field) return `${happens(this.#draw, 20) ? 'kind: ' : ''}__typename`;
    const named = getNamedType(field.type);
    const argument = field.args.length > 0 ? this.#argument() : '';
    // Two fields of one key have to be asked alike: whatever may differ has a key of its own.
    const alias = argument !== '' || happens(this.#draw, 20) ? `x${this.#nextAlias()}: ` : '';
    const below = isCompositeType(named) ? ` ${this.selection(named, depth + 1)}` : '';
    return `${alias}${field.name}${argument}${this.#directive()}${below}`;
  }

  #nextAlias(): number {
    this.#aliases += 1;
    return this.#aliases;
  }

  #argument(): string {
    return oneOf(this.#draw, [
      () => '',
      () => `(n: ${upTo(this.#draw, 5)})`,
      () => `(n: ${this.#variable('n', 'Int = 4')})`,
    ])();
  }

  #directive(): string {
    if (!happens(this.#draw, 12)) return '';
    const condition = oneOf(this.#draw, [
      () => 'true',
      () => this.#variable('yes', 'Boolean!'),
      () => this.#variable('no', 'Boolean! = false'),
    ])();
    return ` @${oneOf(this.#draw, ['include', 'skip'])}(if: ${condition})`;
  }

  #variable(name: string, type: string): string {
    this.#used.set(name, `$${name}: ${type}`);
    return `$${name}`;
  }
}
