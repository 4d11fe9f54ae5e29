import type { Generator } from '../hostile-request.js';
import { documentOf } from '../http-bytes.js';
import { around } from '../repeat.js';

/** Each nests something else. */
const SHAPES: readonly ((depth: number) => string)[] = [
  (depth) => `{ country { ${around('children { ', '} ', depth, 'uid ')} } }`,
  (depth) => `{ country { ${around('parent { ', '} ', depth, 'uid ')} } }`,
  (depth) => `{ country { ${around('committee { unit { ', '} } ', depth, 'uid ')} } }`,
  (depth) => `{ country { ${around('committee { spokespersons { agency { unit { ', '} } } } ', depth, 'uid ')} } }`,
  (depth) => `{ country { ${around('... { ', '} ', depth, 'uid ')} } }`,
  (depth) => `{ country { ${around('... on AdministrativeUnit { ', '} ', depth, 'uid ')} } }`,
  (depth) => `{ country { ${around('... on AdministrativeUnit { parent { ', '} } ', depth, 'uid ')} } }`,
  (depth) => `{ node(id: "x") { ${around('... on Node { ', '} ', depth, '__typename ')} } }`,
  (depth) => `{ unit(uid: ${around('[', ']', depth, '')}) { uid } }`,
  (depth) => `{ units(filter: ${around('{within: ', '}', depth, '1')}) { totalCount } }`,
  (depth) => `query ($deep: ${around('[', ']', depth, 'Int')}) { country { uid } }`,
  (depth) => '{'.repeat(depth),
  (depth) => around('{', '}', depth, ''),
  (depth) => `{ country ${'('.repeat(depth)} }`,
  (depth) => `{ country @include(if: ${around('[', ']', depth, 'true')}) { uid } }`,
  (depth) => `{ nothing { ${around('nothing { ', '} ', depth, 'nothing ')} } }`,
];

/** Selections, values and types within each other. */
export const nested: Generator = (random, world) =>
  documentOf(world, random.pick(SHAPES)(random.pick([3, 7, 11, 22, 23, 24, 25, 60, 300, 1_200, 2_400, 4_900, 50_000])));
