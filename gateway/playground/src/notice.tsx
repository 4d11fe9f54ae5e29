import { createContext, type ReactNode, useContext, useState } from 'react';
import type { Label } from './label.js';

/** What the page has just done, until something else happens; null says nothing. */
export interface Notice {
  readonly notice: Label | null;
  readonly say: (notice: Label | null) => void;
}

const NoticeContext = createContext<Notice>({ notice: null, say: () => undefined });

/** Keeps the one notice of the page, for whoever says it and for the line that shows it. */
export function Notices({ children }: { readonly children: ReactNode }): ReactNode {
  const [notice, say] = useState<Label | null>(null);
  return <NoticeContext value={{ notice, say }}>{children}</NoticeContext>;
}

/** The notice, and how to say another. */
export function useNotice(): Notice {
  return useContext(NoticeContext);
}
