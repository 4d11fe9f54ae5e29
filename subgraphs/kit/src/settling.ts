import type { ErrorListener } from './errors/mask.js';

/** A piece of work that is done now and then, and whenever it is asked for; never twice at a time. */
export interface Settling {
  /** Asks for it soon: what comes in while it runs is looked at by another run behind it. */
  soon(): void;
  /** Ends it, after the run that has begun. */
  stop(): Promise<void>;
}

/** Begins to do a piece of work every so many milliseconds. An error is told of, and the work is tried again at its next time. */
export function keepSettling(work: () => Promise<void>, everyMs: number, onError: ErrorListener): Settling {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  const run = (): void => {
    if (stopped) return;
    if (running !== null) {
      again = true;
      return;
    }
    running = work()
      .catch(onError)
      .finally(() => {
        running = null;
        if (!again) return;
        again = false;
        run();
      });
  };
  const timer = setInterval(run, everyMs);
  timer.unref();
  return {
    soon: run,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
