import { writeFile } from 'node:fs/promises';
import { composeSupergraph } from './compose-supergraph.js';
import { operationPlans } from './operation-plans.js';
import { SCHEMA_FILES } from './repository.js';
import { runCommand } from './run-command.js';

await runCommand(async () => {
  const { supergraph, api, hints } = composeSupergraph();
  for (const hint of hints) process.stderr.write(`hint: ${hint}\n`);
  await writeFile(SCHEMA_FILES.supergraph, supergraph);
  await writeFile(SCHEMA_FILES.api, api);
  const plans = await operationPlans(supergraph);
  for (const { file, text } of plans) await writeFile(file, text);
  process.stdout.write(
    `schema/supergraph.graphql, schema/api.graphql and ${plans.length} plans written, ${hints.length} hints\n`,
  );
});
