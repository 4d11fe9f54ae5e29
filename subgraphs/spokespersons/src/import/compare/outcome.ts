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

/** What is to be done for a row, by the rules of the single commands; plain data, to be kept until it is done. */
export type Action =
  | { readonly kind: 'CREATE'; readonly beginning: RowBeginning }
  | { readonly kind: 'REPLACE'; readonly leavingUid: string; readonly beginning: RowBeginning }
  | {
      readonly kind: 'CORRECT';
      readonly uid: string;
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
  readonly claims: readonly Claim[];
}

/** What a row is about: no other row of the file may claim it, unless both only say that it is as it is. */
export interface Claim {
  readonly key: string;
  readonly shared: boolean;
}

/** A row's claim to a record. */
export function claimOf(uid: string, how: 'alone' | 'shared'): Claim {
  return { key: `record ${uid}`, shared: how === 'shared' };
}

/** What is held against the records for a row whose agency is known. */
export type Compared = Omit<Comparison, 'row' | 'agencyUid'>;

/** A row that is not imported. */
export const REFUSED = {
  outcome: 'REFUSE',
  ...{ record: null, differences: [], problems: [], action: null, claims: [] },
} as const satisfies Compared;
