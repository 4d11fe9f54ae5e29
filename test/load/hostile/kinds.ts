import { Random } from '../random.js';
import type { Generator, HostileRequest, World } from './hostile-request.js';
import { addresses } from './kinds/addresses.js';
import { badUtf8, hugeBody } from './kinds/bytes.js';
import { directives } from './kinds/directives.js';
import { fragments } from './kinds/fragments.js';
import { framing } from './kinds/framing.js';
import { headers } from './kinds/headers.js';
import { argumentsByLiteral, argumentsByVariable, variables } from './kinds/inputs.js';
import { introspection } from './kinds/introspection.js';
import { malformedJson, oddJson, wrongTypes } from './kinds/json-bodies.js';
import { links } from './kinds/links.js';
import { longTokens } from './kinds/long-tokens.js';
import { mediaTypes } from './kinds/media-types.js';
import { mutated } from './kinds/mutated.js';
import { nested } from './kinds/nested.js';
import { randomOperation } from './kinds/random-operation.js';
import { slow } from './kinds/slow.js';
import { tokens } from './kinds/tokens.js';
import { aliased, wide } from './kinds/wide.js';

const GENERATORS: ReadonlyMap<string, Generator> = new Map([
  ['nested', nested],
  ['wide', wide],
  ['aliased', aliased],
  ['fragments', fragments],
  ['directives', directives],
  ['long tokens', longTokens],
  ['introspection', introspection],
  ['mutated operation', mutated],
  ['random operation', randomOperation],
  ['variables', variables],
  ['arguments by variable', argumentsByVariable],
  ['arguments by literal', argumentsByLiteral],
  ['malformed JSON', malformedJson],
  ['odd JSON', oddJson],
  ['wrong types', wrongTypes],
  ['bad UTF-8', badUtf8],
  ['huge body', hugeBody],
  ['media types', mediaTypes],
  ['addresses', addresses],
  ['headers', headers],
  ['framing', framing],
  ['tokens', tokens],
  ['links', links],
  ['slow', slow],
]);

/** The kinds of hostile requests, in the order in which they take turns. */
export const KINDS: readonly string[] = [...GENERATORS.keys()];

/** Keeps the draws of neighbouring requests and seeds apart. */
const STRIDE = 1_000_003;

/** The request of a seed at an index: nothing else has a say in it but the graph it is made for. */
export function requestAt(world: World, seed: number, index: number): HostileRequest {
  const kind = KINDS[index % KINDS.length] ?? '';
  const generator = GENERATORS.get(kind);
  if (generator === undefined) throw new Error(`expected an index from 0 on, got ${index}`);
  return { kind, seed, index, ...generator(new Random(Math.imul(seed, STRIDE) + index), world) };
}
