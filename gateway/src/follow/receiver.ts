import type { GraphQLFormattedError } from 'graphql';

/** An event as it goes out, made once for all who receive it. */
export interface Delivery {
  /** The cursor behind which the next event follows; null where it has none. */
  readonly cursor: string | null;
  /** The result (GraphQL, section 7.1) as JSON in one line. */
  readonly text: string;
}

/** Why a subscription is cut off though there may be more: by the codes of `docs/subscriptions.md`, section 7. */
export type CutCode = 1012 | 4403 | 4510 | 4511;

/** How a subscription ends. */
export type Ending =
  /** The source has ended it. */
  | { readonly kind: 'complete' }
  /** It does not begin, or does not go on, for what these say. */
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLFormattedError[] }
  /** To be resumed behind the last cursor. */
  | { readonly kind: 'cut'; readonly code: CutCode };

/** Who has subscribed, behind whatever transport. */
export interface Receiver {
  /** Hears where the subscription begins, where that is known: an event behind this cursor has not been delivered. */
  begin(cursor: string): void;
  next(delivery: Delivery): void;
  /** Hears of the end, once; nothing follows. */
  end(ending: Ending): void;
  /** Bytes that were given to it and have not left. */
  readonly waiting: number;
  /** Resolves once they have left, or nobody waits for them any more. */
  drained(): Promise<void>;
}
