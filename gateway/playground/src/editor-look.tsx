import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { editor as monaco } from 'monaco-graphql/esm/monaco-editor.js';
import { useEffect } from 'react';

/** What GraphiQL sets otherwise and Vietnamese, long comments and sound contrast need: Monaco takes these as options only. */
const LOOK = {
  fontFamily: '"JetBrains Mono", ui-monospace, monospace',
  fontSize: 14,
  wordWrap: 'on',
  // The number of an empty last line is otherwise too faint to read.
  renderFinalNewline: 'on',
} as const;

/** Gives the four editors their look, and has Monaco measure the font again once it has been loaded. */
export function EditorLook(): null {
  const editors = useGraphiQL((state) => [
    state.queryEditor,
    state.variableEditor,
    state.headerEditor,
    state.responseEditor,
  ]);
  useEffect(() => {
    for (const editor of editors) editor?.updateOptions(LOOK);
    void document.fonts.ready.then(() => monaco.remeasureFonts());
  }, [editors]);
  useSystemTheme();
  return null;
}

/** Follows the system from light to dark while the page is open, as the style sheets do; Monaco looks only once. */
function useSystemTheme(): void {
  const { setTheme } = useGraphiQLActions();
  const theme = useGraphiQL((state) => state.theme);
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setTheme(theme);
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, [setTheme, theme]);
}
