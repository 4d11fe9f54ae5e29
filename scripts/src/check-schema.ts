import { readFile } from 'node:fs/promises';
import { subgraphSdl } from '@phat-ngon/kit';
import { composeSupergraph } from './compose-supergraph.js';
import { SUBGRAPHS } from './definitions.js';
import { SCHEMA_FILES } from './repository.js';
import { runCommand } from './run-command.js';
import { schemaProblems } from './schema-problems.js';

await runCommand(async () => {
  const { supergraph, api, hints } = composeSupergraph();
  const stale = [
    ...((await readFile(SCHEMA_FILES.supergraph, 'utf8').catch(() => '')) === supergraph
      ? []
      : ['schema/supergraph.graphql']),
    ...((await readFile(SCHEMA_FILES.api, 'utf8').catch(() => '')) === api ? [] : ['schema/api.graphql']),
  ].map((file) => `${file} is stale: run npm run compose`);
  const problems = [...hints, ...stale, ...schemaProblems({ api, nodeOwnerSdl: subgraphSdl(SUBGRAPHS.units) })];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  process.stdout.write(
    'schema: composes without hints, files are fresh, Node types have stubs, everything is described\n',
  );
});
