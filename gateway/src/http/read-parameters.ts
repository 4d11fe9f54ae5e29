import { GatewayError } from '../errors/gateway-error.js';
import { isObject } from '../lib/is-object.js';
import type { DocumentParameters } from '../persisted/identifier.js';

/** The parameters of a request (GraphQL over HTTP, "Request Parameters"), as they came. */
export interface Parameters extends DocumentParameters {
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

const NAMES = ['query', 'documentId', 'operationName', 'variables', 'extensions'] as const;

/** Those of a GET. @throws GatewayError `BAD_REQUEST` for one that is there twice, and for what should be JSON and is none. */
export function parametersOfSearch(search: string): Parameters {
  const parameters = new URLSearchParams(search);
  const given = Object.fromEntries(
    NAMES.flatMap((name) => {
      const values = parameters.getAll(name);
      if (values.length > 1) throw new GatewayError('BAD_REQUEST');
      return values.map((value) => [name, value]);
    }),
  );
  return { ...given, ...jsonIn(given, 'variables'), ...jsonIn(given, 'extensions') };
}

/** Those of a POST; what is no object has none. */
export function parametersOfBody(body: unknown): Parameters {
  return isObject(body) ? body : {};
}

function jsonIn(given: Readonly<Record<string, string>>, name: string): Readonly<Record<string, unknown>> {
  const text = given[name];
  if (text === undefined) return {};
  try {
    return { [name]: JSON.parse(text) };
  } catch (cause) {
    throw new GatewayError('BAD_REQUEST', { cause });
  }
}
