import type { Generator } from '../hostile-request.js';
import { documentOf } from '../http-bytes.js';

const DIRECTIVES = [
  '@skip(if: false)',
  '@include(if: true)',
  '@skip(if: true)',
  '@include(if: $yes)',
  '@skip(if: "yes")',
  '@skip(if: null)',
  '@skip',
  '@include(if: true, if: true)',
  '@nothing',
  '@deprecated(reason: "old")',
  '@key(fields: "id")',
  '@requires(fields: "id")',
  '@join__field(graph: UNITS)',
  '@inaccessible',
  '@defer',
  '@stream(initialCount: 1)',
  '@cost(weight: 0)',
  '@oneOf',
  '@__proto__',
  '@specifiedBy(url: "x")',
] as const;

const COUNTS = [1, 2, 20, 400, 1_500, 3_000, 12_000];

const SHAPES: readonly ((directives: string) => string)[] = [
  (directives) => `query ($yes: Boolean = true) { country ${directives} { uid } viewer { role } }`,
  (directives) => `query ($yes: Boolean!) ${directives} { country { uid } }`,
  (directives) => `query ($yes: Boolean = true ${directives}) { country { uid } }`,
  (directives) => `{ country { ... ${directives} { uid } } }`,
  (directives) => `{ country { ...F ${directives} } } fragment F on AdministrativeUnit ${directives} { uid }`,
  (directives) => `{ country { children ${directives} { uid committee ${directives} { name } } } }`,
];

/** Directives over and over, at the wrong places, with the wrong arguments, or of nobody. */
export const directives: Generator = (random, world) => {
  const drawn = Array.from({ length: random.pick([1, 1, 2, 4]) }, () => random.pick(DIRECTIVES)).join(' ');
  const variables = random.pick([{}, { yes: true }, { yes: 'true' }, { yes: null }]);
  return documentOf(world, random.pick(SHAPES)(`${drawn} `.repeat(random.pick(COUNTS))), variables);
};
