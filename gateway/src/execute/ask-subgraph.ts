import { FetchError, type SubgraphResponse } from '../fetch/subgraph-client.js';
import type { Execution, SubgraphClients, SubgraphQuestion } from './execution.js';
import { failedAnswer, soundAnswer } from './fetch-error.js';
import { copyOf, type JsonObject } from './json-object.js';

/** Asks a subgraph. Never rejects: where there is no answer, what comes says so at each place that stays empty. */
export type AskSubgraph = (subgraph: string, question: SubgraphQuestion) => Promise<SubgraphResponse>;

/**
 * How one execution asks subgraphs: their clients, or for a question whose answer is at hand a copy of that, since an executor writes what it
 * learns elsewhere into what it is given. What is asked while the same is being asked is not asked again.
 */
export function subgraphAsker(clients: SubgraphClients, execution: Execution): AskSubgraph {
  const { principal, signal, requestId, known } = execution;
  const ask: AskSubgraph = async (subgraph, { key: _key, ...question }) => {
    try {
      if (known?.subgraph === subgraph && known.query === question.query)
        return soundAnswer(structuredClone(known.answer), question);
      const client = clients.get(subgraph);
      if (client === undefined) throw new FetchError('SUBGRAPH_UNAVAILABLE', new Error(`there is no ${subgraph}`));
      return soundAnswer(await client.execute({ ...question, principal, signal, requestId }), question);
    } catch (error) {
      return failedAnswer(error instanceof FetchError ? error.code : 'SUBGRAPH_UNAVAILABLE', question);
    }
  };
  const asking = new Map<string, Promise<SubgraphResponse>>();
  return async (subgraph, question) => {
    if (question.key === undefined) return ask(subgraph, question);
    const key = `${subgraph} ${question.key}`;
    const known = asking.get(key);
    // All who wait are woken before the first of them goes on: nobody has written into what is copied here.
    if (known !== undefined) return copyOf((await known) as JsonObject);
    const answer = ask(subgraph, question).finally(() => asking.delete(key));
    asking.set(key, answer);
    return await answer;
  };
}
