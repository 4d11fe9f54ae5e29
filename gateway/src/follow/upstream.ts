import { setTimeout as delay } from 'node:timers/promises';
import type { GraphQLFormattedError } from 'graphql';
import { type SubgraphResponse, SubscriptionRefused } from '../fetch/subgraph-client.js';
import type { Ending } from './receiver.js';

/** An event of the source, with what it is behind. */
export interface SourceEvent {
  readonly cursor: string | null;
  readonly answer: SubgraphResponse;
}

/** How a subgraph's feed is come by. */
export interface Source {
  /** Its events behind a cursor; null: from its end on. @throws (the iterator) SubscriptionRefused, FetchError. */
  open(after: string | null, signal: AbortSignal): AsyncIterable<SubgraphResponse>;
  /** The cursor of its end; null where it cannot be asked for. @throws SubscriptionRefused, FetchError. */
  readonly position: ((signal: AbortSignal) => Promise<string>) | null;
  /** The cursor of an event; null where it has none. Null where the source has none at all. */
  readonly cursorOf: ((answer: SubgraphResponse) => string | null) | null;
}

/** What is done with a source. */
export interface Following {
  readonly source: Source;
  readonly after: string | null;
  readonly signal: AbortSignal;
  /** For how long a source is waited for that is away. */
  readonly patienceMs: number;
  /** Hears behind which cursor the first event follows. */
  readonly began: (cursor: string) => void;
  /** Takes an event; no other is given until it resolves. */
  readonly take: (event: SourceEvent) => Promise<void>;
  /** Hears of each connection to the source. */
  readonly tell: (news: 'opened' | 'lost') => void;
}

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5_000;
/** For this part of the patience an event is fetched anew when the source failed at parts of it; then it goes out as it is. */
const EVENT_SHARE = 0.25;

/**
 * Follows a source until it ends, each event once and in order: when it is lost it is followed again behind the last event that was
 * taken, at once and then after growing waits. Resolves with how it ended; null when the signal did.
 */
export async function followSource(following: Following): Promise<Ending | null> {
  const { signal, tell } = following;
  const progress: Progress = { cursor: following.after, failures: 0, lostAt: null };
  while (!signal.aborted) {
    try {
      const ending = await followOnce(following, progress);
      if (ending !== null) return ending;
    } catch (error) {
      if (signal.aborted) return null;
      if (error instanceof SubscriptionRefused && !isPassing(error.errors))
        return { kind: 'refused', errors: error.errors };
    }
    if (signal.aborted) return null;
    tell('lost');
    if (isLost(following, progress)) return { kind: 'cut', code: 4510 };
    await pause(progress, signal);
  }
  return null;
}

/** How far it has come. */
interface Progress {
  cursor: string | null;
  /** In a row, without an event. */
  failures: number;
  lostAt: number | null;
}

/** Null where an event is to be fetched anew. */
async function followOnce(following: Following, progress: Progress): Promise<Ending | null> {
  const { source, signal, began, take, tell, patienceMs } = following;
  if (progress.cursor === null && source.position !== null) {
    progress.cursor = await source.position(signal);
    began(progress.cursor);
  }
  if (signal.aborted) return null;
  const ending = new AbortController();
  const both = AbortSignal.any([signal, ending.signal]);
  tell('opened');
  try {
    for await (const answer of source.open(progress.cursor, both)) {
      if (signal.aborted) return null;
      const cursor = source.cursorOf?.(answer) ?? null;
      const mayPass = source.cursorOf !== null && isFailed(answer, cursor);
      if (mayPass && awayFor(progress) < EVENT_SHARE * patienceMs) return null;
      Object.assign(progress, { cursor: cursor ?? progress.cursor, failures: 0, lostAt: null });
      await take({ cursor, answer });
    }
    return signal.aborted ? null : { kind: 'complete' };
  } finally {
    // First of all: a generator that is parked does not hear that it shall return.
    ending.abort();
  }
}

/** Whether the source failed at a part of the event that it may not fail at again. */
function isFailed({ errors = [] }: SubgraphResponse, cursor: string | null): boolean {
  return cursor === null || (errors.length > 0 && isPassing(errors));
}

function isPassing(errors: readonly GraphQLFormattedError[]): boolean {
  return errors.length > 0 && errors.every(({ extensions }) => extensions?.retryable === true);
}

/** Whether something could have been missed, or it has been away for too long. */
function isLost({ source, patienceMs }: Following, progress: Progress): boolean {
  if (source.cursorOf === null || (progress.cursor === null && source.position === null)) return true;
  return awayFor(progress) > patienceMs;
}

/** For how long nothing has come of it, from the first call on. */
function awayFor(progress: Progress): number {
  progress.lostAt ??= performance.now();
  return performance.now() - progress.lostAt;
}

async function pause(progress: Progress, signal: AbortSignal): Promise<void> {
  const longest = progress.failures === 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** progress.failures, LONGEST_WAIT_MS);
  progress.failures += 1;
  await delay(longest * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
}
