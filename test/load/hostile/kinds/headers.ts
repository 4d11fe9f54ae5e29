import { bodyOf } from '../../known.js';
import type { Random } from '../../random.js';
import { answeredBy, expectedOfBody, orRefusedBy } from '../expectation.js';
import type { Generator } from '../hostile-request.js';
import { type HeaderLine, httpBytes, sending } from '../http-bytes.js';

const many = (count: number, line: (index: number) => HeaderLine): readonly HeaderLine[] =>
  Array.from({ length: count }, (_, index) => line(index));

const ODD: readonly ((random: Random) => readonly HeaderLine[])[] = [
  (random) => [['x-request-id', random.pick(['a b', '\u00e9', 'x'.repeat(65), '../..', '<b>', '%0d%0a', '', 'a,b'])]],
  () => [
    ['x-request-id', 'a'],
    ['x-request-id', 'b'],
  ],
  (random) => [['x-long', 'x'.repeat(random.pick([1_000, 15_000, 17_000, 100_000]))]],
  (random) => many(random.pick([50, 900, 3_000]), (index) => [`x-${index}`, 'y']),
  (random) => many(random.pick([50, 900]), () => ['x-same', 'y']),
  (random) => [['x'.repeat(random.pick([100, 20_000])), 'y']],
  () => [['cookie', 'a=b; '.repeat(500)]],
  () => [['x-null', 'a\u0000b']],
  () => [['x-bell', 'a\u0007b']],
  () => [['x folded', 'y']],
  () => [['x-folded', 'a\r\n b']],
  () => [['x-split', 'a\nx-other: b']],
  () => [['', 'no name']],
  () => [['x-\u00e9', 'y']],
  () => [
    ['__proto__', 'y'],
    ['constructor', 'z'],
  ],
  () => [['x-phat-ngon-identity', 'eyJhbGciOiJub25lIn0.eyJyb2xlIjoiQVVUSE9SSVRZIn0.']],
  () => [
    ['x-forwarded-for', '127.0.0.1'],
    ['x-forwarded-host', 'other.example'],
    ['forwarded', 'for=127.0.0.1'],
  ],
  () => [
    ['x-http-method-override', 'DELETE'],
    ['x-original-url', '/changes/snapshot'],
  ],
  () => [['host', 'other.example']],
  () => [
    ['upgrade', 'websocket'],
    ['sec-websocket-key', 'x'],
    ['sec-websocket-version', '13'],
  ],
  () => [
    ['upgrade', 'h2c'],
    ['http2-settings', 'AAMAAABkAAQAAP__'],
  ],
  () => [['expect', '100-continue']],
  () => [['expect', 'miracles']],
  () => [
    ['origin', 'null'],
    ['access-control-request-method', 'DELETE'],
  ],
  () => [
    ['range', 'bytes=0-1'],
    ['if-match', '*'],
    ['if-none-match', '*'],
  ],
  () => [
    ['te', 'trailers'],
    ['trailer', 'content-length'],
  ],
  () => [
    ['max-forwards', '-1'],
    ['via', '1.1 x'.repeat(50)],
  ],
  () => [
    ['apollo-federation-include-trace', 'ftv1'],
    ['apollo-query-plan-experimental', 'true'],
  ],
  () => [['content-length', '5']],
  () => [['content-length', '-1']],
  () => [['content-length', '0x10']],
  () => [['content-length', '99999999999999999999']],
  () => [['keep-alive', 'timeout=99999999, max=0']],
];

/** Headers that are huge, many, doubled, broken, or that ask for something nobody offers. */
export const headers: Generator = (random, world) => {
  const { operation, right } = random.pick(world.known);
  const body = Buffer.from(bodyOf(operation));
  const odd = random.pick(ODD)(random);
  return sending(httpBytes(world, { headers: [['content-type', 'application/json'], ...odd], body }), () =>
    orRefusedBy(answeredBy(expectedOfBody(world, body), right), 'BAD_REQUEST'),
  );
};
