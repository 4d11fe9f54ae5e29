import { writeFile } from 'node:fs/promises';
import { composeSupergraph } from './compose-supergraph.js';
import { SCHEMA_FILES } from './repository.js';
import { runCommand } from './run-command.js';

await runCommand(async () => {
  const { supergraph, api, hints } = composeSupergraph();
  for (const hint of hints) process.stderr.write(`hint: ${hint}\n`);
  await writeFile(SCHEMA_FILES.supergraph, supergraph);
  await writeFile(SCHEMA_FILES.api, api);
  process.stdout.write(`schema/supergraph.graphql and schema/api.graphql written, ${hints.length} hints\n`);
});
