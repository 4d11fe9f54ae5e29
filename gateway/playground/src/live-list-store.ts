import type { Step } from './follow-events.js';
import { afterStep, isLive, type LiveList, NO_LIST } from './live-list.js';

/** What a subscription that is followed says to the list it has begun; after another has begun, nobody listens. */
export interface ListWriter {
  readonly write: (step: Step) => void;
  readonly stop: () => void;
}

/**
 * Keeps the one live list of the page between the fetcher that fills it and the components that show it. It belongs to the
 * tab in which it was begun, and is shown there alone.
 */
export class LiveListStore {
  readonly #now: () => Date;
  readonly #listeners = new Set<() => void>();
  #list = NO_LIST;
  #home: string | undefined;
  #openTab: string | undefined;
  #writer: ListWriter | null = null;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** As `useSyncExternalStore` wants it, and so is `shown`. */
  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  /** The list of the open tab. */
  readonly shown = (): LiveList => (this.#home === this.#openTab ? this.#list : NO_LIST);

  /** Begins a list in the open tab, in place of whatever there was. */
  begin(): ListWriter {
    const writer: ListWriter = {
      write: (step) => {
        if (this.#writer === writer) this.#set(afterStep(this.#list, step, this.#now()));
      },
      stop: () => {
        if (this.#writer === writer && isLive(this.#list)) this.#set({ ...this.#list, state: 'stopped' });
      },
    };
    this.#writer = writer;
    this.#home = this.#openTab;
    this.#set({ ...NO_LIST, state: 'connecting' });
    return writer;
  }

  /** Empties the list; one that is no longer followed goes. */
  clear(): void {
    this.#set(isLive(this.#list) ? { ...NO_LIST, state: this.#list.state } : NO_LIST);
  }

  /** Lets go of the open tab's list, because another answer takes its place. */
  leave(): void {
    if (this.#home !== this.#openTab) return;
    this.#writer = null;
    this.#set(NO_LIST);
  }

  /** Says which tab is open. True where something is still followed in another. */
  openTab(tab: string | undefined): boolean {
    this.#openTab = tab;
    this.#tell();
    return this.#home !== tab && isLive(this.#list);
  }

  #set(list: LiveList): void {
    this.#list = list;
    this.#tell();
  }

  #tell(): void {
    for (const changed of this.#listeners) changed();
  }
}
