import { currentAccount, noteCode } from '@phat-ngon/runtime';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { EventListener } from './event.js';

/**
 * Keeps the code of an error that goes out in its request's account. What was masked here, and not in a subgraph, is told
 * whole to the listener: it carries the error it was made from.
 */
export function noteError(shown: GraphQLFormattedError, error: unknown, onEvent: EventListener): void {
  const code = String(shown.extensions?.code);
  const account = currentAccount();
  if (account !== undefined) noteCode(account, code);
  if (code === 'INTERNAL_SERVER_ERROR' && isOfHere(error)) onEvent({ kind: 'failed', error });
}

/** The stock executor names the subgraph that an error came from; it has come as text, and is in that one's log. */
function isOfHere(error: unknown): boolean {
  return !(error instanceof GraphQLError && 'serviceName' in error.extensions);
}
