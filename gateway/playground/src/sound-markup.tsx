import { type MonacoEditor, useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/**
 * Corrects what GraphiQL's markup tells screen readers. Its tabs hold two buttons each, which no tab may: they become a list
 * of buttons, the open one marked. Its editors have no names and do not say that Enter goes into them. Its response pane
 * would be read out whole, line after line: the answer bar says what arrived.
 */
export function SoundMarkup(): null {
  const { tabs, activeTabIndex, queryEditor, variableEditor, headerEditor, responseEditor } = useGraphiQL((state) => ({
    tabs: state.tabs,
    activeTabIndex: state.activeTabIndex,
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    headerEditor: state.headerEditor,
    responseEditor: state.responseEditor,
  }));
  // GraphiQL writes `aria-selected` anew for whichever tab has changed, and for no other.
  useEffect(() => markTabs(tabs.length, activeTabIndex), [tabs.length, activeTabIndex]);
  useEffect(() => nameEditor(queryEditor, 'Truy vấn · Operation'), [queryEditor]);
  useEffect(() => nameEditor(variableEditor, 'Biến · Variables'), [variableEditor]);
  useEffect(() => nameEditor(headerEditor, 'Tiêu đề HTTP · Headers'), [headerEditor]);
  useEffect(() => {
    nameEditor(responseEditor, 'Kết quả · Answer');
    responseEditor?.getContainerDomNode().setAttribute('aria-live', 'off');
  }, [responseEditor]);
  useEffect(() => letTabLeave(queryEditor), [queryEditor]);
  return null;
}

/**
 * Otherwise who came into an editor by keyboard could not leave it by keyboard (WCAG 2.1.2). It is Monaco's own switch, one for
 * all editors, which Ctrl+M turns back; Enter indents by itself, and there is a formatter.
 */
function letTabLeave(editor: MonacoEditor | undefined): void {
  editor?.trigger('page', 'editor.action.toggleTabFocusMode', null);
}

function markTabs(count: number, active: number): void {
  document.querySelector('.graphiql-tabs')?.removeAttribute('role');
  document.getElementById('graphiql-session')?.setAttribute('role', 'region');
  for (const tab of document.querySelectorAll('.graphiql-tab')) {
    tab.removeAttribute('role');
    tab.removeAttribute('aria-selected');
  }
  for (let index = 0; index < count; index += 1) {
    const button = document.getElementById(`graphiql-session-tab-${index}`);
    button?.setAttribute('aria-current', String(index === active));
  }
}

function nameEditor(editor: MonacoEditor | undefined, name: string): void {
  editor?.updateOptions({ ariaLabel: name });
  const frame = editor?.getContainerDomNode();
  frame?.setAttribute('role', 'group');
  frame?.setAttribute('aria-label', name);
  frame?.setAttribute('aria-description', 'Nhấn Enter để vào, Tab để ra. Press Enter to go in, Tab to leave.');
}
