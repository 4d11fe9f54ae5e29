/** Says when something is not wanted any more: as much of an `AbortSignal` as is needed for that, and each of those is one. */
export interface EndSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * An end that may come, and the signal that says so. For what is made several times by the request: an `AbortController` with its listeners is an event
 * target with its events, which costs ten times as much.
 */
export class Ending implements EndSignal {
  #end: { readonly reason: unknown } | null = null;
  /** Hardly ever more than one: a set would cost more than it saves. */
  readonly #listeners: (() => void)[] = [];

  get aborted(): boolean {
    return this.#end !== null;
  }

  get reason(): unknown {
    return this.#end?.reason;
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    if (this.#end === null && !this.#listeners.includes(listener)) this.#listeners.push(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    const index = this.#listeners.indexOf(listener);
    if (index >= 0) this.#listeners.splice(index, 1);
  }

  /** Comes once; whoever listens hears it once, those who leave meanwhile do not. Listeners must not throw. */
  abort(reason: unknown): void {
    if (this.#end !== null) return;
    this.#end = { reason };
    for (let listener = this.#listeners.shift(); listener; listener = this.#listeners.shift()) listener();
  }
}

/** The same end for what takes nothing but an `AbortSignal`. */
export function abortSignalOf(signal: EndSignal): AbortSignal {
  if (signal instanceof AbortSignal) return signal;
  const controller = new AbortController();
  const end = (): void => controller.abort(signal.reason);
  if (signal.aborted) end();
  else signal.addEventListener('abort', end);
  return controller.signal;
}
