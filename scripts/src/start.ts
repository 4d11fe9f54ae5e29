import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createGateway, isErrorCode, loadConfig, observeEvents } from '@phat-ngon/gateway';
import { clockFrom, observing } from '@phat-ngon/kit';
import { type ProcessParts, runProcess } from '@phat-ngon/runtime';
import { SERVICES, SUBGRAPHS } from './definitions.js';
import { dataDirectory, developmentSecret } from './development-secret.js';
import { callable, type EmbeddedSubgraphs, openEmbedded, serveEmbeddedServices, sqliteIn } from './embedded.js';
import { terminalProgress } from './progress-bar.js';
import { SCHEMA_FILES } from './repository.js';

const FIRST_QUERY =
  '{ units(filter: {text: "truc bach", inForce: ANY}) { nodes { qualifiedName validTo current { committee { name whoToCall { reason spokesperson { fullName positionTitle synthetic } } } } } } }';

/** Between the gateway and the services of its subgraphs, for as long as the process lives. */
const identitySecret = randomBytes(32).toString('hex');

await runProcess({
  name: 'phat-ngon',
  atEdge: true,
  load: async (env) => {
    const playground = dirname(createRequire(import.meta.url).resolve('@phat-ngon/playground/package.json'));
    return loadConfig({
      SUPERGRAPH: SCHEMA_FILES.supergraph,
      PLAYGROUND_ASSETS: join(playground, 'dist'),
      PLAYGROUND_OPERATIONS: SCHEMA_FILES.operations,
      PERSISTED_OPERATIONS: SCHEMA_FILES.operations,
      // Who started it reads what it says here; a line a request would bury that.
      LOG_LEVEL: 'warn',
      SERVICES,
      ...env,
      IDENTITY_SECRET: identitySecret,
      ...(env.TOKEN_JWKS_URL ? {} : { TOKEN_SECRET: await developmentSecret() }),
    });
  },
  start: async (config, parts) => {
    const embedded = await openOnDisk(parts);
    const services = await serveEmbeddedServices(embedded.subgraphs, new TextEncoder().encode(identitySecret));
    const gateway = await createGateway(config, {
      inProcess: new Map(
        embedded.subgraphs.map((subgraph) => [subgraph.name, callable(subgraph, services.urls.get(subgraph.name))]),
      ),
      onEvent: observeEvents(parts, isErrorCode),
    });
    const { url } = await gateway.listen();
    process.stdout.write(welcome(url));
    return {
      url,
      close: async () => {
        await gateway.close();
        await services.close();
        await embedded.close();
      },
    };
  },
});

async function openOnDisk({ log, metrics }: ProcessParts): Promise<EmbeddedSubgraphs> {
  const { values } = parseArgs({ options: { reset: { type: 'boolean', default: false } } });
  const directory = dataDirectory();
  if (values.reset) await removeDatabases(directory);
  return openEmbedded({
    databaseUrlOf: sqliteIn(directory),
    clock: clockFrom(process.env.CLOCK),
    progress: terminalProgress(),
    observing: observing(log, metrics),
  });
}

async function removeDatabases(directory: string): Promise<void> {
  for (const name of Object.keys(SUBGRAPHS)) {
    for (const suffix of ['', '-wal', '-shm']) await rm(join(directory, `${name}.sqlite${suffix}`), { force: true });
  }
}

function welcome(url: string): string {
  return [
    `Phát Ngôn is listening on ${url}`,
    `  playground  ${url}/`,
    `  graph       ${url}/graphql`,
    `  schema      ${url}/schema.graphql`,
    '  A first query, from an old name without accents to whom to call today:',
    `  curl -s ${url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({ query: FIRST_QUERY })}'`,
    '',
  ].join('\n');
}
