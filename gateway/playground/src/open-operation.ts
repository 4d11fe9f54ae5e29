import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { type DocumentNode, GraphQLError, getOperationAST, Kind, type OperationDefinitionNode, parse } from 'graphql';
import type { Operation } from './operations.js';

/** What tells one tab from another. */
export interface TabContents {
  readonly query: string | null;
  readonly variables?: string | null;
}

/** The texts a tab is opened with. */
export interface TabTexts {
  readonly query: string;
  readonly variables: string;
}

/** Whether a tab holds the operation just as it was shipped, variables included. */
export function isTabOf(tab: TabContents, operation: Operation): boolean {
  return holds(tab, { query: operation.text, variables: operation.variables });
}

/** Whether the operation only reads, once, so that it may be sent without being asked. */
export function isQuery(operation: Operation): boolean {
  return parseQuery(operation.text) !== null;
}

/**
 * Returns the function that shows an operation: in the tab that already holds it unchanged, else in a new one. Opened
 * `answered`, a query that this page has not answered yet is sent at once; whatever could change something, and everything
 * opened `unanswered`, waits for its reader to press the button.
 */
export function useOpenTab(): (texts: TabTexts, how: 'answered' | 'unanswered') => void {
  const { addTab, changeTab, run, setOperationFacts, stop, updateActiveTabValues } = useGraphiQLActions();
  const { tabs, activeTabIndex, queryEditor, variableEditor } = useGraphiQL((state) => ({
    tabs: state.tabs,
    activeTabIndex: state.activeTabIndex,
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
  }));
  const openNew = (texts: TabTexts): void => {
    stop();
    addTab();
    queryEditor?.setValue(texts.query);
    variableEditor?.setValue(texts.variables);
    updateActiveTabValues({ ...texts });
  };
  return (texts, how) => {
    const openedAt = tabs.findIndex((tab) => holds(tab, texts));
    if (openedAt < 0) openNew(texts);
    else if (openedAt !== activeTabIndex) changeTab(openedAt);
    const query = how === 'answered' && !tabs[openedAt]?.response ? parseQuery(texts.query) : null;
    if (query === null) return;
    // GraphiQL reads the new document only after a pause in typing; until then it would send the former tab's operation name.
    setOperationFacts(query);
    void run();
  };
}

function holds(tab: TabContents, { query, variables }: TabTexts): boolean {
  return tab.query === query && (tab.variables ?? '') === variables;
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
