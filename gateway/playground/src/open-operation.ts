import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { type DocumentNode, GraphQLError, getOperationAST, Kind, type OperationDefinitionNode, parse } from 'graphql';
import type { Operation } from './operations.js';

interface TabContents {
  readonly query: string | null;
  readonly variables?: string | null;
}

/** Whether a tab holds the operation just as it was shipped, variables included. */
export function isTabOf(tab: TabContents, operation: Operation): boolean {
  return tab.query === operation.text && (tab.variables ?? '') === operation.variables;
}

/** Whether the operation only reads, once, so that it may be sent without being asked. */
export function isQuery(operation: Operation): boolean {
  return parseQuery(operation.text) !== null;
}

/**
 * Returns the function that shows an operation: in the tab that already holds it unchanged, else in a new one. A query in a
 * new tab is answered at once; whatever could change something waits for its reader to press the button.
 */
export function useOpenOperation(): (operation: Operation) => void {
  const { addTab, changeTab, run, setOperationFacts, stop, updateActiveTabValues } = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor } = useGraphiQL((state) => ({
    tabs: state.tabs,
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
  }));
  return (operation) => {
    const openedAt = tabs.findIndex((tab) => isTabOf(tab, operation));
    if (openedAt >= 0) return changeTab(openedAt);
    stop();
    addTab();
    queryEditor?.setValue(operation.text);
    variableEditor?.setValue(operation.variables);
    updateActiveTabValues({ query: operation.text, variables: operation.variables });
    const query = parseQuery(operation.text);
    if (query === null) return;
    // GraphiQL reads the new document only after a pause in typing; until then it would send the former tab's operation name.
    setOperationFacts(query);
    void run();
  };
}

interface ParsedQuery {
  readonly documentAST: DocumentNode;
  readonly operationName: string;
  readonly operations: OperationDefinitionNode[];
}

/** The document of one named query; null for anything else, a syntax error included, which the editor marks where it is. */
function parseQuery(text: string): ParsedQuery | null {
  try {
    const documentAST = parse(text);
    const definition = getOperationAST(documentAST);
    if (definition?.operation !== 'query' || definition.name === undefined) return null;
    const operations = documentAST.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    return { documentAST, operationName: definition.name.value, operations };
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}
