import { z } from 'zod';
import { GatewayError } from '../errors/gateway-error.js';

/** The parameters of a request by which its document is found, as they came. */
export interface DocumentParameters {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

const documentId = z.string().min(1).max(200);
const persistedQuery = z.object({ version: z.literal(1), sha256Hash: z.string().max(200) });

/**
 * What stands for a request's document, or confirms it: `documentId` (GraphQL over HTTP, "Persisted Documents"), or the hash of automatic
 * persisted queries as Apollo's clients send it; null where it has neither.
 * @throws GatewayError `BAD_REQUEST` for one that is none.
 */
export function identifierIn(parameters: DocumentParameters): string | null {
  const named = parameters.documentId ?? null;
  if (named !== null) return read(documentId, named);
  const hashed = persistedQueryIn(parameters.extensions);
  return hashed === null ? null : `sha256:${read(persistedQuery, hashed).sha256Hash}`;
}

function persistedQueryIn(extensions: unknown): unknown {
  if (typeof extensions !== 'object' || extensions === null || !('persistedQuery' in extensions)) return null;
  return extensions.persistedQuery ?? null;
}

function read<Value>(form: z.ZodType<Value>, given: unknown): Value {
  const { data } = form.safeParse(given);
  if (data === undefined) throw new GatewayError('BAD_REQUEST');
  return data;
}
