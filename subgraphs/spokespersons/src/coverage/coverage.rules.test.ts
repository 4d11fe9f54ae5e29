import { rowsOfRecord } from '../record.js';
import { EMAIL, INNER_PHONE, makeRecord, PHONE, PRESS_PHONE, type RecordParts } from '../testing/make-record.js';
import { coverageReasons, isCovered, STATUS_BY_STANDING, STATUSES, standingOf, statusOf } from './coverage.rules.js';

const DAY = '2024-01-01';
const row = (parts: Partial<RecordParts> = {}) =>
  rowsOfRecord(makeRecord({ uid: 'r', agencyUid: 'a', ...parts }), 1).row;

describe('standings', () => {
  it('go from nobody up, so that the greatest among records is the agency’s', () => {
    expect(['MISSING', 'INCOMPLETE', 'STALE', 'CURRENT'].map((status) => standingOf(status as never))).toEqual([
      0, 1, 2, 3,
    ]);
  });

  it('and statuses are each other’s inverse, whatever a database calls a number', () => {
    for (const status of STATUS_BY_STANDING) {
      expect(statusOf(standingOf(status))).toBe(status);
      expect(statusOf(String(standingOf(status)))).toBe(status);
    }
  });

  it('are MISSING where there is no record', () => expect(statusOf(null)).toBe('MISSING'));

  it.each([-1, 4, 'CURRENT'])('refuse %p', (standing) => expect(() => statusOf(standing)).toThrow('no standing'));

  it('count as covered from STALE on', () => {
    expect(STATUSES.filter(isCovered)).toEqual(['CURRENT', 'STALE']);
  });
});

describe('the items of a record', () => {
  it.each([
    ['are both there for everybody', [PHONE, EMAIL], 1, 1],
    ['are there for the press', [PRESS_PHONE, EMAIL], 1, 1],
    ['are not there for the agency alone', [INNER_PHONE, EMAIL], 0, 1],
    ['lack without contacts', [], 0, 0],
  ])('%s', (_, contacts, hasPhone, hasEmail) => {
    expect(row({ contacts })).toMatchObject({ hasPhone, hasEmail });
  });
});

describe('the reasons of a status', () => {
  const none = { assigned: [], hadOne: false, day: DAY };

  it('are none for CURRENT', () => expect(coverageReasons('CURRENT', none)).toEqual([]));

  it('are the missing confirmation for STALE', () => {
    expect(coverageReasons('STALE', { ...none, assigned: [row()] })).toEqual(['NOT_CONFIRMED']);
  });

  it('tell for MISSING whether there ever was somebody', () => {
    expect(coverageReasons('MISSING', none)).toEqual(['NOBODY_ASSIGNED']);
    expect(coverageReasons('MISSING', { ...none, hadOne: true })).toEqual(['TERM_OVER']);
  });

  it.each([
    [{ contacts: [EMAIL] }, ['PHONE_MISSING']],
    [{ contacts: [PHONE] }, ['EMAIL_MISSING']],
    [{ contacts: [] }, ['PHONE_MISSING', 'EMAIL_MISSING']],
    [{ reviewState: 'PENDING' }, ['NOT_VERIFIED']],
    [{ reviewState: 'RETURNED' }, ['RETURNED']],
    [{ reviewState: 'PENDING', contacts: [PHONE] }, ['EMAIL_MISSING', 'NOT_VERIFIED']],
    [{ publishedOn: '2024-01-02' }, ['NOT_PUBLISHED']],
    [{ publishedOn: '2024-01-02', contacts: [EMAIL] }, ['PHONE_MISSING', 'NOT_PUBLISHED']],
  ] as const)('name for INCOMPLETE every item that lacks: %j', (parts, reasons) => {
    expect(coverageReasons('INCOMPLETE', { ...none, assigned: [row(parts as Partial<RecordParts>)] })).toEqual(reasons);
  });

  it('speak of the record that lacks least', () => {
    const assigned = [
      row({ contacts: [], reviewState: 'PENDING' }),
      row({ reviewState: 'RETURNED' }),
      row({ contacts: [] }),
    ];
    expect(coverageReasons('INCOMPLETE', { ...none, assigned })).toEqual(['RETURNED']);
  });
});
