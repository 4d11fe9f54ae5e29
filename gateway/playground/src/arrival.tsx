import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { useNotice } from './notice.js';
import { isQuery, isTabOf, useOpenTab } from './open-operation.js';
import { useOperations } from './operation-list.js';
import { readLink } from './share-link.js';

/**
 * Opens what the address links to, on arrival and whenever such a link is pasted into the open page; without a link it
 * answers the tab that is open on arrival, once. Only the project's own queries, unchanged, are sent without being asked:
 * what a visitor wrote, or a link brings, waits.
 */
export function Arrival(): null {
  const operations = useOperations();
  const { run } = useGraphiQLActions();
  const openLink = useOpenLink();
  const { queryEditor, variableEditor, responseEditor } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    responseEditor: state.responseEditor,
  }));
  const arrived = useRef(false);
  const arrive = useEffectEvent((query: string, variables: string) => {
    if (openLink()) return;
    const tab = { query, variables };
    if (operations.some((operation) => isTabOf(tab, operation) && isQuery(operation.text))) void run();
  });
  useEffect(() => {
    // The editors arrive one by one; the answer needs a place to be shown.
    if (arrived.current || !queryEditor || !variableEditor || !responseEditor) return;
    arrived.current = true;
    arrive(queryEditor.getValue(), variableEditor.getValue());
  }, [queryEditor, variableEditor, responseEditor]);
  const follow = useEffectEvent(() => void openLink());
  useEffect(() => {
    const onHashChange = () => follow();
    window.addEventListener('hashchange', onHashChange);
    return () => window.removeEventListener('hashchange', onHashChange);
  }, []);
  return null;
}

/** Returns the function that opens the address's link and says whether there was one to open. */
function useOpenLink(): () => boolean {
  const operations = useOperations();
  const open = useOpenTab();
  const { say } = useNotice();
  return () => {
    const link = readLink(location.hash);
    if (link.kind === 'none') return false;
    // Once opened it is in a tab, and soon changed there; left in the address it would be passed on as what it no longer is.
    history.replaceState(null, '', location.pathname + location.search);
    if (link.kind === 'broken') {
      say({ vi: 'Lỗi: liên kết không đầy đủ hoặc đã hỏng.', en: 'Error: the link is incomplete or broken.' });
      return false;
    }
    const isOurs = operations.some((operation) => isTabOf(link.operation, operation));
    open(link.operation, isOurs ? 'answered' : 'unanswered');
    if (!isOurs) {
      say({
        vi: 'Đã mở truy vấn từ liên kết, chưa gửi. Nhấn Ctrl+Enter để gửi.',
        en: 'Opened from the link, not sent yet. Press Ctrl+Enter to send it.',
      });
    }
    return true;
  };
}
