import type { ExecutionResult } from 'graphql';
import { type EventBlock, EventReader } from './event-reader.js';
import { readResult, unreachable } from './graph-result.js';

/** What happens while a subscription is followed. After `refused` and `ended` nothing more does. */
export type Step =
  | { readonly kind: 'opened' }
  /** Whatever has come at once, in order: who has missed much is sent it all together. */
  | { readonly kind: 'events'; readonly results: readonly ExecutionResult[] }
  /** The connection has ended without the subscription; another is opened after a wait. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'refused'; readonly result: ExecutionResult }
  | { readonly kind: 'ended' };

/** What following stands on. */
export interface FollowParts {
  /** Asks for the events behind a cursor; null asks for those from now on, or from where the operation itself says. */
  readonly open: (cursor: string | null) => Promise<Response>;
  /** Resolves after the time, or once the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Ends the following, without a step that says so; whatever `open` has opened has to end by it too. */
  readonly signal: AbortSignal;
}

/** How long to stay away where the gateway has not said. */
const RETRY_MS = 3_000;

/**
 * Follows a subscription as Server-Sent Events (`docs/subscriptions.md`, section 5), connection after connection, each behind
 * the last cursor of the one before, until it is complete, refused or stopped. A gateway that cannot be reached is waited
 * for, except at the beginning: who has just asked is told. Never throws.
 */
export async function* followEvents({ open, wait, signal }: FollowParts): AsyncGenerator<Step, void, undefined> {
  let cursor: string | null = null;
  let retryMs = RETRY_MS;
  let wasOpen = false;
  while (!signal.aborted) {
    try {
      const response = await open(cursor);
      // As if it could not be reached: whoever was followed before is waited for.
      if (wasOpen && mayPass(response)) throw new Error(`status ${response.status}`);
      if (!isStream(response)) {
        yield { kind: 'refused', result: readResult(await response.text(), response.status) };
        return;
      }
      wasOpen = true;
      yield { kind: 'opened' };
      for await (const blocks of blocksOf(response)) {
        cursor = blocks.findLast(({ id }) => id !== null)?.id ?? cursor;
        retryMs = blocks.findLast((block) => block.retryMs !== null)?.retryMs ?? retryMs;
        const end = blocks.findIndex(({ event }) => event === 'complete');
        const results = blocks.slice(0, end < 0 ? blocks.length : end).flatMap(resultOf);
        if (results.length > 0) yield { kind: 'events', results };
        if (end >= 0) {
          yield { kind: 'ended' };
          return;
        }
      }
    } catch (error) {
      if (!wasOpen && !signal.aborted) {
        yield { kind: 'refused', result: unreachable(error) };
        return;
      }
    }
    if (signal.aborted) return;
    yield { kind: 'lost' };
    await wait(retryMs, signal);
  }
}

/** What a gateway that is full, or a proxy before one that is away, says. */
function mayPass({ status }: Response): boolean {
  return status === 429 || status >= 500;
}

function isStream(response: Response): boolean {
  return response.ok && (response.headers.get('content-type')?.startsWith('text/event-stream') ?? false);
}

function resultOf({ event, data }: EventBlock): readonly ExecutionResult[] {
  return event === 'next' && data !== null ? [readResult(data)] : [];
}

/** The blocks as they come, those that come at once together. By hand, because not every browser lets a stream be iterated. */
async function* blocksOf({ body }: Response): AsyncGenerator<readonly EventBlock[], void, undefined> {
  const chunks = body?.getReader();
  const decoder = new TextDecoder();
  const reader = new EventReader();
  try {
    for (let chunk = await chunks?.read(); chunk?.done === false; chunk = await chunks?.read())
      yield reader.read(decoder.decode(chunk.value, { stream: true }));
  } finally {
    // After `complete` the gateway closes the connection; whoever does not read on must not leave it open either.
    await chunks?.cancel().catch(() => undefined);
  }
}
