import type { Metrics } from '@phat-ngon/runtime';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { EventListener, GatewayEvent } from './event.js';

/** From a plan at hand to the deadline of a request. */
const SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const OTHER_CODE = 'OTHER';

/**
 * Counts events for Prometheus; the measures' help texts say what each is. Codes that are not known are counted as one: a
 * label must not take any value a subgraph sends.
 */
export function measureEvents(metrics: Metrics, isKnownCode: (code: string) => boolean): EventListener {
  const measures = gatewayMeasures(metrics);
  return (event) => {
    switch (event.kind) {
      case 'asked':
        return measures.inFlight.inc();
      case 'answered':
        return countAnswer(measures, event, isKnownCode);
      case 'planned':
        measures.plans.inc({ cache: event.cached ? 'hit' : 'miss' });
        return event.cached ? undefined : measures.planSeconds.observe(event.durationMs / 1_000);
      case 'joined':
        return measures.joined.inc();
      case 'fetched':
        measures.fetches.inc({ subgraph: event.subgraph, outcome: event.outcome });
        return measures.fetchSeconds.observe({ subgraph: event.subgraph }, event.durationMs / 1_000);
      case 'retried':
        return measures.retries.inc({ subgraph: event.subgraph });
      case 'circuit':
        return measures.circuits.set({ subgraph: event.subgraph }, event.state === 'open' ? 1 : 0);
      case 'supergraph-switched':
        return measures.supergraphs.inc({ result: 'switched' });
      case 'supergraph-refused':
        return measures.supergraphs.inc({ result: 'refused' });
      case 'source':
        if (event.news === 'lost') return measures.sourcesLost.inc({ subgraph: event.subgraph });
        return;
      case 'delivered':
        return measures.deliveries.inc(event.count);
      case 'followed':
        return measures.followers.inc({ transport: event.transport });
      case 'left':
        measures.followers.dec({ transport: event.transport });
        return measures.left.inc({ reason: event.reason });
      case 'failed':
        return measures.failures.inc();
    }
  };
}

type Measures = ReturnType<typeof gatewayMeasures>;

function gatewayMeasures(metrics: Metrics) {
  const registers = [metrics];
  return {
    requests: new Counter({
      name: 'gateway_requests_total',
      help: 'Requests to /graphql and to /services/NAME that have ended, by HTTP status; "gone" where the client did not wait.',
      labelNames: ['route', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'gateway_request_duration_seconds',
      help: 'From a request to the end of its answer.',
      labelNames: ['route'],
      buckets: SECONDS,
      registers,
    }),
    inFlight: new Gauge({ name: 'gateway_requests_in_flight', help: 'Requests being answered now.', registers }),
    errors: new Counter({
      name: 'gateway_errors_total',
      help: `Errors in answers, by code; "${OTHER_CODE}" for codes of the subgraphs' own.`,
      labelNames: ['code'],
      registers,
    }),
    failures: new Counter({
      name: 'gateway_masked_errors_total',
      help: 'Errors of the gateway itself whose words no caller sees; each is in the log.',
      registers,
    }),
    plans: new Counter({
      name: 'gateway_plans_total',
      help: 'Operations that needed a plan, by whether it was at hand.',
      labelNames: ['cache'],
      registers,
    }),
    planSeconds: new Histogram({
      name: 'gateway_plan_duration_seconds',
      help: 'Making a plan that was not at hand; nothing else runs meanwhile.',
      buckets: SECONDS,
      registers,
    }),
    joined: new Counter({
      name: 'gateway_queries_joined_total',
      help: 'Queries that were answered with what an equal one of the same audience brought that was under way.',
      registers,
    }),
    fetches: new Counter({
      name: 'gateway_fetches_total',
      help: 'Questions to subgraphs, second tries included in the first, by what came of them.',
      labelNames: ['subgraph', 'outcome'],
      registers,
    }),
    fetchSeconds: new Histogram({
      name: 'gateway_fetch_duration_seconds',
      help: 'From a question to a subgraph to what came of it.',
      labelNames: ['subgraph'],
      buckets: SECONDS,
      registers,
    }),
    retries: new Counter({
      name: 'gateway_fetch_retries_total',
      help: 'Second tries after a subgraph could not be reached.',
      labelNames: ['subgraph'],
      registers,
    }),
    circuits: new Gauge({
      name: 'gateway_circuit_open',
      help: '1 while a subgraph keeps failing and is left alone.',
      labelNames: ['subgraph'],
      registers,
    }),
    followers: new Gauge({
      name: 'gateway_subscriptions',
      help: 'Subscriptions that are followed now, by transport.',
      labelNames: ['transport'],
      registers,
    }),
    left: new Counter({
      name: 'gateway_subscriptions_ended_total',
      help: 'Subscriptions that have ended: "gone" where the client has left, "complete", "refused", or the code they were cut off with.',
      labelNames: ['reason'],
      registers,
    }),
    deliveries: new Counter({
      name: 'gateway_deliveries_total',
      help: 'Events that went out, counted for each receiver.',
      registers,
    }),
    sourcesLost: new Counter({
      name: 'gateway_sources_lost_total',
      help: 'Subscriptions at subgraphs that were lost, and followed again behind the last event.',
      labelNames: ['subgraph'],
      registers,
    }),
    supergraphs: new Counter({
      name: 'gateway_supergraph_changes_total',
      help: 'Changes of the supergraph, by whether they were switched in or refused.',
      labelNames: ['result'],
      registers,
    }),
  };
}

function countAnswer(
  measures: Measures,
  event: Extract<GatewayEvent, { kind: 'answered' }>,
  isKnownCode: (code: string) => boolean,
): void {
  measures.inFlight.dec();
  measures.requests.inc({ route: event.route, status: event.status ?? 'gone' });
  measures.requestSeconds.observe({ route: event.route }, event.durationMs / 1_000);
  for (const [code, count] of event.codes) measures.errors.inc({ code: isKnownCode(code) ? code : OTHER_CODE }, count);
}
