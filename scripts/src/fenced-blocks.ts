import { marked, type Token, type Tokens } from 'marked';
import type { Page } from './page.js';

/** A fenced block of code in a page. */
export interface FencedBlock {
  /** The line of its fence, from 1; inside a list or a quotation the line where that begins. */
  readonly line: number;
  /** The first word after the fence; empty where there is none. */
  readonly language: string;
  /** What comes after the language, as it stands there. */
  readonly info: string;
  readonly text: string;
}

/** The blocks of code of a page, in order; one that is indented instead of fenced has no language. */
export function fencedBlocks(page: Page): readonly FencedBlock[] {
  let line = 1;
  return marked.lexer(page.text).flatMap((token) => {
    const begin = line;
    line += token.raw.split('\n').length - 1;
    return codeWithin(token).map(({ lang = '', text }): FencedBlock => {
      const [language = '', ...info] = lang.split(/\s+/);
      return { line: begin, language, info: info.join(' '), text };
    });
  });
}

function codeWithin(token: Token): readonly Tokens.Code[] {
  const found: Tokens.Code[] = [];
  void marked.walkTokens([token], (each) => {
    if (each.type === 'code') found.push(each as Tokens.Code);
  });
  return found;
}
