import { clockFrom } from '@phat-ngon/kit';
import { composeSupergraph } from './compose-supergraph.js';
import { releaseSchema } from './release-schema.js';
import { RELEASE_FILES } from './repository.js';
import { runCommand } from './run-command.js';
import { staleSchemaFiles } from './stale-schema-files.js';

const USAGE = 'usage: npm run release -- VERSION';

await runCommand(async () => {
  const [version] = process.argv.slice(2);
  if (version === undefined) throw new Error(USAGE);
  const stale = await staleSchemaFiles(composeSupergraph());
  if (stale.length > 0) throw new Error(stale.join('\n'));
  const date = clockFrom(process.env.CLOCK).today();
  const changes = await releaseSchema(RELEASE_FILES, { version, date });
  const what = changes === null ? 'the first release' : `${changes.length} changes`;
  process.stdout.write(`${version} of ${date}: ${what}, see schema/CHANGES.md; commit the files, and tag the commit\n`);
});
