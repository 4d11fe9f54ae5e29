import type { Day } from '@phat-ngon/kit';
import type { TrainingClassRow } from '../class/training-class.entity.js';
import type { EditionRow } from './handbook.entity.js';

/** What an issue changes: the edition, and the classes that open by it, each as its next version. */
export interface Issue {
  readonly edition: EditionRow;
  readonly opened: readonly TrainingClassRow[];
}

/**
 * Issues an edition on a day: every class that waits for it opens for registration. Classes in another state, or that wait for
 * another edition, are left alone.
 * @throws RangeError for an edition that has been issued before.
 */
export function issueEdition(edition: EditionRow, issuedOn: Day, classes: readonly TrainingClassRow[]): Issue {
  if (edition.state === 'ISSUED') throw new RangeError(`${edition.uid} was issued on ${edition.issuedOn}`);
  return {
    edition: { ...edition, state: 'ISSUED', issuedOn },
    opened: classes
      .filter((row) => row.state === 'WAITING' && row.waitsFor === edition.uid)
      .map((row) => ({ ...row, version: row.version + 1, state: 'OPEN' })),
  };
}
