import { bodyOf } from '../../known.js';
import type { Random } from '../../random.js';
import type { Generator, World } from '../hostile-request.js';
import { postOf } from '../http-bytes.js';
import { around } from '../repeat.js';

function soundBody(random: Random, world: World): string {
  const { operation } = random.pick(world.known);
  return bodyOf(operation);
}

const BROKEN: readonly ((body: string, random: Random) => string | Buffer)[] = [
  (body, random) => body.slice(0, random.below(body.length)),
  (body) => `${body}}`,
  (body) => `${body}${body}`,
  (body) => `${body}\u0000`,
  (body) => body.replace('"query"', 'query'),
  (body) => body.replaceAll('"', "'"),
  (body) => body.replace(/}$/, ',}'),
  (body) => body.replace(/}$/, ', "variables": NaN}'),
  (body) => body.replace(/}$/, ', "variables": undefined}'),
  (body) => body.replace(/}$/, ', "extensions": {"a": 01}}'),
  (body) => body.replace(/}$/, ', "extensions": {"a": 1e}}'),
  (body) => body.replace(/}$/, ', "extensions": {"a": "\n"}}'),
  (body) => body.replace(/}$/, ', "extensions": {"a": "\\x"}}'),
  (body) => `/* a comment */ ${body}`,
  (body) => `callback(${body})`,
  (body) => `)]}',\n${body}`,
  (_, random) => '['.repeat(random.pick([1, 100, 10_000, 500_000])),
  (_, random) => '{"a":'.repeat(random.pick([1, 100, 10_000, 100_000])),
  (_, random) => '{"query":'.repeat(random.pick([1, 100, 10_000])),
  (body) => Buffer.from(body, 'utf16le'),
  (body) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(body, 'utf16le')]),
  () => '',
  () => ' \n',
  () => '-',
  () => '"',
];

/** Bodies that are no JSON: cut off, with something after the end, in another coding, or of another language. */
export const malformedJson: Generator = (random, world) =>
  postOf(world, random.pick(BROKEN)(soundBody(random, world), random));

const nest = (depth: number): string => around('[', ']', depth, '');

const ODD: readonly ((body: string, random: Random) => string)[] = [
  (body) => body.replace(/}$/, ', "query": "{ country { name } }"}'),
  (body) => body.replace(/^{/, '{"query": "{ country { name } }", '),
  (body) => body.replace(/}$/, ', "__proto__": {"query": "{ viewer { role } }"}}'),
  (body) => body.replace(/}$/, ', "\\u005f_proto__": {"admin": true}}'),
  (body) => body.replace(/}$/, ', "constructor": {"prototype": {"admin": true}}}'),
  (body) => body.replace(/}$/, ', "extensions": {"__proto__": null}}'),
  (body) => body.replace('"variables":{', '"variables":{"__proto__": {"text": "x"}, '),
  (body) => body.replace('"variables":{', '"variables":{"constructor": 1, "toString": null, "hasOwnProperty": 0, '),
  (body, random) => body.replace(/}$/, `, "extensions": {"deep": ${nest(random.pick([10, 5_000, 200_000]))}}}`),
  (_, random) =>
    `{"query": "query ($day: Date) { country(asOf: $day) { uid } }", "variables": {"day": ${nest(random.pick([60, 5_000, 200_000]))}}}`,
  (body) => body.replace(/}$/, ', "extensions": {"lone": "\\ud800"}}'),
  (body) => body.replace('{ ', '{ \\ud800 '),
  (body) => `\uFEFF${body}`,
  (body) => `\n\t  ${body}  \r\n`,
  (body) => body.replace(/}$/, ', "unknown": [1, 2, 3], "operations": "{}", "map": {}}'),
  (body) => body.replace(/}$/, ', "operationName": "Nobody"}'),
  (body) => body.replace(/}$/, ', "operationName": ""}'),
  (body) => body.replace(/}$/, ', "operationName": "__proto__"}'),
  (body, random) => `[${Array.from({ length: random.pick([0, 1, 3, 500]) }, () => body).join(',')}]`,
  (body) => body.replace(/}$/, `, "extensions": {"number": ${'9'.repeat(10_000)}}}`),
  (body) => body.replace('"query"', '"QUERY"'),
  (body) => body.replace('"query"', '"mutation"'),
  (body) => [...body].map((sign) => (/[a-z]/.test(sign) ? `\\u00${sign.charCodeAt(0).toString(16)}` : sign)).join(''),
];

/** Bodies that are JSON, but odd: keys twice, keys of prototypes, lone surrogates, a list of requests. */
export const oddJson: Generator = (random, world) => postOf(world, random.pick(ODD)(soundBody(random, world), random));

const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  5,
  -1.5,
  '',
  'x',
  '{}',
  [],
  [1],
  {},
  { a: 1 },
  [[]],
  { kind: 'Document', definitions: [] },
];

const HASH = 'a'.repeat(64);
const EXTENSIONS: readonly unknown[] = [
  ...VALUES,
  { persistedQuery: null },
  { persistedQuery: 5 },
  { persistedQuery: 'x' },
  { persistedQuery: [] },
  { persistedQuery: {} },
  { persistedQuery: { version: 1, sha256Hash: HASH } },
  { persistedQuery: { version: 1, sha256Hash: 'x' } },
  { persistedQuery: { version: 2, sha256Hash: HASH } },
  { persistedQuery: { version: '1', sha256Hash: HASH } },
  { persistedQuery: { version: 1, sha256Hash: null } },
  { persistedQuery: { version: 1, sha256Hash: 5 } },
  { persistedQuery: { version: 1, sha256Hash: [HASH] } },
  { persistedQuery: { version: 1, sha256Hash: {} } },
  { persistedQuery: { version: 1, sha256Hash: 'x'.repeat(100_000) } },
  { persistedQuery: { version: 1, sha256Hash: '__proto__' } },
  { tracing: true, cacheControl: {}, ftv1: 'x' },
];

/** Bodies whose parts are of the wrong types; sometimes all that is asked is a hash. */
export const wrongTypes: Generator = (random, world) => {
  const { operation } = random.pick(world.known);
  const sound = { query: operation.text, variables: operation.variables };
  const parts: readonly Readonly<Record<string, unknown>>[] = [
    { query: random.pick(VALUES) },
    { variables: random.pick(VALUES) },
    { operationName: random.pick(VALUES) },
    { extensions: random.pick(EXTENSIONS) },
    { extensions: random.pick(EXTENSIONS), query: undefined },
    { query: random.pick(VALUES), variables: random.pick(VALUES), extensions: random.pick(EXTENSIONS) },
  ];
  const body: unknown = random.share() < 0.15 ? random.pick(VALUES) : { ...sound, ...random.pick(parts) };
  return postOf(world, JSON.stringify(body));
};
