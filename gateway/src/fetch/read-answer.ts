import type { GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import { isObject } from '../lib/is-object.js';
import { standsAt } from '../lib/stands-at.js';
import { FetchError, type SubgraphResponse } from './subgraph-client.js';

/** Of an error, a place or extensions that make no sense are left out rather than the whole answer. */
const errorForm = z.object({
  message: z.string(),
  path: z
    .array(z.union([z.string(), z.number()]))
    .optional()
    .catch(undefined),
  extensions: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

const answerForm = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(errorForm).nullish(),
});

/** A status that does not say that the server cannot answer may carry a GraphQL answer (GraphQL over HTTP, section 6.4); its body alone decides. @throws FetchError `SUBGRAPH_BAD_ANSWER` */
export function readAnswer(bytes: Buffer): SubgraphResponse {
  try {
    const answer: unknown = JSON.parse(bytes.toString('utf8'));
    // Most answers are data alone: in those there is nothing to look for.
    if (isObject(answer) && isObject(answer.data) && !answer.errors) return { data: answer.data };
    const { data, errors } = answerForm.parse(answer);
    if (!data && !errors?.length) throw new Error('neither data nor errors');
    return {
      ...(data === undefined ? {} : { data }),
      ...(errors?.length ? { errors: errors.map(definedParts) } : {}),
    };
  } catch (cause) {
    throw new FetchError('SUBGRAPH_BAD_ANSWER', cause);
  }
}

function definedParts({ message, path, extensions }: z.infer<typeof errorForm>): GraphQLFormattedError {
  return { message, ...(path ? { path } : {}), ...(extensions ? { extensions } : {}) };
}

/** How an answer of data alone begins and ends, as `JSON.stringify` writes it; a line's end may follow. */
export const DATA_BEGINNING = Buffer.from('{"data":{');
export const DATA_END = Buffer.from('}}');
export const END_OF_LINE = 0x0a;

/** Whether an answer looks as if it were data alone: it begins with that, and ends where that could end. */
export function isDataAlone(bytes: Buffer): boolean {
  const end = bytes.at(-1) === END_OF_LINE ? bytes.length - 1 : bytes.length;
  return standsAt(DATA_BEGINNING, bytes, 0) && standsAt(DATA_END, bytes, end - DATA_END.length);
}
