import { useGraphiQL } from '@graphiql/react';
import type { ReactNode } from 'react';
import { Both } from './both.js';
import type { Label } from './label.js';
import { useNotice } from './notice.js';
import { linkFragment } from './share-link.js';

/** Copies a link that opens the operation and its variables, headers left out. */
export function ShareButton(): ReactNode {
  const { queryEditor, variableEditor } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
  }));
  const { say } = useNotice();
  const share = async (): Promise<void> => {
    const query = queryEditor?.getValue() ?? '';
    const variables = variableEditor?.getValue() ?? '';
    say(await copyLink(linkFragment({ query, variables })));
  };
  return (
    <button type="button" onClick={() => void share()}>
      <Both vi="Sao chép liên kết" en="Copy link" />
    </button>
  );
}

/** Where the clipboard is closed to the page, as it is off `localhost` without TLS, the address line takes the link. */
async function copyLink(fragment: string | null): Promise<Label> {
  if (fragment === null)
    return { vi: 'Lỗi: truy vấn quá dài để đưa vào liên kết.', en: 'Error: the operation is too long for a link.' };
  const address = new URL(fragment, location.href).href;
  try {
    await navigator.clipboard.writeText(address);
    return {
      vi: 'Đã sao chép liên kết với truy vấn và biến.',
      en: 'Copied a link with the operation and its variables.',
    };
  } catch {
    history.replaceState(null, '', address);
    return {
      vi: 'Trình duyệt không cho sao chép: liên kết đã ở thanh địa chỉ.',
      en: 'The browser refused to copy: the link is in the address bar.',
    };
  }
}
