import type { Outcome } from './run-hostile.js';

type Counts = Readonly<Record<string, number>>;

/** What came of a run, in counts. */
export interface Summary {
  readonly requests: number;
  readonly verdicts: Readonly<Record<Outcome['verdict'], number>>;
  readonly statuses: Counts;
  readonly codes: Counts;
  /** By kind: each verdict's count, and how long the slowest took. */
  readonly kinds: Readonly<Record<string, Counts>>;
}

/** Counts outcomes. */
export function summaryOf(outcomes: readonly Outcome[]): Summary {
  const verdicts = { refused: 0, answered: 0, closed: 0, failed: 0 };
  const kinds: Record<string, Record<string, number>> = {};
  for (const { kind, verdict, ms } of outcomes) {
    verdicts[verdict] += 1;
    const counts = kinds[kind] ?? {};
    kinds[kind] = { ...counts, [verdict]: (counts[verdict] ?? 0) + 1, slowestMs: Math.max(counts.slowestMs ?? 0, ms) };
  }
  return {
    requests: outcomes.length,
    verdicts,
    statuses: countsOf(outcomes.flatMap(({ statuses }) => statuses.map(String))),
    codes: countsOf(outcomes.flatMap(({ codes }) => codes)),
    kinds,
  };
}

function countsOf(values: readonly string[]): Counts {
  const counts: Record<string, number> = {};
  for (const value of [...values].sort()) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
