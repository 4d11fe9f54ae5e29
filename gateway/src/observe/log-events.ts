import { answerFields, type Log, loggedMs } from '@phat-ngon/runtime';
import type { EventListener, GatewayEvent } from './event.js';

/** Writes events into the log: a line a request, and one for whatever an operator should know of. */
export function logEvents(log: Log): EventListener {
  return (event) => {
    switch (event.kind) {
      case 'supergraph-switched':
        return log.info({ event: event.kind, id: event.id }, 'another supergraph is served');
      case 'supergraph-refused':
        return log.error(
          { event: event.kind, reason: event.reason },
          'the supergraph cannot be served; the one before stays',
        );
      case 'circuit':
        return log.warn({ event: event.kind, subgraph: event.subgraph, state: event.state }, circuitWords(event));
      case 'answered':
        return logAnswer(log, event);
      case 'failed':
        return log.error({ event: event.kind, requestId: event.requestId, error: event.error }, 'an error was masked');
      case 'fetched':
        return logFetch(log, event);
      case 'left':
        // Clients come and go; what was ended from this side somebody may look for.
        return log[event.reason === 'gone' ? 'debug' : 'info'](
          { event: event.kind, transport: event.transport, reason: event.reason },
          'a subscription has ended',
        );
      case 'source':
        if (event.news === 'lost')
          log.warn(
            { event: event.kind, subgraph: event.subgraph },
            "a subgraph's events have ceased to come; following on behind the last",
          );
        return;
      case 'followed':
      case 'delivered':
      case 'asked':
      case 'planned':
      case 'retried':
        return;
    }
  };
}

function circuitWords({ state }: Extract<GatewayEvent, { kind: 'circuit' }>): string {
  return state === 'open' ? 'a subgraph keeps failing and is left alone for a while' : 'a subgraph answers again';
}

function logFetch(
  log: Log,
  { kind, requestId, subgraph, outcome, durationMs }: Extract<GatewayEvent, { kind: 'fetched' }>,
): void {
  log.debug({ event: kind, requestId, subgraph, outcome, ms: loggedMs(durationMs) }, 'subgraph asked');
}

function logAnswer(
  log: Log,
  { kind, requestId, route, method, status, durationMs, codes, fetches }: Extract<GatewayEvent, { kind: 'answered' }>,
): void {
  log.info({ event: kind, requestId, route, method, status, fetches, ...answerFields(durationMs, codes) }, 'answered');
}
