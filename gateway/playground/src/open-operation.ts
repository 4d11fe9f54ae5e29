import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { getOperationAST } from 'graphql';
import type { Operation } from './operations.js';
import { parseDocument } from './parse-document.js';

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

/** Whether a text is a document of one named query, so that it may be sent without being asked; one with a syntax error is not. */
export function isQuery(text: string): boolean {
  const document = parseDocument(text);
  const definition = document === null ? null : getOperationAST(document);
  return definition?.operation === 'query' && definition.name !== undefined;
}

/**
 * Returns the function that shows an operation: in the tab that already holds it unchanged, else in a new one. Opened
 * `answered`, a query that this page has not answered yet is sent at once; whatever could change something, and everything
 * opened `unanswered`, waits for its reader to press the button.
 */
export function useOpenTab(): (texts: TabTexts, how: 'answered' | 'unanswered') => void {
  const { addTab, changeTab, run, stop, updateActiveTabValues } = useGraphiQLActions();
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
    if (how === 'answered' && !tabs[openedAt]?.response && isQuery(texts.query)) void run();
  };
}

function holds(tab: TabContents, { query, variables }: TabTexts): boolean {
  return tab.query === query && (tab.variables ?? '') === variables;
}
