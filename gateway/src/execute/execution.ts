import type { RequestAccount } from '@phat-ngon/runtime';
import type { ExecutionResult } from 'graphql';
import type { FetchRequest, SubgraphClient, SubgraphResponse } from '../fetch/subgraph-client.js';
import type { PlannedOperation } from '../plan/plan-operation.js';
import type { Supergraph } from '../supergraph/supergraph.js';

/** What one request brings to the execution of a plan. */
export interface Execution extends Pick<FetchRequest, 'principal' | 'signal'> {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly account: RequestAccount;
  readonly planned: PlannedOperation;
  /** To whom the same is told, at a time between changes: what they ask at once is asked once. Absent where each asks for itself. */
  readonly audience?: string;
  /** Whether the answer may come as the bytes in which it is sent, in place of data: where it has no errors, and what it is made of came so. */
  readonly takesBytes?: boolean;
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

/** What came of an execution. What is `undefined` in its data is not there, as in JSON. */
export interface Executed extends ExecutionResult {
  /** In place of data: the whole answer as it is sent. */
  readonly bytes?: Buffer;
}

/** Executes a plan. */
export type Execute = (execution: Execution) => Promise<Executed>;

/** Makes what executes the plans of a supergraph on its subgraphs' clients. */
export type CreateExecutor = (supergraph: Supergraph, clients: SubgraphClients) => Execute;
