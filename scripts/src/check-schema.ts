import { subgraphSdl } from '@phat-ngon/kit';
import { composeSupergraph } from './compose-supergraph.js';
import { SUBGRAPHS } from './definitions.js';
import { RELEASE_FILES } from './repository.js';
import { runCommand } from './run-command.js';
import { schemaProblems } from './schema-problems.js';
import { checkPromise } from './schema-promise.js';
import { staleSchemaFiles } from './stale-schema-files.js';

await runCommand(async () => {
  const composition = composeSupergraph();
  const { api, hints } = composition;
  const promise = await checkPromise(RELEASE_FILES, api);
  for (const { coordinate, effect, text } of promise.changes ?? [])
    if (effect === 'DANGEROUS') process.stdout.write(`careful: ${coordinate}: ${text}\n`);
  const problems = [
    ...hints,
    ...(await staleSchemaFiles(composition)),
    ...schemaProblems({ api, nodeOwnerSdl: subgraphSdl(SUBGRAPHS.units) }),
    ...promise.problems,
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  process.stdout.write(
    'schema: composes without hints, files are fresh, plans too, Node types have stubs, everything is described\n',
  );
  process.stdout.write(
    promise.changes === null
      ? 'nothing has been released\n'
      : `since the release: ${promise.changes.length} changes, every breaking one is recorded\n`,
  );
});
