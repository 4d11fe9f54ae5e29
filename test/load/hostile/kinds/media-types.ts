import { gzipSync } from 'node:zlib';
import { bodyOf } from '../../known.js';
import { answeredBy, type Expectation, expectedOfBody, orRefusedBy, refusedBy } from '../expectation.js';
import type { Draft, Generator } from '../hostile-request.js';
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
  const body = Buffer.from(bodyOf(operation));
  const asked = (): Expectation => answeredBy(expectedOfBody(world, body), right);
  const draft = (lines: readonly HeaderLine[], content: Buffer, expected: () => Expectation): Draft =>
    sending(httpBytes(world, { headers: lines, body: content }), expected);
  const ofJson: HeaderLine = ['content-type', random.pick(OF_JSON)];
  const encoded: HeaderLine = ['content-encoding', random.pick(ENCODINGS)];
  switch (random.below(5)) {
    case 0:
      return draft([], body, () => refusedBy('UNSUPPORTED_MEDIA_TYPE'));
    case 1: {
      const type = random.pick(OF_OTHERS);
      const expected = (): Expectation => (type.startsWith('application/json;') ? asked() : refusedBy());
      return draft([['content-type', type]], body, () =>
        orRefusedBy(expected(), 'UNSUPPORTED_MEDIA_TYPE', 'BAD_REQUEST'),
      );
    }
    case 2:
      return draft([ofJson, encoded], gzipSync(body), () => refusedBy('UNSUPPORTED_MEDIA_TYPE', 'BAD_REQUEST'));
    case 3:
      return draft([ofJson, encoded], body, () => orRefusedBy(asked(), 'UNSUPPORTED_MEDIA_TYPE', 'BAD_REQUEST'));
    default:
      return draft([ofJson, ['accept', random.pick(ACCEPTS)]], body, () =>
        orRefusedBy(asked(), 'UNSUPPORTED_MEDIA_TYPE', 'BAD_REQUEST', 'NOT_ACCEPTABLE'),
      );
  }
};
