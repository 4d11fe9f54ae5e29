import { getOperationAST, Kind } from 'graphql';
import { parseDocument } from './parse-document.js';

/**
 * The name to send with a document: the wanted one where the document has such an operation, else its first. GraphiQL reads
 * a changed document only after a pause in typing and until then still names the operation that was there before, which the
 * graph would refuse. Undefined where there is no name to give, so that the graph says what is wrong with the document.
 */
export function operationToSend(query: string, wanted: string | null | undefined): string | undefined {
  const names = (parseDocument(query)?.definitions ?? []).flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.name !== undefined ? [definition.name.value] : [],
  );
  return names.find((name) => name === wanted) ?? names[0];
}

/** Whether what is sent by this name is a subscription; a document of which the graph could not tell has none. */
export function isSubscription(query: string, name: string | undefined): boolean {
  const document = parseDocument(query);
  return document !== null && getOperationAST(document, name)?.operation === 'subscription';
}
