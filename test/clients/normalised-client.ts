import type { ConcreteRequest } from 'relay-runtime';

/** Variables of an operation. */
export type Variables = Readonly<Record<string, unknown>>;

/** One document, as each library takes it. */
export interface Operation {
  readonly text: string;
  /** What relay-compiler made of the text. */
  readonly request: ConcreteRequest;
}

/** A client library with a normalised cache, on a cache of its own. */
export interface NormalisedClient extends Disposable {
  /** Asks the server, whatever the cache has, and keeps the answer. Whatever was asked for: a test fails where it is not there. */
  ask(operation: Operation, variables: Variables): Promise<any>;
  /** What the cache alone shows; null when it does not have all of it. */
  look(operation: Operation, variables: Variables): Promise<any>;
  /** What the library complained of. */
  complaints(): readonly string[];
}

/** Data without what a library adds to it: type names for its cache. */
export function plain(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data), (key, value) => (key === '__typename' ? undefined : value));
}
