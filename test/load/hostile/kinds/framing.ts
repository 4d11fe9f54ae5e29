import type { Random } from '../../random.js';
import { type Expectation, expectedOfBody, orRefusedBy, REFUSALS } from '../expectation.js';
import type { Draft, Generator, World } from '../hostile-request.js';
import { type HeaderLine, rawHead } from '../http-bytes.js';

const BODY = '{"query":"{ country { uid } }"}';
const SMUGGLED = 'GET /graphql?query=%7Bcountry%7Buid%7D%7D HTTP/1.1\r\nhost: x\r\n\r\n';
const LENGTH: HeaderLine = ['content-length', String(BODY.length)];
const CHUNKED: HeaderLine = ['transfer-encoding', 'chunked'];
const IN_CHUNKS = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;

interface Shape {
  readonly line?: string;
  /** Left out: the host that is meant. */
  readonly host?: readonly HeaderLine[];
  readonly headers: readonly HeaderLine[];
  readonly content: string;
  /** How many answers are due. Default 1. */
  readonly answers?: number;
}

const SHAPES: readonly ((random: Random) => Shape)[] = [
  () => ({ headers: [LENGTH, CHUNKED], content: IN_CHUNKS }),
  () => ({ headers: [CHUNKED, LENGTH], content: `0\r\n\r\n${SMUGGLED}` }),
  () => ({ headers: [CHUNKED, ['transfer-encoding', 'identity']], content: IN_CHUNKS }),
  () => ({ headers: [['transfer-encoding', 'xchunked']], content: IN_CHUNKS }),
  () => ({ headers: [['transfer-encoding', 'chunked, chunked']], content: IN_CHUNKS }),
  () => ({ headers: [['transfer-encoding', 'gzip, chunked']], content: IN_CHUNKS }),
  () => ({ headers: [['transfer-encoding', '\tchunked']], content: IN_CHUNKS }),
  () => ({ headers: [['transfer-encoding ', 'chunked']], content: IN_CHUNKS }),
  () => ({ headers: [['Transfer-Encoding', 'chunked\r\nx: y']], content: IN_CHUNKS }),
  () => ({ headers: [LENGTH, LENGTH], content: BODY }),
  () => ({ headers: [LENGTH, ['content-length', '3']], content: BODY }),
  () => ({ headers: [['content-length', `${BODY.length}, ${BODY.length}`]], content: BODY }),
  () => ({ headers: [['content-length', `+${BODY.length}`]], content: BODY }),
  () => ({ headers: [['content-length', `${BODY.length}x`]], content: BODY }),
  () => ({ headers: [['content-length', '']], content: BODY }),
  () => ({ headers: [CHUNKED], content: `zz\r\n${BODY}\r\n0\r\n\r\n` }),
  () => ({ headers: [CHUNKED], content: `-1\r\n${BODY}\r\n0\r\n\r\n` }),
  () => ({ headers: [CHUNKED], content: `ffffffffffffffff1\r\n${BODY}` }),
  () => ({ headers: [CHUNKED], content: `5\r\n${BODY}\r\n0\r\n\r\n` }),
  () => ({ headers: [CHUNKED], content: `${BODY.length.toString(16)};${'x'.repeat(20_000)}\r\n${BODY}\r\n0\r\n\r\n` }),
  () => ({ headers: [CHUNKED], content: `${BODY.length.toString(16)}\n${BODY}\n0\n\n` }),
  () => ({ headers: [CHUNKED], content: IN_CHUNKS.replace(/\r\n$/, 'x-trailer: y\r\n\r\n') }),
  () => ({ headers: [CHUNKED], content: IN_CHUNKS.replace(/\r\n$/, `${'x: y\r\n'.repeat(5_000)}\r\n`) }),
  () => ({ line: 'POST /graphql HTTP/1.0', headers: [LENGTH], content: BODY }),
  () => ({ line: 'POST /graphql HTTP/1.0', headers: [CHUNKED], content: IN_CHUNKS }),
  () => ({ line: 'POST /graphql HTTP/0.9', headers: [LENGTH], content: BODY }),
  () => ({ line: 'POST /graphql HTTP/2.0', headers: [LENGTH], content: BODY }),
  () => ({ line: 'POST /graphql HTTP/9.9', headers: [LENGTH], content: BODY }),
  () => ({ line: 'POST /graphql', headers: [LENGTH], content: BODY }),
  () => ({ line: 'POST  /graphql  HTTP/1.1', headers: [LENGTH], content: BODY }),
  () => ({ line: 'post /graphql HTTP/1.1', headers: [LENGTH], content: BODY }),
  () => ({ line: 'POST /graphql HTTP/1.1 ', headers: [LENGTH], content: BODY }),
  () => ({ line: 'PRI * HTTP/2.0', headers: [], content: 'SM\r\n\r\n' }),
  () => ({ line: `${'A'.repeat(20_000)} / HTTP/1.1`, headers: [], content: '' }),
  () => ({ line: '\u0016\u0003\u0001\u0002\u0000\u0001', headers: [], content: '\u0000'.repeat(200) }),
  () => ({ line: 'nonsense', headers: [], content: '' }),
  () => ({ host: [], headers: [LENGTH], content: BODY }),
  () => ({ host: [['host', '']], headers: [LENGTH], content: BODY }),
  () => ({
    host: [
      ['host', 'a'],
      ['host', 'b'],
    ],
    headers: [LENGTH],
    content: BODY,
  }),
  () => ({ host: [['host', 'a b']], headers: [LENGTH], content: BODY }),
  () => ({ headers: [LENGTH], content: `${BODY}${SMUGGLED}`, answers: 2 }),
  () => ({ headers: [LENGTH], content: `${BODY}nonsense\r\n\r\n`, answers: 2 }),
  (random) => ({ headers: [CHUNKED], content: `${'1\r\nx\r\n'.repeat(random.pick([10, 50_000]))}0\r\n\r\n` }),
  () => ({ headers: [LENGTH, ['x', 'a\rb']], content: BODY }),
  () => ({ headers: [LENGTH, ['no colon\r\nx', 'y']], content: BODY }),
];

/** Requests whose beginning and end two servers could see at different places, and what is hardly HTTP. */
export const framing: Generator = (random, world) => draftOf(world, random.pick(SHAPES)(random));

function draftOf(world: World, { line, host, headers, content, answers }: Shape): Draft {
  const head = rawHead(line ?? 'POST /graphql HTTP/1.1', [
    ...(host ?? [['host', world.host]]),
    ['content-type', 'application/json'],
    ...headers,
  ]);
  const bytes = Buffer.concat([head, Buffer.from(content, 'latin1')]);
  return {
    steps: [{ kind: 'send', bytes }],
    ...(answers === undefined ? {} : { answers }),
    expected: (): Expectation => orRefusedBy(expectedOfBody(world, Buffer.from(BODY)), ...REFUSALS),
  };
}
