import { gzipSync } from 'node:zlib';
import { expectedOfBody, orRefusedBy, refusedBy } from '../expectation.js';
import type { Generator } from '../hostile-request.js';
import { type HeaderLine, httpBytes, sending } from '../http-bytes.js';

const OF_JSON: readonly string[] = [
  'application/json; charset=utf-8',
  'application/json; charset="utf-8"',
  'application/json;charset=UTF-16',
  'application/json; charset=nothing',
  'application/json; boundary=x; x=y',
  'APPLICATION/JSON',
  'application/json;',
  'application/json; =',
];

const OF_OTHERS: readonly string[] = [
  'text/plain',
  'text/json',
  'text/html; charset=utf-8',
  'application/graphql',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'application/jsonx',
  'application/json, text/plain',
  'application',
  '/',
  '*/*',
  '',
  ' ',
  '\u00e9',
  'x'.repeat(4_000),
  `application/json; ${'a=b; '.repeat(500)}`,
  'application/vnd.api+json',
  '__proto__',
];

const ACCEPTS: readonly string[] = [
  'application/graphql-response+json',
  'application/graphql-response+json; charset=utf-8, application/json;q=0.9',
  '*/*',
  'text/html',
  'image/png',
  'application/json;q=0',
  'application/json;q=x',
  'multipart/mixed',
  'multipart/mixed; deferSpec=20220824, application/json',
  'text/event-stream',
  '',
  ',,,;;;',
  `${'text/html,'.repeat(500)}*/*`,
  '\u00e9',
  '__proto__/constructor',
];

const ENCODINGS: readonly string[] = ['gzip', 'br', 'deflate', 'identity', 'x', 'gzip, gzip, gzip', ''];

/** Media types, codings and wishes for the answer that are odd, wrong or unknown; some bodies are compressed in truth. */
export const mediaTypes: Generator = (random, world) => {
  const { operation, right } = random.pick(world.known);
  const body = Buffer.from(JSON.stringify({ query: operation.text, variables: operation.variables }));
  const draw = random.below(5);
  const headers: HeaderLine[] = [];
  const sound = () => {
    const expected = expectedOfBody(world, body);
    return { ...expected, question: expected.question === null ? null : { ...expected.question, right } };
  };
  if (draw === 0) {
    const type = random.pick(OF_OTHERS);
    headers.push(['content-type', type]);
    return sending(httpBytes(world, { headers, body }), () =>
      orRefusedBy(/^application\/json;/.test(type) ? sound() : refusedBy(), 'UNSUPPORTED_MEDIA_TYPE', 'BAD_REQUEST'),
    );
  }
  if (draw === 1) return sending(httpBytes(world, { body }), () => refusedBy('UNSUPPORTED_MEDIA_TYPE'));
  headers.push(['content-type', random.pick(OF_JSON)]);
  if (draw === 2) headers.push(['accept', random.pick(ACCEPTS)]);
  if (draw === 3) headers.push(['content-encoding', random.pick(ENCODINGS)]);
  if (draw === 3 && random.share() < 0.5) {
    const packed = gzipSync(body);
    return sending(httpBytes(world, { headers, body: packed }), () =>
      refusedBy('UNSUPPORTED_MEDIA_TYPE', 'BAD_REQUEST'),
    );
  }
  return sending(httpBytes(world, { headers, body }), () =>
    orRefusedBy(sound(), 'UNSUPPORTED_MEDIA_TYPE', 'BAD_REQUEST', 'NOT_ACCEPTABLE'),
  );
};
