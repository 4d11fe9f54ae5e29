import type { RequestAccount } from '@phat-ngon/runtime';
import type { ExecutionResult } from 'graphql';
import type { SubgraphClient, SubgraphRequest, SubgraphResponse } from '../fetch/subgraph-client.js';
import type { EndSignal } from '../lib/ending.js';
import type { PlannedOperation } from '../plan/plan-operation.js';
import type { Supergraph } from '../supergraph/supergraph.js';

/** What one request brings to the execution of a plan. */
export interface Execution extends Pick<SubgraphRequest<EndSignal>, 'variables' | 'principal' | 'signal'> {
  readonly account: RequestAccount;
  readonly planned: PlannedOperation;
  /** To whom the same is told, at a time between changes: what they ask at once is asked once. Absent where each asks for itself. */
  readonly audience?: string;
  /** An answer that is at hand: the subgraph is not asked that question. */
  readonly known?: KnownAnswer;
}

/** The answer to a subgraph's question that came by another way: as the event of a subscription. */
export interface KnownAnswer {
  readonly subgraph: string;
  readonly query: string;
  readonly answer: SubgraphResponse;
}

/** The subgraphs' clients, by name. */
export type SubgraphClients = ReadonlyMap<string, SubgraphClient>;

/** Executes a plan. What is `undefined` in the data of its result is not there, as in JSON. */
export type Execute = (execution: Execution) => Promise<ExecutionResult>;

/** Makes what executes the plans of a supergraph on its subgraphs' clients. */
export type CreateExecutor = (supergraph: Supergraph, clients: SubgraphClients) => Execute;
