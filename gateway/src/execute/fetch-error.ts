import { type GraphQLFormattedError, Kind, parse } from 'graphql';
import { ERROR_CODES } from '../errors/codes.js';
import type { FetchError, SubgraphResponse } from '../fetch/subgraph-client.js';

/** What a fetch asked for: its errors need it to say what stays empty. */
export interface Asked {
  readonly query: string;
  /** How many entities by reference; null where it did not ask so. */
  readonly entities: number | null;
}

const PLACES_PER_ERROR = 20;

/** A subgraph that refuses the planner's document has another schema than the supergraph: nothing the client can mend. */
const REFUSALS: readonly unknown[] = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'];

/** The answer of a fetch that gave none: an error for each place that stays empty. */
export function failedAnswer(code: FetchError['code'], asked: Asked): SubgraphResponse {
  const { en, vi, retryable } = ERROR_CODES[code];
  const extensions = { code, messageVi: vi, messageEn: en, retryable };
  return { data: null, errors: emptyPlaces(asked).map((path) => ({ message: en, path, extensions })) };
}

/**
 * An answer the executor can use. One that is none, refuses the document or has not as many entities as were asked for becomes
 * `SUBGRAPH_BAD_ANSWER`; the errors of an answer without data get the places that stay empty where they name none.
 */
export function soundAnswer(answer: SubgraphResponse, asked: Asked): SubgraphResponse {
  const { data, errors = [] } = answer;
  if (data) return hasItsEntities(data, asked) ? answer : failedAnswer('SUBGRAPH_BAD_ANSWER', asked);
  if (errors.length === 0 || isRefusal(answer)) return failedAnswer('SUBGRAPH_BAD_ANSWER', asked);
  if (errors.every((error) => error.path)) return answer;
  const places = emptyPlaces(asked);
  return {
    data: null,
    errors: errors.flatMap((error, index) => located(error, index === 0 ? places : places.slice(0, 1))),
  };
}

/** Whether a subgraph does not take the document it was asked. */
export function isRefusal({ data, errors = [] }: SubgraphResponse): boolean {
  return !data && errors.some(({ extensions }) => REFUSALS.includes(extensions?.code));
}

function located(
  error: GraphQLFormattedError,
  places: readonly (readonly (string | number)[])[],
): readonly GraphQLFormattedError[] {
  return error.path ? [error] : places.map((path) => ({ ...error, path }));
}

function hasItsEntities(data: Record<string, unknown>, { entities }: Asked): boolean {
  return entities === null || (Array.isArray(data._entities) && data._entities.length === entities);
}

/** Whether a subgraph said, without an error, that a thing it was asked for by reference is not there. */
export function hasAbsentEntities({ data, errors }: SubgraphResponse): boolean {
  return !errors?.length && Array.isArray(data?._entities) && data._entities.includes(null);
}

/** Each root field, or the first of the entities. */
function emptyPlaces({ query, entities }: Asked): readonly (readonly (string | number)[])[] {
  if (entities !== null)
    return Array.from({ length: Math.min(entities, PLACES_PER_ERROR) }, (_, index) => ['_entities', index]);
  const operation = parse(query).definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return (operation?.selectionSet.selections ?? []).flatMap((selection) =>
    selection.kind === Kind.FIELD ? [[selection.alias?.value ?? selection.name.value]] : [],
  );
}
