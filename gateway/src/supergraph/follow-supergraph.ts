import { setTimeout as delay } from 'node:timers/promises';

/** What a look at the supergraph led to. */
export type Look = 'unchanged' | 'switched' | 'refused';

/** How a supergraph is followed. */
export interface FollowOptions {
  /** The text that is served already. */
  readonly served: string;
  readonly read: () => Promise<string>;
  /** How long to wait between looks; 0 looks only when told to. */
  readonly pollMs: number;
  /** Takes a changed text into service. Rejects when it cannot be served; what is served then stays. */
  readonly change: (text: string) => Promise<void>;
  /** Hears why a text could not be read or served; once for a text, not at each look. */
  readonly onRefused: (error: unknown) => void;
}

/** A supergraph that is being followed. */
export interface Followed {
  /** Looks now; looks never overlap. */
  look(): Promise<Look>;
  close(): Promise<void>;
}

/**
 * Looks at a supergraph again and again and has what has changed taken into service. By its text, not by the time of a file: a
 * deployment may put the file in place by renaming, or a URL may name no time.
 */
export function followSupergraph(options: FollowOptions): Followed {
  const closing = new AbortController();
  let seen = options.served;
  let looking: Promise<Look> = Promise.resolve('unchanged');
  const examine = async (): Promise<Look> => {
    try {
      const text = await options.read();
      if (text === seen) return 'unchanged';
      // A text that was refused is not tried again until it changes.
      seen = text;
      await options.change(text);
      return 'switched';
    } catch (error) {
      options.onRefused(error);
      return 'refused';
    }
  };
  const look = (): Promise<Look> => {
    looking = looking.then(examine);
    return looking;
  };
  const polling = options.pollMs === 0 ? Promise.resolve() : poll(look, options.pollMs, closing.signal);
  return {
    look,
    close: async () => {
      closing.abort();
      await polling;
      await looking;
    },
  };
}

async function poll(look: () => Promise<Look>, pollMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await delay(pollMs, undefined, { signal, ref: false }).catch(() => undefined);
    if (!signal.aborted) await look();
  }
}
