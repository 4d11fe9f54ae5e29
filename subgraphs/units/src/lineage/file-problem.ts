import type { LineageColumn } from './lineage-columns.js';

/** What can be wrong with a lineage file, by itself or against the register (see `docs/reorganisations.md`). */
export const PROBLEM_CODES = [
  'UNREADABLE',
  'MISSING_COLUMN',
  'UNKNOWN_COLUMN',
  'MALFORMED',
  'UNKNOWN_UNIT',
  'NOT_IN_FORCE',
  'CHANGED_SINCE',
  'NAME_DIFFERS',
  'PLACE_DIFFERS',
  'DUPLICATE_ROW',
  'EXTENTS_DISAGREE',
  'LEADS_NOWHERE',
  'TWO_NEW_UNITS',
  'CODE_IN_USE',
  'UNKNOWN_KIND',
  'LEVELS_DIFFER',
  'PARENT_NOT_IN_FORCE',
  'UNITS_LEFT_BELOW',
  'DAY_TOO_EARLY',
  'NOTHING_CHANGES',
] as const;

/** One of {@link PROBLEM_CODES}. */
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** One thing that is wrong with a file: where, and what, in both languages. */
export interface FileProblem {
  /** The line of the file, the header's being 1; null where it is of no single line. */
  readonly row: number | null;
  readonly column: LineageColumn | null;
  readonly code: ProblemCode;
  readonly messageVi: string;
  readonly messageEn: string;
}

/** Where a problem is. */
export interface ProblemPlace {
  readonly row: number | null;
  readonly column: LineageColumn | null;
}

/** What a problem is, in words. */
export interface ProblemWords {
  readonly en: string;
  readonly vi: string;
}

/** Collects what is wrong: a reader of files is told everything at once. */
export class Problems {
  readonly #found: FileProblem[];

  /** Begins with what was found before. */
  constructor(found: readonly FileProblem[] = []) {
    this.#found = [...found];
  }

  /** Notes a problem. */
  add(code: ProblemCode, place: ProblemPlace, { en, vi }: ProblemWords): void {
    this.#found.push({ ...place, code, messageVi: vi, messageEn: en });
  }

  /** What was found, from the top of the file down, what is of no line last. */
  all(): readonly FileProblem[] {
    return [...this.#found].sort((a, b) => (a.row ?? Number.MAX_VALUE) - (b.row ?? Number.MAX_VALUE));
  }
}
