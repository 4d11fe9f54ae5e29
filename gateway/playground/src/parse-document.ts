import { type DocumentNode, GraphQLError, parse } from 'graphql';

/** The document of a text; null where it has a syntax error. */
export function parseDocument(text: string): DocumentNode | null {
  try {
    return parse(text, { noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
