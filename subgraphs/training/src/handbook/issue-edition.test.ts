import type { TrainingClassRow } from '../class/training-class.entity.js';
import { ANNOUNCED_CLASSES } from '../seed/classes.js';
import { PREPARED_EDITIONS } from '../seed/handbook.js';
import type { EditionRow } from './handbook.entity.js';
import { issueEdition } from './issue-edition.js';

const [first] = PREPARED_EDITIONS;
const draft = first?.draft as EditionRow;
const classes = ANNOUNCED_CLASSES.map(({ row }) => row);

describe('the issue of an edition', () => {
  it('opens the classes that wait for it, each as its next version', () => {
    const { edition, opened } = issueEdition(draft, '2023-10-02', classes);
    expect(edition).toEqual({ ...draft, state: 'ISSUED', issuedOn: '2023-10-02' });
    expect(opened.map(({ uid, version, state }) => [uid, version, state])).toEqual([
      ['lop-001', 2, 'OPEN'],
      ['lop-002', 2, 'OPEN'],
      ['lop-003', 2, 'OPEN'],
    ]);
  });

  it('leaves alone what is planned, cancelled or held, or waits for another edition', () => {
    const others = classes.map((row): TrainingClassRow => {
      if (row.waitsFor === draft.uid) return { ...row, state: row.uid === 'lop-001' ? 'CANCELLED' : 'HELD' };
      return row;
    });
    expect(issueEdition(draft, '2023-10-02', others).opened).toEqual([]);
  });

  it('happens once', () => {
    const { edition } = issueEdition(draft, '2023-10-02', classes);
    expect(() => issueEdition(edition, '2023-11-02', classes)).toThrow(RangeError);
  });
});
