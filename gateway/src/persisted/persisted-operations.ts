import { LRUCache } from 'lru-cache';
import { GatewayError } from '../errors/gateway-error.js';
import { type DocumentParameters, identifierIn } from './identifier.js';
import { idOf, type ListedOperations } from './list-operations.js';

/** What a request asks for, found. */
export interface AskedDocument {
  /** Empty where the request names none. */
  readonly text: string;
  /** Whether the request itself has not the text, or more than that. */
  readonly isIdentified: boolean;
  /** To be called once the text has been found valid: from then on its hash is enough. */
  readonly keep: () => void;
}

/** Finds the text of a request. @throws GatewayError `BAD_REQUEST`, `PERSISTED_QUERY_NOT_FOUND`, `OPERATION_NOT_PERSISTED`. */
export type ReadDocument = (parameters: DocumentParameters) => AskedDocument;

/** What may be asked, and what is known before anybody has. */
export interface PersistedOptions {
  readonly listed: ListedOperations;
  /** Nothing else is taken than what is listed, and nothing is learnt. */
  readonly onlyListed: boolean;
}

/** What callers have sent is kept by its size: a hash and a text are theirs to choose. */
const KEPT_CHARACTERS = 8 * 1024 * 1024;

const nothing = (): void => undefined;

/** Makes the memory of operations: those that are listed, and those that were sent with their hash, the latest. */
export function persistedOperations({ listed, onlyListed }: PersistedOptions): ReadDocument {
  const kept = new LRUCache<string, string>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (text, id) => text.length + id.length,
  });
  const known = (id: string): AskedDocument => {
    const text = listed.get(id) ?? kept.get(id);
    if (text !== undefined) return { text, isIdentified: true, keep: nothing };
    throw new GatewayError(onlyListed ? 'OPERATION_NOT_PERSISTED' : 'PERSISTED_QUERY_NOT_FOUND');
  };
  return (parameters) => {
    const text = textIn(parameters);
    const id = identifierIn(parameters);
    if (text === '') return id === null ? { text, isIdentified: false, keep: nothing } : known(id);
    if (id === null && !onlyListed) return { text, isIdentified: false, keep: nothing };
    const own = idOf(text);
    if (id !== null && id !== own) throw new GatewayError('BAD_REQUEST', MISMATCH);
    const isListed = listed.has(own);
    if (onlyListed && !isListed) throw new GatewayError('OPERATION_NOT_PERSISTED');
    return { text, isIdentified: id !== null, keep: isListed ? nothing : () => kept.set(own, text) };
  };
}

const MISMATCH = {
  en: 'The hash is not that of the text.',
  vi: 'Mã băm không khớp với toàn văn.',
};

/** What is no text is refused here: Apollo Server would speak of its own client. */
function textIn({ query }: DocumentParameters): string {
  if (typeof query === 'string') return query;
  if (!query) return '';
  throw new GatewayError('BAD_REQUEST');
}
