import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { isQuery, isTabOf } from './open-operation.js';
import { useOperations } from './operation-list.js';

/**
 * Answers the tab that is open when the page arrives, once, if it holds one of the project's own queries unchanged. So the
 * first visit starts with an answer, and so does coming back to it; what a visitor wrote is never sent without being asked.
 */
export function Arrival(): null {
  const operations = useOperations();
  const { run } = useGraphiQLActions();
  const { queryEditor, variableEditor, responseEditor } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    responseEditor: state.responseEditor,
  }));
  const arrived = useRef(false);
  useEffect(() => {
    // The editors arrive one by one; the answer needs a place to be shown.
    if (arrived.current || !queryEditor || !variableEditor || !responseEditor) return;
    arrived.current = true;
    const tab = { query: queryEditor.getValue(), variables: variableEditor.getValue() };
    if (operations.some((operation) => isTabOf(tab, operation) && isQuery(operation))) void run();
  }, [operations, run, queryEditor, variableEditor, responseEditor]);
  return null;
}
