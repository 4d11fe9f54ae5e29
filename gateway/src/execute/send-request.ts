import { FetchError, givenUp, type SubgraphResponse } from '../fetch/subgraph-client.js';
import type { EndSignal } from '../lib/ending.js';
import { InFlight } from '../lib/in-flight.js';
import { Crowds } from './crowds.js';
import type { Execution, SubgraphClients } from './execution.js';
import { copyOf, type JsonObject } from './json-object.js';
import type { SubgraphQuestion } from './question.js';

/** Sends a question to a subgraph. @throws FetchError when no answer came. */
export type SendRequest = (subgraph: string, question: SubgraphQuestion) => Promise<SubgraphResponse>;

/** What all executions have together. */
export interface SharedRequests {
  /** Those that are under way. Executors write into what they are given. */
  readonly underWay: InFlight<SubgraphResponse>;
  readonly crowds: Crowds;
}

/** Nothing is under way yet. */
export function sharedRequests(): SharedRequests {
  return {
    underWay: new InFlight<SubgraphResponse>({
      copy: ownCopy,
      leave: givenUp,
    }),
    crowds: new Crowds(),
  };
}

/**
 * How an execution sends its questions: what another asks at that time for the same audience is asked once, and what differs in its variables alone
 * goes in one request.
 */
export function requestSender(clients: SubgraphClients, execution: Execution, shared?: SharedRequests): SendRequest {
  const { principal, signal, account, audience } = execution;
  return (subgraph, question) => {
    const client = clients.get(subgraph);
    if (client === undefined)
      return Promise.reject(new FetchError('SUBGRAPH_UNAVAILABLE', new Error(`there is no ${subgraph}`)));
    const send = ({ query, operationName, variables, parts, asBytes }: SubgraphQuestion, until: EndSignal) =>
      client.execute({
        query,
        operationName,
        variables,
        body: parts === null ? undefined : () => `${parts.form.head}${parts.text}}`,
        isRead: parts?.form.isQuery,
        asBytes,
        principal,
        signal: until,
        requestId: account.requestId,
        account,
      });
    const { parts } = question;
    if (shared === undefined || audience === undefined || !parts?.form.isQuery) return send(question, signal);
    return shared.underWay.join(`${audience} ${parts.key}`, signal, (until) =>
      shared.crowds.ask({ form: parts.form, question, place: audience, signal: until, send }),
    );
  };
}

/** An answer for one more who may write into it. Nobody writes into bytes. */
export function ownCopy(answer: SubgraphResponse): SubgraphResponse {
  return answer.bytes === undefined ? copyOf(answer as JsonObject) : answer;
}
