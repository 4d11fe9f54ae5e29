import { expectedOfLink, orRefusedBy, REFUSALS, refusedBy } from '../expectation.js';
import type { Generator } from '../hostile-request.js';
import { httpBytes, rawHead, sending } from '../http-bytes.js';

const METHODS = [
  'PUT',
  'DELETE',
  'PATCH',
  'TRACE',
  'PROPFIND',
  'REPORT',
  'LINK',
  'QUERY',
  'SEARCH',
  'MKCOL',
  'PURGE',
] as const;

const PATHS: readonly string[] = [
  '/graphql/',
  '//graphql',
  '/GRAPHQL',
  '/graphql/x',
  '/graphql%00',
  '/graphql;a=b',
  '/graphql/..%2f..%2fetc/passwd',
  '/../../etc/passwd',
  '/%',
  '/%ff',
  '/%zz',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/.env',
  '/.git/config',
  '/node_modules/fastify/package.json',
  '/schema.graphql/../../package.json',
  '/health/x',
  '/changes/snapshot',
  '/changes/position',
  '/playground/../../../package.json',
  '/playground/%2e%2e%2fpackage.json',
  '/wp-admin.php',
  `/${'x'.repeat(5_000)}`,
  `/${'a/'.repeat(1_000)}`,
  '/\u00e9\u00ff',
  '/__proto__',
  '/constructor',
];

const QUERY = 'query=%7Bcountry%7Buid%7D%7D';

/** Targets of other forms than a path (RFC 9112, section 3.2). */
const TARGETS: readonly string[] = [
  `http://other.example/graphql?${QUERY}`,
  `http://[/graphql?${QUERY}`,
  `http://:0/graphql?${QUERY}`,
  `http://user:secret@127.1/graphql?${QUERY}`,
  `https://x:99999/graphql?${QUERY}`,
  `//other.example/graphql?${QUERY}`,
  `graphql?${QUERY}`,
  `?${QUERY}`,
  '*',
  `/graphql?${QUERY}#fragment`,
  `/graphql#?${QUERY}`,
  `/graphql?${QUERY}?${QUERY}`,
  `/graphql??${QUERY}`,
  `/graphql?${QUERY} HTTP/1.1 x`,
];

/** Methods nobody takes here, addresses where nothing is, and targets in odd forms. */
export const addresses: Generator = (random, world) => {
  switch (random.below(5)) {
    case 0: {
      const body = random.share() < 0.5 ? { body: '{"query":"{ country { uid } }"}' } : {};
      return sending(httpBytes(world, { method: random.pick(METHODS), ...body }), () =>
        refusedBy('METHOD_NOT_ALLOWED', 'BAD_REQUEST', 'UNSUPPORTED_MEDIA_TYPE'),
      );
    }
    case 1: {
      const method = random.pick(['HEAD', 'OPTIONS']);
      const path = random.pick(['/graphql', `/graphql?${QUERY}`]);
      return sending(httpBytes(world, { method, path }), () => ({ ...refusedBy(), bodiless: true }));
    }
    case 2:
      // A tunnel is not offered: the connection may end at once.
      return sending(
        httpBytes(world, { method: 'CONNECT', path: random.pick(['/graphql', 'other.example:443']) }),
        () => ({
          ...refusedBy('METHOD_NOT_ALLOWED', 'NOT_FOUND', 'BAD_REQUEST'),
          mayClose: true,
        }),
      );
    case 3: {
      const method = random.pick(['GET', 'POST', 'PUT']);
      return sending(httpBytes(world, { method, path: random.pick(PATHS) }), () =>
        refusedBy('NOT_FOUND', 'BAD_REQUEST', 'METHOD_NOT_ALLOWED'),
      );
    }
    default: {
      const target = random.pick(TARGETS);
      return sending(
        rawHead(`GET ${target} HTTP/1.1`, [
          ['host', world.host],
          ['connection', 'close'],
        ]),
        () => orRefusedBy(expectedOfLink(world, QUERY), ...REFUSALS),
      );
    }
  }
};
