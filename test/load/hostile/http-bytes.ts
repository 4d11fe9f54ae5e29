import { type Expectation, expectedOfBody, expectedOfLink } from './expectation.js';
import type { Draft, World } from './hostile-request.js';

/** A header as it is written: name and value. */
export type HeaderLine = readonly [name: string, value: string];

/** The parts of a request over HTTP/1.1; nothing is checked or added but what is said here. */
export interface HttpParts {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: readonly HeaderLine[];
  readonly body?: string | Buffer;
}

const JSON_TYPE: HeaderLine = ['content-type', 'application/json'];

/** The bytes of a request with its host, its length where it has a body, and the wish to end the connection. */
export function httpBytes(world: World, { method = 'POST', path = '/graphql', headers = [], body }: HttpParts): Buffer {
  const content = body === undefined ? null : Buffer.from(body);
  const lines: readonly HeaderLine[] = [
    ['host', world.host],
    ['connection', 'close'],
    ...headers,
    ...(content === null ? [] : [['content-length', String(content.length)] as const]),
  ];
  return Buffer.concat([rawHead(`${method} ${path} HTTP/1.1`, lines), content ?? Buffer.alloc(0)]);
}

/** A request line and headers with the empty line after them; the text's characters are bytes (Latin-1). */
export function rawHead(line: string, headers: readonly HeaderLine[]): Buffer {
  return Buffer.from([line, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n'), 'latin1');
}

/** One sending of bytes, and what may come back. */
export function sending(bytes: Buffer, expected: () => Expectation): Draft {
  return { steps: [{ kind: 'send', bytes }], expected };
}

/** A POST of JSON; its bytes tell what may come back. */
export function postOf(world: World, body: string | Buffer, headers: readonly HeaderLine[] = []): Draft {
  return sending(httpBytes(world, { headers: [JSON_TYPE, ...headers], body }), () =>
    expectedOfBody(world, Buffer.from(body)),
  );
}

/** A document in a POST that is otherwise without fault. */
export function documentOf(
  world: World,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  operationName?: string,
): Draft {
  return postOf(world, JSON.stringify({ query, variables, ...(operationName === undefined ? {} : { operationName }) }));
}

/** A GET; its parameters tell what may come back. */
export function linkOf(world: World, search: string, headers: readonly HeaderLine[] = []): Draft {
  return sending(httpBytes(world, { method: 'GET', path: `/graphql?${search}`, headers }), () =>
    expectedOfLink(world, search),
  );
}
