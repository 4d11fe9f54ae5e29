import type { GraphQLFormattedError } from 'graphql';
import type { Principal } from '../identity/principal.js';

/** A request to a subgraph. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly principal: Principal;
  /** Aborts when the client goes away or its time is up. */
  readonly signal: AbortSignal;
  readonly requestId: string;
}

/** A subgraph's answer (GraphQL, section 7.1). */
export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** A subgraph as the executor sees it, in process or over HTTP. */
export interface SubgraphClient {
  /** @throws FetchError when no valid answer came. */
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  close(): Promise<void>;
}

/** A subgraph that lives in this process. */
export interface InProcessSubgraph {
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
}

/** Why a fetch gave nothing: what a caller can act on, without hosts or ports. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly code: 'SUBGRAPH_UNAVAILABLE' | 'SUBGRAPH_TIMEOUT' | 'SUBGRAPH_BAD_ANSWER';

  constructor(code: FetchError['code'], cause: unknown) {
    super(code, { cause });
    this.code = code;
  }
}
