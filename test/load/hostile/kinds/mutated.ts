import { Lexer, Source, TokenKind } from 'graphql';
import type { Random } from '../../random.js';
import type { Generator } from '../hostile-request.js';
import { documentOf } from '../http-bytes.js';

/** Signs that mean something in GraphQL, and some that mean nothing. */
const SIGNS = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '$',
  '@',
  '!',
  '|',
  '&',
  '=',
  '...',
  '"',
  '"""',
  '#',
  ',',
  '0',
  '-',
  'x',
  '\u0000',
  'ă',
  '😀',
];

/** An operation at hand with a few of its characters or tokens lost, doubled, exchanged, or taken from another. */
export const mutated: Generator = (random, world) => {
  const { operation } = random.pick(world.known);
  const others = world.known.map(({ operation: { text } }) => text);
  let text = operation.text;
  const times = random.pick([1, 1, 1, 2, 3, 8]);
  for (let time = 0; time < times; time += 1)
    text = random.share() < 0.4 ? withCharacters(random, text) : withTokens(random, text, random.pick(others));
  return documentOf(world, text, operation.variables);
};

function withCharacters(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  switch (random.below(5)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + text.slice(at, at + 1) + text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + 1, at + 2) + text.slice(at, at + 1) + text.slice(at + 2);
    case 3:
      return text.slice(0, at);
    default:
      return text.slice(0, at) + random.pick(SIGNS) + text.slice(at);
  }
}

function withTokens(random: Random, text: string, other: string): string {
  const tokens = [...tokensOf(text)];
  if (tokens.length < 2) return text;
  const [at, to] = [random.below(tokens.length), random.below(tokens.length)];
  const [one, another] = [tokens[at] ?? '', tokens[to] ?? ''];
  switch (random.below(6)) {
    case 0:
      tokens.splice(at, 1);
      break;
    case 1:
      tokens.splice(at, 0, one);
      break;
    case 2:
      tokens[at] = another;
      tokens[to] = one;
      break;
    case 3:
      tokens.splice(at, 1 + random.below(10));
      break;
    case 4:
      tokens[at] = random.pick([...tokensOf(other), 'x']);
      break;
    default:
      tokens.splice(at, 0, ...tokens.slice(at, at + 1 + random.below(20)));
  }
  return tokens.join(' ');
}

/** The tokens of a text as far as it can be read. */
function tokensOf(text: string): readonly string[] {
  const lexer = new Lexer(new Source(text));
  const tokens: string[] = [];
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance())
      tokens.push(text.slice(token.start, token.end));
  } catch {
    // What cannot be read is left away: another mutation of what was mutated before.
  }
  return tokens;
}
