import type { ReactNode } from 'react';
import type { Label } from './label.js';

/** A text in both languages, each marked as what it is. The pane around it may speak English, as GraphiQL's own words do. */
export function Both({ vi, en }: Label): ReactNode {
  return (
    <>
      <span lang="vi">{vi}</span> <span lang="en">{en}</span>
    </>
  );
}
