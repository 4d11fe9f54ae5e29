/** How far a work has come; in no unit but its own. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** What a work is given: when to stop, and whom to tell how far it has come. */
export interface Working {
  readonly signal: AbortSignal;
  readonly tell: (progress: Progress) => void;
}

/** What is done for an import. */
export type WorkKind = 'READING' | 'COMMITTING';

interface Work {
  readonly kind: WorkKind;
  progress: Progress | null;
  readonly ended: Promise<void>;
}

/** What this process does for imports: one work at a time, so that memory does not grow with how many there are. */
export class Works {
  readonly #stop = new AbortController();
  readonly #works = new Map<string, Work>();
  /** Failures nobody has been told of. */
  readonly #failures = new Map<string, unknown>();
  #turn: Promise<void> = Promise.resolve();

  /** What is under way, or waits its turn, for an import; null for nothing. */
  of(uid: string): { readonly kind: WorkKind; readonly progress: Progress | null } | null {
    return this.#works.get(uid) ?? null;
  }

  /** Begins a work for an import for which none is under way. */
  begin(uid: string, kind: WorkKind, work: (working: Working) => Promise<void>): void {
    if (this.#works.has(uid)) throw new Error(`something is under way for the import ${uid}`);
    this.#failures.delete(uid);
    const tell = (progress: Progress): void => {
      begun.progress = progress;
    };
    const ended = this.#turn
      .then(() => work({ signal: this.#stop.signal, tell }))
      .catch((error: unknown) => {
        if (!this.#stop.signal.aborted) this.#failures.set(uid, error);
      })
      .finally(() => this.#works.delete(uid));
    const begun: Work = { kind, progress: null, ended };
    this.#works.set(uid, begun);
    this.#turn = ended;
  }

  /**
   * Waits until nothing is under way for an import, no longer than so many milliseconds.
   * @throws what the last work for it has thrown, once.
   */
  async rest(uid: string, ms: number): Promise<void> {
    const work = this.#works.get(uid);
    if (work !== undefined && ms > 0) await withinTime(work.ended, ms);
    const failure = this.#failures.get(uid);
    if (!this.#failures.delete(uid)) return;
    throw failure;
  }

  /** Stops what is under way, and waits for it. What was not done can be begun anew. */
  async close(): Promise<void> {
    this.#stop.abort(new Error('the process is closing'));
    await this.#turn;
  }
}

async function withinTime(ended: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([ended, late]);
  clearTimeout(timer);
}
