import { allOf, anyOf, type Condition } from '../database/select.js';
import { badInput } from '../errors/public-error.js';
import { keyOf, type SortKey } from '../paging/list-query.js';
import { foldedWords, foldText } from './fold.js';

/** The orders of a list that can be searched (`enum UnitOrder` and its like). */
export type ListOrder = 'OFFICIAL' | 'NAME' | 'RELEVANCE';

/** Words a text must have to be searched for. @throws PublicError `BAD_USER_INPUT` for a text without letters or digits. */
export function readText(text: string): readonly string[] {
  const words = foldedWords(text);
  if (words.length === 0) {
    throw badInput(
      'text',
      'text: expected at least one letter or digit.',
      'text: cần ít nhất một chữ cái hoặc chữ số.',
    );
  }
  return words;
}

/** Every word of the text begins a word of one of the folded columns. */
export function textCondition(columnNames: readonly string[], words: readonly string[]): Condition {
  return allOf(
    words.map((word) =>
      anyOf(
        columnNames.map((columnName) => ({
          sql: `${columnName} LIKE ? OR ${columnName} LIKE ?`,
          parameters: [`${word}%`, `% ${word}%`],
        })),
      ),
    ),
  );
}

/** What a text is compared with to rank rows: names as written, names folded, and what goes first among equals. */
export interface RankedColumns {
  readonly names: readonly string[];
  readonly folded: readonly string[];
  /** Holds for rows that come before others which fit as well: what is in force, say. */
  readonly preferred: Condition;
  /** An expression from 0 to 9 for rows that fit equally well. */
  readonly standing: string;
}

/**
 * How well a row fits, the least first: the name itself, its beginning, anything else; within each, what bears the accents of
 * the text; then what is preferred; then its standing.
 */
export function relevance(text: string, columns: RankedColumns): SortKey {
  const folded = foldText(text);
  const { preferred } = columns;
  const equal = anyOf(columns.folded.map((name) => ({ sql: `${name} = ?`, parameters: [folded] })));
  const begins = anyOf(columns.folded.map((name) => ({ sql: `${name} LIKE ?`, parameters: [`${folded}%`] })));
  const accents = anyOf(columns.names.flatMap((name) => spellingsOf(text).map((text) => beginsExactly(name, text))));
  return {
    sql:
      `((CASE WHEN ${equal.sql} THEN 0 WHEN ${begins.sql} THEN 400 ELSE 800 END) ` +
      `+ (CASE WHEN ${accents.sql} THEN 0 ELSE 200 END) ` +
      `+ (CASE WHEN ${preferred.sql} THEN 0 ELSE 100 END) + ${columns.standing})`,
    parameters: [...equal.parameters, ...begins.parameters, ...accents.parameters, ...preferred.parameters],
    numeric: true,
  };
}

/** Not LIKE: SQLite's is blind to the case of ASCII letters, MariaDB's under a binary collation is not. */
function beginsExactly(columnName: string, text: string): Condition {
  return { sql: `SUBSTR(${columnName}, 1, ?) = ?`, parameters: [[...text].length, text] };
}

/** A text as typed, and with capitals as names have them. */
function spellingsOf(text: string): readonly string[] {
  const typed = text.normalize('NFC').trim();
  const capital = typed.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
  return [...new Set([typed, capital])];
}

/** The first sort key of an order. @throws PublicError `BAD_USER_INPUT` for RELEVANCE without a text. */
export function sortKeyFor(
  order: ListOrder,
  columns: { readonly official: string; readonly name: string; readonly rank: SortKey | null },
): SortKey {
  if (order === 'NAME') return keyOf(columns.name);
  if (order === 'OFFICIAL') return keyOf(columns.official);
  if (columns.rank === null) {
    throw badInput('orderBy', 'orderBy: RELEVANCE needs filter.text.', 'orderBy: thứ tự RELEVANCE cần có filter.text.');
  }
  return columns.rank;
}
