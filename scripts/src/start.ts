import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createGateway, type Gateway, loadConfig } from '@phat-ngon/gateway';
import { clockFrom } from '@phat-ngon/kit';
import { SUBGRAPHS } from './definitions.js';
import { dataDirectory, developmentSecret } from './development-secret.js';
import { callable, type EmbeddedSubgraphs, openEmbedded, sqliteIn } from './embedded.js';
import { terminalProgress } from './progress-bar.js';
import { SCHEMA_FILES } from './repository.js';
import { runCommand } from './run-command.js';

const FIRST_QUERY =
  '{ units(filter: {text: "truc bach", inForce: ANY}) { nodes { qualifiedName validTo current { committee { name whoToCall { reason spokesperson { fullName positionTitle synthetic } } } } } } }';

await runCommand(async () => {
  const { values } = parseArgs({ options: { reset: { type: 'boolean', default: false } } });
  const directory = dataDirectory();
  if (values.reset) await removeDatabases(directory);
  const embedded = await openEmbedded({
    databaseUrlOf: sqliteIn(directory),
    clock: clockFrom(process.env.CLOCK),
    progress: terminalProgress(),
    onInternalError: (error) => process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`),
  });
  const gateway = await openGateway(embedded);
  const { url } = await gateway.listen();
  stopOnSignal(gateway, embedded);
  process.stdout.write(welcome(url));
});

async function openGateway({ subgraphs }: EmbeddedSubgraphs): Promise<Gateway> {
  const playground = dirname(createRequire(import.meta.url).resolve('@phat-ngon/playground/package.json'));
  const config = loadConfig({
    SUPERGRAPH: SCHEMA_FILES.supergraph,
    PLAYGROUND_ASSETS: join(playground, 'dist'),
    PLAYGROUND_OPERATIONS: SCHEMA_FILES.operations,
    ...process.env,
    IDENTITY_SECRET: randomBytes(32).toString('hex'),
    TOKEN_SECRET: await developmentSecret(),
  });
  return createGateway(config, {
    inProcess: new Map(subgraphs.map((subgraph) => [subgraph.name, callable(subgraph)])),
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

function stopOnSignal(gateway: Gateway, embedded: EmbeddedSubgraphs): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(
      signal,
      () =>
        void runCommand(async () => {
          await gateway.close();
          await embedded.close();
          process.exit();
        }),
    );
  }
}
