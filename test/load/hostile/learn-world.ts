import { readFile } from 'node:fs/promises';
import { loadConfig } from '@phat-ngon/gateway';
import { buildSchema } from 'graphql';
import { SCHEMA_FILES } from '../../../scripts/src/repository.js';
import { graphClient } from '../../harness/stack.js';
import { learnKnown } from '../known.js';
import type { World, WorldLimits } from './hostile-request.js';

/** Asks a graph every operation at hand, and takes its answers for right; limits that are not given are the gateway's defaults. */
export async function learnWorld(url: string, limits: Partial<WorldLimits> = {}): Promise<World> {
  const known = await learnKnown(graphClient(url));
  const { maxBodyBytes, maxTokens, requestTimeoutMs } = loadConfig({ SUPERGRAPH: SCHEMA_FILES.supergraph });
  return {
    schema: buildSchema(await readFile(SCHEMA_FILES.api, 'utf8')),
    known,
    host: 'graph.example',
    limits: { maxBodyBytes, maxTokens, requestTimeoutMs, ...limits },
  };
}
