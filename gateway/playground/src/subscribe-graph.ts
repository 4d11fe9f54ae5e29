import type { Observable } from '@graphiql/toolkit';
import type { ExecutionResult } from 'graphql';
import { followEvents, type Step } from './follow-events.js';
import type { LiveListStore } from './live-list-store.js';

/** Asks for the events of a subscription, behind a cursor if there is one. */
export type OpenEvents = (cursor: string | null, signal: AbortSignal) => Promise<Response>;

/**
 * A subscription as GraphiQL follows it: the latest event is the answer in its response pane, and all go into the live list.
 * An observable, because GraphiQL would take the end of an iterable that has been stopped for that of whatever runs by then.
 */
export function subscribeGraph(open: OpenEvents, lists: LiveListStore): Observable<ExecutionResult> {
  return {
    subscribe(observer) {
      // Its other two forms are for callers that GraphiQL is not.
      if (typeof observer !== 'object') throw new TypeError('expected an observer');
      const list = lists.begin();
      const stopping = new AbortController();
      const { signal } = stopping;
      const relay = async (): Promise<void> => {
        const steps = followEvents({ open: (cursor) => open(cursor, signal), wait: waitFor, signal });
        for await (const step of steps) {
          if (signal.aborted) return;
          list.write(step);
          const last = lastOf(step);
          if (last !== undefined) observer.next(last);
        }
        if (!signal.aborted) observer.complete();
      };
      relay().catch(observer.error);
      return {
        unsubscribe: () => {
          stopping.abort();
          list.stop();
        },
      };
    },
  };
}

/** The answer to show: of several that come at once the pane would show the last alone, and take its time for each. */
function lastOf(step: Step): ExecutionResult | undefined {
  if (step.kind === 'refused') return step.result;
  return step.kind === 'events' ? step.results.at(-1) : undefined;
}

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
