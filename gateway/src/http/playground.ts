import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { readTexts } from '../lib/read-texts.js';

/** Where the page's built files and the operations at hand lie. */
export interface PlaygroundPlaces {
  readonly assets: string;
  readonly operations: string | null;
}

/** An operation at hand, as the page takes it. */
export interface OperationAtHand {
  readonly name: string;
  readonly file: string;
  /** Its leading comment lines. */
  readonly comment: string;
  readonly operation: string;
  readonly variables: unknown;
}

/** Nothing of another host is loaded; Monaco sets styles on elements, hence the one exception. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** Serves the playground: the page at `/` to browsers, its files below `/playground/`, the operations at hand as JSON. */
export async function servePlayground(server: FastifyInstance, places: PlaygroundPlaces): Promise<void> {
  const operations = places.operations === null ? [] : await readOperations(places.operations);
  await server.register(fastifyStatic, { root: resolve(places.assets), prefix: '/playground/', index: false });
  server.get('/playground/operations.json', async () => operations);
  server.get('/', async (request, reply) => {
    if (!request.headers.accept?.includes('text/html'))
      return { graph: '/graphql', schema: '/schema.graphql', ready: '/ready' };
    return reply.header('content-security-policy', POLICY).sendFile('index.html');
  });
}

/**
 * The operations of a folder, in the order of their files. Leading `#` lines are the comment; a line `# variables: {…}` among them
 * gives the variables.
 * @throws Error that names the file whose variables are no JSON.
 */
export async function readOperations(folder: string): Promise<readonly OperationAtHand[]> {
  return (await readTexts(folder, '.graphql')).map(({ file, text }) => operationOf(file, text));
}

function operationOf(file: string, operation: string): OperationAtHand {
  const lines = operation.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  const comment = lines.slice(0, Math.max(0, end));
  const given = comment.find((line) => line.startsWith('# variables:'))?.slice('# variables:'.length);
  const name = /^\s*(?:query|mutation|subscription)\s+(\w+)/m.exec(operation)?.[1] ?? file;
  return {
    name,
    file,
    comment: comment.join('\n'),
    operation,
    variables: given === undefined ? null : parseVariables(file, given),
  };
}

function parseVariables(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file}: its variables are no JSON`, { cause });
  }
}
