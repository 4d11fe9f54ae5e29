// GraphiQL imports the editor later, by itself; imported here, its style sheets become a part of the page's.
import { editor } from 'monaco-graphql/esm/monaco-editor.js';

/** The names of the editor's two themes, as GraphiQL takes them. */
export const EDITOR_THEMES = { light: 'phat-ngon-light', dark: 'phat-ngon-dark' } as const;

interface Palette {
  readonly accent: string;
  readonly ground: string;
  readonly text: string;
  readonly comment: string;
  readonly argument: string;
  readonly number: string;
}

const LIGHT: Palette = {
  accent: '#a1171f',
  ground: '#ffffff',
  text: '#3b4b68',
  comment: '006b00',
  argument: '5650c4',
  number: '00694a',
};
const DARK: Palette = {
  accent: '#ff8e98',
  ground: '#212a3b',
  text: '#b7c2d7',
  comment: '8fbf7a',
  argument: 'a9a5ff',
  number: 'b5cea8',
};

/**
 * Defines the editor's themes: Monaco's own with the page's accent, a transparent ground, and comments, arguments,
 * numbers and line numbers that stand out by 4.5 to 1 on both of GraphiQL's grounds. To be called before GraphiQL makes its first editor.
 */
export function defineEditorThemes(): void {
  editor.defineTheme(EDITOR_THEMES.light, theme('vs', LIGHT));
  editor.defineTheme(EDITOR_THEMES.dark, theme('vs-dark', DARK));
}

function theme(base: 'vs' | 'vs-dark', palette: Palette): editor.IStandaloneThemeData {
  const { accent, ground, text, comment, argument, number } = palette;
  return {
    base,
    inherit: true,
    rules: [
      { token: 'comment', foreground: comment },
      { token: 'comment.gql', foreground: comment },
      { token: 'argument.identifier.gql', foreground: argument },
      { token: 'number', foreground: number },
    ],
    colors: {
      'editor.background': '#ffffff00',
      'editorLineNumber.foreground': text,
      'editorLineNumber.activeForeground': text,
      'scrollbar.shadow': '#ffffff00',
      'textLink.foreground': accent,
      'textLink.activeForeground': accent,
      'editorLink.activeForeground': accent,
      'editorHoverWidget.background': ground,
      'editorSuggestWidget.background': ground,
      'editorSuggestWidget.selectedBackground': `${accent}26`,
      'editorSuggestWidget.selectedForeground': accent,
      'list.hoverBackground': `${accent}19`,
      'list.highlightForeground': accent,
      'list.focusHighlightForeground': accent,
      'editorWidget.background': ground,
      'menu.background': ground,
      'menu.selectionBackground': `${accent}26`,
      'menu.selectionForeground': accent,
      'quickInput.background': ground,
      focusBorder: accent,
    },
  };
}
