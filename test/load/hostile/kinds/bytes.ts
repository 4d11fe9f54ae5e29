import { bodyOf } from '../../known.js';
import type { Random } from '../../random.js';
import { expectedOfBody } from '../expectation.js';
import type { Generator, World } from '../hostile-request.js';
import { type HeaderLine, postOf, rawHead, sending } from '../http-bytes.js';

/** Bytes that are no UTF-8: a lone continuation, one cut short, an overlong form, a surrogate, too high a number, and 0xFF. */
const NO_UTF8: readonly (readonly number[])[] = [
  [0x80],
  [0xc3],
  [0xe1, 0xba],
  [0xc0, 0xaf],
  [0xe0, 0x80, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf0, 0x9f, 0x98],
  [0xff],
  [0xfe, 0xff],
];

/** A body in chunks, as HTTP/1.1 has them (RFC 9112, section 7.1). */
export function chunked(world: World, parts: readonly Buffer[], headers: readonly HeaderLine[] = []): Buffer {
  const head = rawHead('POST /graphql HTTP/1.1', [
    ['host', world.host],
    ['connection', 'close'],
    ['content-type', 'application/json'],
    ['transfer-encoding', 'chunked'],
    ...headers,
  ]);
  const chunks = parts.flatMap((part) => [Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]);
  return Buffer.concat([head, ...chunks, Buffer.from('0\r\n\r\n')]);
}

function inPieces(body: Buffer, size: number): readonly Buffer[] {
  return Array.from({ length: Math.ceil(body.length / size) }, (_, index) =>
    body.subarray(index * size, (index + 1) * size),
  );
}

function asChunks(random: Random, world: World, body: Buffer) {
  return sending(chunked(world, inPieces(body, random.pick([1_000, 65_536]))), () => expectedOfBody(world, body));
}

/** JSON with bytes in it, in a name, a text or anywhere, that are no UTF-8; also characters that chunks cut in two. */
export const badUtf8: Generator = (random, world) => {
  const { operation } = random.pick(world.known);
  const bytes = Buffer.from(random.pick(NO_UTF8));
  const texts = [
    `{"query":"{ units(filter: {text: \\"@\\"}) { totalCount } }"}`,
    `{"query":"{ country { uid@ } }"}`,
    `{"query":"query ($text: String) { units(filter: {text: $text}) { totalCount } }","variables":{"text":"Hà @ Nội"}}`,
    `{"query":"{ country { uid } } #@"}`,
    `{"que@ry":"{ country { uid } }"}`,
    `@${bodyOf(operation)}`,
    `${bodyOf(operation)}@`,
  ];
  const [before = '', after = ''] = random.pick(texts).split('@');
  const body = Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]);
  switch (random.below(4)) {
    case 0:
      return sending(chunked(world, inPieces(body, random.pick([1, 7, 1_000]))), () => expectedOfBody(world, body));
    case 1: {
      const sound = Buffer.from(`{"query":"{ units(filter: {text: \\"Hà Nội Đà Nẵng 😀\\"}) { totalCount } }"}`);
      return sending(chunked(world, inPieces(sound, random.pick([1, 2, 3]))), () => expectedOfBody(world, sound));
    }
    default:
      return postOf(world, body);
  }
};

/** Bodies around and above the limit, announced by their length or in chunks. */
export const hugeBody: Generator = (random, world) => {
  const { maxBodyBytes } = world.limits;
  const size = random.pick([maxBodyBytes - 1, maxBodyBytes, maxBodyBytes + 1, maxBodyBytes * 2, maxBodyBytes * 8]);
  const [before, after] = random.pick([
    ['{"query":"{ country { uid } } #', '"}'],
    ['{"query":"{ country { uid } }","variables":{"unknown":"', '"}}'],
    ['{"query":"{ country { uid } }","extensions":{"a":"', '"}}'],
    ['{"query":"{ country { uid } }"', '}'],
  ]);
  const filling = random.pick(['x', ' ', '\u00e9']);
  const padding = before.endsWith('"') && after === '}' ? ' ' : filling;
  const room = size - before.length - after.length;
  const body = Buffer.concat([
    Buffer.from(before),
    Buffer.alloc(room - (room % Buffer.byteLength(padding)), padding),
    Buffer.from(after),
  ]);
  return random.share() < 0.5 ? postOf(world, body) : asChunks(random, world, body);
};
