import { answerFields, type Log, type Metrics, pastSpan, type RequestAccount } from '@phat-ngon/runtime';
import type { Statement } from '../database/database.js';
import { type SubgraphMeasures, subgraphMeasures } from './subgraph-measures.js';

/** What a subgraph tells of its work. */
export interface SubgraphObserver {
  /** A question has been answered; what was kept of it. */
  answered(account: RequestAccount, durationMs: number): void;
  /** A request to a service has been answered. */
  served(account: RequestAccount, durationMs: number): void;
  /** A statement has run. */
  stated(statement: Statement): void;
  /** Something failed whose words no caller sees: on behalf of a request, or in work of the process's own. */
  failed(error: unknown, requestId?: string): void;
}

/** What a process gives its subgraphs to tell by. */
export interface Observing {
  readonly log: Log;
  readonly measures: SubgraphMeasures;
}

/** How the subgraphs of a process are observed, by its log and metrics. */
export function observing(log: Log, metrics: Metrics): Observing {
  return { log, measures: subgraphMeasures(metrics) };
}

const KINDS: ReadonlySet<string> = new Set(['select', 'with', 'insert', 'update', 'delete']);
/** A statement's text in a trace: long lists of placeholders say nothing. */
const SHOWN_SQL = 1_000;

/** Logs, counts and traces what one subgraph tells. */
export function observerOf(subgraph: string, { log, measures }: Observing): SubgraphObserver {
  const tell = ({ requestId, codes }: RequestAccount, durationMs: number, more: object): void => {
    measures.requests.inc({ subgraph, outcome: codes.size === 0 ? 'ok' : 'errors' });
    measures.requestSeconds.observe({ subgraph }, durationMs / 1_000);
    log.info({ requestId, event: 'answered', subgraph, ...more, ...answerFields(durationMs, codes) }, 'answered');
  };
  return {
    answered: (account, durationMs) => tell(account, durationMs, { statements: account.asked }),
    served: (account, durationMs) => tell(account, durationMs, {}),
    stated: ({ sql, durationMs, failed }) => {
      const kind = kindOf(sql);
      measures.statements.inc({ subgraph, kind, outcome: failed ? 'failed' : 'ok' });
      measures.statementSeconds.observe({ subgraph }, durationMs / 1_000);
      const attributes = { 'db.operation.name': kind, 'db.query.text': sql.slice(0, SHOWN_SQL) };
      pastSpan({ name: `sql ${kind}`, kind: 'client', attributes }, durationMs);
    },
    failed: (error, requestId) => {
      measures.failures.inc({ subgraph });
      log.error({ requestId, event: 'failed', subgraph, error }, 'something failed whose words no caller sees');
    },
  };
}

function kindOf(sql: string): string {
  const word = /^\s*([a-z]+)/i.exec(sql)?.[1]?.toLowerCase() ?? '';
  return KINDS.has(word) ? word : 'other';
}
