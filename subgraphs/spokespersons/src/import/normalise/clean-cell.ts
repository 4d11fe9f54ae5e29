import type { PlacedCell } from '../layout/read-table.js';
import type { ImportProblem } from '../problem.js';
import { importProblem, type ProblemParts } from '../problem.js';

/** What a cell says, in one line; empty where it says nothing. */
export interface CleanCell extends PlacedCell {
  /** Whether it was marked as text by an apostrophe, as exports do it. */
  readonly isGuarded: boolean;
}

/** Characters that nobody sees and that come with text from web pages. */
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/gu;
/** What stands for nothing in lists. */
const NOTHING = /^[-–—]+$/u;

/** Text in one line and one spelling (NFC); an apostrophe before what a spreadsheet would take for a formula is a guard. */
export function cleanCell(cell: PlacedCell): CleanCell {
  const text = cell.text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim();
  const isGuarded = /^'[=+\-@]/.test(text);
  const bare = isGuarded ? text.slice(1) : text;
  return { ...cell, text: NOTHING.test(bare) ? '' : bare, isGuarded };
}

/** A number, a telephone number: a sign before it makes no formula. */
const NUMERIC = /^[+-][\d\s().,E+-]*$/i;

/** Why a cell cannot be read, whatever it should hold; null where it can. A formula may be anything on another machine. */
export function cellRefusal(cell: CleanCell): ImportProblem | null {
  const { kind, text, isGuarded } = cell;
  if (kind === 'error') {
    const en = `The cell has the error ${text}.`;
    return at(cell, { code: 'CELL_ERROR', en, vi: `Ô bị lỗi ${text}.` });
  }
  const isFormula = kind === 'formula' || (!isGuarded && /^[=@]|^[+-]/.test(text) && !NUMERIC.test(text));
  if (!isFormula) return null;
  return at(cell, {
    code: 'FORMULA',
    en: 'The cell has a formula. Paste the value in its place (Paste special, Values).',
    vi: 'Ô chứa công thức. Hãy dán giá trị thay cho công thức (Paste Special, Values).',
  });
}

/** A problem at a cell. */
export function at({ column, heading }: PlacedCell, parts: ProblemParts): ImportProblem {
  return importProblem({ ...parts, column, field: heading });
}
