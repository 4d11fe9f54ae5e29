import type { ClientOptions, SubscribePayload } from 'graphql-ws';

/** How a client goes on where it was. */
export interface ResumingOptions {
  /** The variable by which subscriptions take a cursor. Default: `after`. */
  readonly variable?: string;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/**
 * Options for a client of `graphql-ws` (`createClient(resuming({ url }))`, also below Apollo Client's `GraphQLWsLink` and urql's
 * `subscriptionExchange`) whose subscriptions go on behind the last event after a connection was lost. Without it the client sends
 * the variables it began with, and what has come since comes twice. The subscription has to declare the variable and to pass it as its
 * cursor's argument: `subscription ($after: String) { spokespersonChanged(after: $after) { … } }`.
 *
 * The cursor is that of what was received. Who keeps events keeps `extensions.cursor` of each result with it, and begins with that the
 * next time. See `docs/subscriptions.md`.
 */
export function resuming(options: ClientOptions, { variable = 'after' }: ResumingOptions = {}): ClientOptions {
  const followed = new Map<string, WeakRef<SubscribePayload>>();
  const forgotten = new FinalizationRegistry<string>((id) => followed.delete(id));
  const advance = (id: string, cursor: unknown): void => {
    const payload = followed.get(id)?.deref();
    // The client sends this very object again when it reconnects.
    if (payload && typeof cursor === 'string')
      Object.assign(payload, { variables: { ...payload.variables, [variable]: cursor } });
  };
  return {
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (retries) => wait(Math.min(FIRST_WAIT_MS * 2 ** retries, LONGEST_WAIT_MS)),
    shouldRetry: () => true,
    ...options,
    generateID: (payload) => {
      const id = options.generateID?.(payload) ?? crypto.randomUUID();
      followed.set(id, new WeakRef(payload));
      forgotten.register(payload, id);
      return id;
    },
    on: {
      ...options.on,
      message: (message) => {
        options.on?.message?.(message);
        if (message.type === 'next') advance(message.id, message.payload.extensions?.cursor);
      },
      ping: (received, payload) => {
        options.on?.ping?.(received, payload);
        const begin = payload?.begin as { readonly id: string; readonly cursor: string } | undefined;
        if (received && begin) advance(begin.id, begin.cursor);
      },
    },
  };
}

/** A random part, so that not all come back at once. */
function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds * (0.5 + Math.random() / 2));
  });
}
