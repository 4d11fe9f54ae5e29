import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import type { Composition } from './compose-supergraph.js';
import { operationPlans } from './operation-plans.js';
import { ROOT, SCHEMA_FILES } from './repository.js';

/** The committed schemas and plans that are not what composition gives now, in words. */
export async function staleSchemaFiles({ supergraph, api }: Composition): Promise<readonly string[]> {
  const fresh = [
    { file: SCHEMA_FILES.supergraph, text: supergraph },
    { file: SCHEMA_FILES.api, text: api },
    ...(await operationPlans(supergraph)),
  ];
  const found = await Promise.all(
    fresh.map(async ({ file, text }) => ({ file, isFresh: (await readFile(file, 'utf8').catch(() => '')) === text })),
  );
  return found
    .filter(({ isFresh }) => !isFresh)
    .map(({ file }) => `${relative(ROOT, file)} is stale: run npm run compose`);
}
