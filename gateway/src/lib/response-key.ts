import type { FieldNode } from 'graphql';

/** The key under which an answer has a field: its alias, or its name (GraphQL, section 2.7). */
export function responseKey({ alias, name }: Pick<FieldNode, 'alias' | 'name'>): string {
  return (alias ?? name).value;
}
