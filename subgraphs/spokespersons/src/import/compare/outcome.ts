import type { Kept } from '../../keeping/kept.js';
import type { SpokespersonRecord } from '../../record.js';
import type { Beginning } from '../../spokesperson/commands/appoint.js';
import type { ImportRow } from '../normalise/import-row.js';
import type { ImportProblem } from '../problem.js';

/** `enum ImportOutcome`: what importing a row does. */
export const IMPORT_OUTCOMES = ['CREATE', 'REPLACE', 'CORRECT', 'SAME', 'REFUSE'] as const;

/** One of {@link IMPORT_OUTCOMES}. */
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

/** A cell that changes, in the words of the file. */
export interface Difference {
  /** The heading of its column. */
  readonly field: string;
  /** Null for what said nothing so far. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What is to be done for a row, by the rules of the single commands. */
export type Action =
  | { readonly kind: 'CREATE'; readonly beginning: RowBeginning }
  | { readonly kind: 'REPLACE'; readonly leaving: Kept<SpokespersonRecord>; readonly beginning: RowBeginning }
  | {
      readonly kind: 'CORRECT';
      readonly before: Kept<SpokespersonRecord>;
      readonly changes: Partial<SpokespersonRecord>;
      /** The first day after the term; null where the row sets no end. */
      readonly endsOn: SpokespersonRecord['validTo'] | null;
    };

/** A record that begins by a row. */
export type RowBeginning = Omit<Required<Beginning>, 'evidence' | 'source'>;

/** A row held against the records: what importing it would do. */
export interface Comparison {
  readonly row: ImportRow;
  readonly outcome: ImportOutcome;
  readonly agencyUid: string | null;
  /** The record that stays, is corrected or is replaced, in the version it was seen in; null where there is none. */
  readonly record: { readonly uid: string; readonly version: number } | null;
  readonly differences: readonly Difference[];
  readonly problems: readonly ImportProblem[];
  /** Null where nothing is to be done. */
  readonly action: Action | null;
  /** What no other row of the file may touch. */
  readonly claims: readonly string[];
}

/** What is held against the records for a row whose agency is known. */
export type Compared = Omit<Comparison, 'row' | 'agencyUid'>;

/** A row that is not imported. */
export const REFUSED = {
  outcome: 'REFUSE',
  ...{ record: null, differences: [], problems: [], action: null, claims: [] },
} as const satisfies Compared;
