import type { DocumentNode, OperationDefinitionNode } from 'graphql';

/** An operation in its document, which is valid. */
export interface OperationInDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}
