/** What came of asking a subgraph: an answer, one with errors, none for the reason the code says, or nobody waited for it. */
export type FetchOutcome =
  | 'ok'
  | 'errors'
  | 'SUBGRAPH_UNAVAILABLE'
  | 'SUBGRAPH_TIMEOUT'
  | 'SUBGRAPH_BAD_ANSWER'
  | 'abandoned';

/** How events go out: over `graphql-transport-ws`, or as Server-Sent Events. */
export type Transport = 'socket' | 'events';

/** What happens in a gateway. No event holds what was asked or answered. */
export type GatewayEvent =
  | { readonly kind: 'supergraph-switched'; readonly id: string }
  | { readonly kind: 'supergraph-refused'; readonly reason: string }
  | { readonly kind: 'circuit'; readonly subgraph: string; readonly state: 'open' | 'closed' }
  | { readonly kind: 'asked' }
  | {
      readonly kind: 'answered';
      readonly requestId: string;
      /** `/graphql`, or `/services/NAME`. */
      readonly route: string;
      readonly method: string;
      /** Null where the client went away before its answer. */
      readonly status: number | null;
      readonly durationMs: number;
      /** How often each error code went out. */
      readonly codes: ReadonlyMap<string, number>;
      readonly fetches: number;
    }
  /** An operation was planned, or its plan was at hand. */
  | { readonly kind: 'planned'; readonly cached: boolean; readonly durationMs: number }
  /** A query that was asked is under way already, and is not executed again. */
  | { readonly kind: 'joined' }
  | {
      readonly kind: 'fetched';
      readonly requestId: string;
      readonly subgraph: string;
      readonly outcome: FetchOutcome;
      readonly durationMs: number;
    }
  /** A subgraph is asked a second time. */
  | { readonly kind: 'retried'; readonly subgraph: string }
  /** A source of events was asked for its events, was lost, or is not followed any more. */
  | { readonly kind: 'source'; readonly subgraph: string; readonly news: 'opened' | 'lost' | 'ended' }
  /** An event has gone out to so many receivers. */
  | { readonly kind: 'delivered'; readonly count: number }
  /** Somebody follows a subscription from now on, or does so no more. */
  | { readonly kind: 'followed'; readonly transport: Transport }
  | { readonly kind: 'left'; readonly transport: Transport; readonly reason: string }
  /** An error whose words no caller sees. */
  | { readonly kind: 'failed'; readonly requestId: string; readonly error: unknown };

/** Hears of events. It must not throw. */
export type EventListener = (event: GatewayEvent) => void;
