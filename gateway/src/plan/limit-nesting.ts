import { Lexer, Source, TokenKind } from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';

/** Brackets for a level of depth: its selections, a fragment or two, arguments with lists and objects in them. */
const BRACKETS_PER_LEVEL = 8;

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Refuses a document whose brackets are nested far deeper than an operation of `maxDepth` needs, before it is parsed: parser and
 * validation call themselves for each level, and a stack that overflows there fails as if the gateway were at fault.
 * @throws GatewayError `DEPTH_LIMIT`.
 */
export function limitNesting(text: string, maxDepth: number): void {
  const limit = maxDepth * BRACKETS_PER_LEVEL;
  if (hasMoreBrackets(text, limit) && isNestedDeeper(text, limit)) {
    throw new GatewayError('DEPTH_LIMIT', {
      en: `Its brackets may be nested ${limit} deep.`,
      vi: `Các dấu ngoặc chỉ được lồng ${limit} lớp.`,
    });
  }
}

/** Whether there are enough of them at all: few documents have, and only those are read token by token. */
function hasMoreBrackets(text: string, limit: number): boolean {
  let count = 0;
  for (let index = 0; index < text.length && count <= limit; index += 1) {
    const sign = text[index];
    if (sign === '{' || sign === '[' || sign === '(') count += 1;
  }
  return count > limit;
}

/** What is no token ends the text: the parser gets no further either. */
function isNestedDeeper(text: string, limit: number): boolean {
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  try {
    for (let { kind } = lexer.advance(); kind !== TokenKind.EOF && depth <= limit; { kind } = lexer.advance()) {
      if (OPENING.has(kind)) depth += 1;
      else if (CLOSING.has(kind)) depth -= 1;
    }
  } catch {
    return depth > limit;
  }
  return depth > limit;
}
