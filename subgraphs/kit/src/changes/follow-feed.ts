import type { ChangeLog } from './change-log.js';
import type { FeedPart, FeedRange, SeenChange } from './read-feed.js';

/** How a feed is followed. */
export interface Following<Seen> {
  readonly log: ChangeLog;
  /** Behind this position. */
  readonly after: number;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Reads a part of the feed, as its receiver sees it at that moment. */
  readonly read: (range: FeedRange) => Promise<FeedPart<Seen>>;
  /** Hears why the log could not be read; it is tried again. */
  readonly onError: (error: unknown) => void;
}

/** So many changes are read at once: whoever takes them slowly holds no more than these. */
const CHANGES_AT_ONCE = 100;

/**
 * The changes of a feed behind a position, each once and in order, those there are and those to come, until the signal ends it. News
 * of the log say when to look at it again, never what is there; a database that is away is waited for.
 */
export async function* followFeed<Seen>(following: Following<Seen>): AsyncGenerator<SeenChange<Seen>, void, undefined> {
  const { log, signal } = following;
  const news = new News(log);
  try {
    for (let after = following.after; !signal.aborted; ) {
      // What is written while the log is read is heard of too.
      news.forget();
      const { changes, through, goesOn } = await readPart(following, after);
      for (const change of changes) {
        if (signal.aborted) return;
        yield change;
      }
      after = through;
      if (!goesOn) await news.next(signal);
    }
  } finally {
    news.stop();
  }
}

interface NextPart<Seen> extends FeedPart<Seen> {
  /** Whether there was more in the log than was read. */
  readonly goesOn: boolean;
}

/** Asks for what there is behind a position; where there is nothing, for nothing but that. */
async function readPart<Seen>({ log, read, onError }: Following<Seen>, after: number): Promise<NextPart<Seen>> {
  try {
    const head = await log.position();
    if (head <= after) return { changes: [], through: after, goesOn: false };
    const part = await read({ after, head, limit: CHANGES_AT_ONCE });
    return { ...part, goesOn: part.through < head };
  } catch (error) {
    onError(error);
    return { changes: [], through: after, goesOn: false };
  }
}

/** Hints that a log has grown. */
class News {
  #heard = false;
  #wake: () => void = () => undefined;
  readonly stop: () => void;

  constructor(log: ChangeLog) {
    this.stop = log.onNews(() => {
      this.#heard = true;
      this.#wake();
    });
  }

  /** Counts from here on. */
  forget(): void {
    this.#heard = false;
  }

  /** Resolves once there is a hint, or at the end. */
  async next(signal: AbortSignal): Promise<void> {
    if (this.#heard || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      signal.addEventListener('abort', done);
      this.#wake = done;
    });
  }
}
