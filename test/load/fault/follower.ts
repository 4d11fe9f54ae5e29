import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';

/** A subscriber: what it has chosen, how it follows, and the file that is all it remembers. */
export interface Follower {
  readonly transport: 'socket' | 'events' | 'pull';
  readonly filter: object | null;
  readonly file: string;
  /** Where it began. */
  readonly begin: string;
  /** Whether it asks for what other subgraphs know, too. */
  readonly joined: boolean;
}

/** A change as it was received. */
export interface Received {
  readonly cursor: string;
  readonly version: number;
  readonly spokesperson: { readonly uid: string };
}

/** What a follower remembers: a line for each change, written when it is received. */
export class Memory {
  readonly #handle: number;
  #cursor: string;

  constructor({ file, begin }: Follower) {
    const whole = existsSync(file) ? readFileSync(file, 'utf8').replace(/[^\n]*$/, '') : '';
    this.#cursor = whole.trimEnd().split('\n').at(-1)?.split('\t')[0] || begin;
    this.#handle = openSync(file, 'a');
    // Half a line is a change whose writing was broken off; it comes again.
    ftruncateSync(this.#handle, Buffer.byteLength(whole));
  }

  /** Behind which it goes on. */
  get cursor(): string {
    return this.#cursor;
  }

  keep({ cursor, version, spokesperson }: Received): void {
    writeSync(this.#handle, `${cursor}\t${spokesperson.uid}\t${version}\n`);
    this.#cursor = cursor;
  }

  close(): void {
    closeSync(this.#handle);
  }
}

const PLAIN = 'cursor version spokesperson { uid }';

/** What a follower selects of a change. */
export function selectionOf({ joined }: Follower): string {
  return joined ? `{ ${PLAIN} agency { name unit { name } } }` : `{ ${PLAIN} }`;
}
