import type { RequestAccount } from '@phat-ngon/runtime';
import type { GraphQLFormattedError } from 'graphql';
import type { Principal } from '../identity/principal.js';
import type { EndSignal } from '../lib/ending.js';
import { isTimeUp } from '../lib/time-up.js';

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

/** The same as a client takes it from whoever asks once. */
export interface FetchRequest extends Omit<SubgraphRequest, 'variables' | 'operationName' | 'signal'> {
  readonly operationName?: string | undefined;
  /** Makes the variables: who sends text may not need them. */
  readonly variables: () => SubgraphRequest['variables'];
  /** Writes these three as JSON (GraphQL over HTTP, section 5.4), where whoever asks has parts of it at hand. */
  readonly body?: (() => string) | undefined;
  /** Whether it changes nothing, where whoever asks knows. */
  readonly isRead?: boolean | undefined;
  /** Whether an answer of data alone is wanted as the bytes that came, where the client {@link SubgraphClient.givesBytes}. */
  readonly asBytes?: boolean;
  readonly signal: EndSignal;
  /** What is kept of the client's request: each asking counts there. */
  readonly account?: RequestAccount;
}

/** A subgraph's answer (GraphQL, section 7.1). */
export interface SubgraphResponse {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  /** In place of both: an answer that by its looks is JSON with data alone. Whoever reads it has to see whether it is. */
  readonly bytes?: Buffer;
}

/** A subgraph as the executor sees it, in process or over HTTP. */
export interface SubgraphClient {
  /**
   * The deadline is by `performance.now()`; by default an answer is worth something for as long as the client gives it.
   * @throws FetchError when no valid answer came.
   */
  execute(request: FetchRequest, deadline?: number): Promise<SubgraphResponse>;
  /**
   * The events of a subscription, from when the first is asked for; no more are taken than a few beyond those. The signal ends it.
   * @throws SubscriptionRefused (the iterator) when the subgraph refuses it; FetchError when its events have ceased to come.
   */
  subscribe(request: SubgraphRequest): AsyncIterableIterator<SubgraphResponse>;
  /** Whether it can give answers as bytes. */
  readonly givesBytes?: boolean;
  /** What it tells of itself, where it can. */
  state?(): SubgraphState;
  close(): Promise<void>;
}

/** A subscription that its subgraph does not begin. */
export class SubscriptionRefused extends Error {
  override readonly name = 'SubscriptionRefused';
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[]) {
    super(errors.map(({ message }) => message).join(' '));
    this.errors = errors;
  }
}

/** How a subgraph stands: what keeps it from answering soundly, in words, and whatever else it tells of itself. */
export interface SubgraphState {
  readonly problems: readonly string[];
  readonly [detail: string]: unknown;
}

/** A subgraph that lives in this process. */
export interface InProcessSubgraph {
  /** What `/ready` shows of it; one that tells nothing is asked the smallest question there is, as those over HTTP are. */
  state?(): SubgraphState;
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  /** The events of a subscription, or why there are none. Absent where it has no subscriptions. */
  subscribe?(request: SubgraphRequest): Promise<SubgraphResponse | AsyncIterableIterator<SubgraphResponse>>;
  /** The base URL at which its services are taken, where it has any: streams go over a connection even here. */
  readonly servicesUrl?: string;
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

/** Why a fetch whose caller's signal has aborted gave nothing. */
export function givenUp(signal: EndSignal): FetchError {
  return new FetchError(isTimeUp(signal) ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_UNAVAILABLE', signal.reason);
}
