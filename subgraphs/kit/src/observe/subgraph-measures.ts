import type { Metrics } from '@phat-ngon/runtime';
import { Counter, Gauge, Histogram } from 'prom-client';

const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** Statements are timed in whole milliseconds. */
const STATEMENT_SECONDS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** Where a subgraph stands, asked whenever the metrics are. */
export interface Positions {
  /** The last change in its log. */
  readonly log: () => Promise<number>;
  /** How far its copy of the units' log goes, where it keeps one. */
  readonly projectedThrough?: () => number | null;
  readonly projectionLagMs?: () => number;
}

/** What is measured of subgraphs, for all of one process: made once, each subgraph counts under its name. */
export type SubgraphMeasures = ReturnType<typeof subgraphMeasures>;

/** Makes the measures; their help texts say what each is. */
export function subgraphMeasures(metrics: Metrics) {
  const registers = [metrics];
  const positions = new Map<string, Positions>();
  return {
    /** By subgraph. */
    positions,
    requests: new Counter({
      name: 'subgraph_requests_total',
      help: 'Questions that have been answered, by whether the answer has errors.',
      labelNames: ['subgraph', 'outcome'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'subgraph_request_duration_seconds',
      help: 'From a question to its answer, without the way over the network.',
      labelNames: ['subgraph'],
      buckets: REQUEST_SECONDS,
      registers,
    }),
    failures: new Counter({
      name: 'subgraph_masked_errors_total',
      help: 'Errors whose words no caller sees; each is in the log.',
      labelNames: ['subgraph'],
      registers,
    }),
    statements: new Counter({
      name: 'subgraph_sql_statements_total',
      help: 'SQL statements that have run, by their first word and whether they failed.',
      labelNames: ['subgraph', 'kind', 'outcome'],
      registers,
    }),
    statementSeconds: new Histogram({
      name: 'subgraph_sql_duration_seconds',
      help: 'From a statement to its rows.',
      labelNames: ['subgraph'],
      buckets: STATEMENT_SECONDS,
      registers,
    }),
    logPosition: new Gauge({
      name: 'subgraph_change_log_position',
      help: 'Sequence number of the last change in the log of the subgraph; absent while its database is away.',
      labelNames: ['subgraph'],
      registers,
      async collect() {
        for (const [subgraph, { log }] of positions) {
          const position = await log().catch(() => null);
          if (position === null) this.remove({ subgraph });
          else this.set({ subgraph }, position);
        }
      },
    }),
    projectedThrough: new Gauge({
      name: 'subgraph_projection_position',
      help: "Sequence number of the units' log up to which the subgraph's copy of it is complete.",
      labelNames: ['subgraph'],
      registers,
      collect() {
        for (const [subgraph, { projectedThrough }] of positions) {
          const position = projectedThrough?.();
          if (typeof position === 'number') this.set({ subgraph }, position);
        }
      },
    }),
    projectionLag: new Gauge({
      name: 'subgraph_projection_lag_seconds',
      help: "How long ago the subgraph's copy of the units' log was last known to be complete.",
      labelNames: ['subgraph'],
      registers,
      collect() {
        for (const [subgraph, { projectionLagMs }] of positions) {
          if (projectionLagMs !== undefined) this.set({ subgraph }, projectionLagMs() / 1_000);
        }
      },
    }),
  };
}
