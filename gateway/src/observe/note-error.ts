import { noteCode, type RequestAccount } from '@phat-ngon/runtime';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { EventListener } from './event.js';

/** Codes of what failed here, and not in what was asked: somebody has to see to it. */
const FAILURES: ReadonlySet<string> = new Set(['INTERNAL_SERVER_ERROR', 'IDENTITY_UNAVAILABLE']);

/** Whether the cause of an error under this code is told whole to whoever runs the gateway. */
export function isFailure(code: string): boolean {
  return FAILURES.has(code);
}

/**
 * Keeps the code of an error that goes out in the account of its request. What was masked here, and not in a subgraph, is told
 * whole to the listener: it carries the error it was made from.
 */
export function noteError(
  shown: GraphQLFormattedError,
  error: unknown,
  { account, onEvent }: { readonly account: RequestAccount; readonly onEvent: EventListener },
): void {
  const code = String(shown.extensions?.code);
  noteCode(account, code);
  if (isFailure(code) && isOfHere(error)) onEvent({ kind: 'failed', requestId: account.requestId, error });
}

/** An executor names the subgraph that an error came from; it has come as text, and is in that one's log. */
function isOfHere(error: unknown): boolean {
  return !(error instanceof GraphQLError && 'serviceName' in error.extensions);
}
