import type { Random } from '../../random.js';
import { orRefusedBy } from '../expectation.js';
import type { Generator } from '../hostile-request.js';
import { linkOf } from '../http-bytes.js';

const BROKEN: readonly ((search: string, random: Random) => string)[] = [
  (search) => search,
  (search, random) => search.slice(0, random.below(search.length)),
  (search) => `${search}&query=%7Bcountry%7Buid%7D%7D`,
  (search) => `${search}&variables=%7B%7D`,
  (search) => `${search}&variables=null`,
  (search) => `${search}&operationName=`,
  (search) => `${search}&operationName=a&operationName=b`,
  (search) => `${search}&operationName=__proto__`,
  (search) => `${search}&extensions=`,
  (search) => `${search}&extensions=%5B%5D`,
  (search) => `${search}&extensions=%7B%22persistedQuery%22:%7B%22version%22:1,%22sha256Hash%22:%22x%22%7D%7D`,
  (search) => `${search}&__proto__=x&constructor=y&query[]=z`,
  (search) => search.replace('query=', 'QUERY='),
  (search) => search.replace('query=', 'query[]='),
  (search) => search.replaceAll('%', ''),
  (search) => search.replaceAll('%', '%25'),
  (search) => search.replace(/%../, '%ff'),
  (search) => search.replace(/%../, '%00'),
  (search) => search.replace(/%../, '%zz'),
  (search) => search.replace(/%../, '%'),
  (search) => search.replace(/%../, '\u00c3\u00a9'),
  (search) => search.replace(/%../, '\u00ff'),
  (search) => search.replace(/%../, '%c0%af'),
  (search) => search.replaceAll('%20', '+'),
  (search) => `${search}#${search}`,
  (search) => `${search};a=b`,
  (search) => `${search}&`.repeat(3),
  (search, random) => `${search}&a=${'x'.repeat(random.pick([2_000, 20_000]))}`,
  (search, random) => `${search}${'&a=b'.repeat(random.pick([100, 2_000]))}`,
  () => '',
  () => '?',
  () => '&&&===',
  () => 'query',
  () => 'query=',
  () => 'query=%7B',
  () => 'query=mutation%7Badd%7D',
  () => 'query=subscription%7Badd%7D',
  () => 'query=%7B__typename%7D&variables=%7B',
  () => 'query=%7B__typename%7D&variables=5',
  () => 'query=%7B__typename%7D&variables=%ff',
];

/** Links that hold broken codings, parameters twice or of the wrong kind, or more than a link should. */
export const links: Generator = (random, world) => {
  const { operation } = random.pick(world.known);
  const search = `query=${encodeURIComponent(operation.text)}&variables=${encodeURIComponent(JSON.stringify(operation.variables))}`;
  const draft = linkOf(world, random.pick(BROKEN)(search, random));
  // A link with bytes in it that no address may have, or too long for the head of a request, is no HTTP.
  return { ...draft, expected: () => orRefusedBy(draft.expected(), 'BAD_REQUEST') };
};
