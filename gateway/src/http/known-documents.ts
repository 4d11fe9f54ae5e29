import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import { type DocumentNode, getOperationAST, type OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { PreparedQuestion } from '../answer.js';
import { isObject } from '../lib/is-object.js';
import type { Parameters } from './read-parameters.js';

/** The documents that Apollo Server has found valid, the latest. */
export interface KnownDocuments {
  /** Where Apollo Server keeps them, and finds them again. */
  readonly store: NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;
  /** The document of a text; null where it is not known. */
  of(text: string): DocumentNode | null;
}

const KEPT = 1_000;
/** Characters of all their texts: parsed, a text takes a hundred times its room. */
const KEPT_CHARACTERS = 512 * 1024;

/** Makes the memory of valid documents, of one schema. */
export function knownDocuments(): KnownDocuments {
  const keys = new Map<string, string>();
  const kept = new LRUCache<string, DocumentNode>({
    max: KEPT,
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (document) => textOf(document).length + 1,
    dispose: (document) => keys.delete(textOf(document)),
  });
  return {
    store: {
      get: async (key) => kept.get(key),
      set: async (key, document) => {
        kept.set(key, document);
        if (kept.has(key)) keys.set(textOf(document), key);
      },
      delete: async (key) => kept.delete(key),
    },
    of: (text) => {
      const key = keys.get(text);
      return (key !== undefined && kept.get(key)) || null;
    },
  };
}

function textOf({ loc }: DocumentNode): string {
  return loc?.source.body ?? '';
}

/** A question about a known document. */
export type KnownQuestion = Pick<PreparedQuestion, 'document' | 'operationName' | 'variables'>;

/** What a request's parameters ask of a known document; null for what Apollo Server would refuse, or has to look at, and for operations of other kinds. */
export function questionOf(
  document: DocumentNode,
  parameters: Parameters,
  kinds: readonly OperationTypeNode[],
): KnownQuestion | null {
  const { variables = null, operationName = null, extensions = null } = parameters;
  if (variables !== null && !isObject(variables)) return null;
  if (extensions !== null && !isObject(extensions)) return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  const operation = getOperationAST(document, operationName);
  if (!operation || !kinds.includes(operation.operation)) return null;
  return { document, operationName: operationName ?? undefined, variables: variables ?? {} };
}
