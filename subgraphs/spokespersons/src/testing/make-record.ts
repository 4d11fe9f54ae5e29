import { OPEN_TO } from '@phat-ngon/kit';
import type { SpokespersonRecord } from '../record.js';

type Contact = SpokespersonRecord['contacts'][number];

/** What tests say of a record; the rest is that of a complete, verified one that is open. */
export type RecordParts = Partial<Omit<SpokespersonRecord, 'confirmations' | 'publications'>> & {
  readonly uid: string;
  readonly agencyUid: string;
  /** The days on which it was confirmed; the day of its publication is one of its own accord. */
  readonly confirmedOn?: readonly string[];
  readonly publications?: SpokespersonRecord['publications'];
};

/** A phone everybody may see. */
export const PHONE: Contact = {
  ...{ channel: 'PHONE', value: '+84001000001', rawValue: '00 100 0001' },
  ...{ line: 'OFFICIAL', visibility: 'PUBLIC', publicationBasis: 'LEGAL_DUTY' },
};
/** An address everybody may see. */
export const EMAIL: Contact = { ...PHONE, channel: 'EMAIL', value: 'desk@mau.example', rawValue: 'desk@mau.example' };
/** A phone for the press. */
export const PRESS_PHONE: Contact = {
  ...{ channel: 'PHONE', value: '+84002000002', rawValue: '00 200 0002' },
  ...{ line: 'PRIVATE', visibility: 'PRESS', publicationBasis: 'CONSENT' },
};
/** A phone for the agency and the authority alone. */
export const INNER_PHONE: Contact = { ...PRESS_PHONE, value: '+84003000003', visibility: 'AUTHORITY' };

/** A record; published on its first day and confirmed lately, unless the parts say otherwise. */
export function makeRecord(parts: RecordParts): SpokespersonRecord {
  const { confirmedOn, ...given } = parts;
  const validFrom = given.validFrom ?? '2023-02-01';
  const recordedOn = given.recordedOn ?? validFrom;
  const isVerified = (given.reviewState ?? 'VERIFIED') === 'VERIFIED';
  const publishedOn = given.publishedOn === undefined ? (isVerified ? recordedOn : null) : given.publishedOn;
  const days = [...(publishedOn === null ? [] : [publishedOn]), ...(confirmedOn ?? ['2026-11-01'])];
  return {
    ...{ fullName: 'Mẫu Thị An', positionTitle: 'Chánh Văn phòng', role: 'SPOKESPERSON' },
    ...{ reviewState: 'VERIFIED', decisionNumber: '1/QĐ-VD', contacts: [PHONE, EMAIL], publications: [] },
    ...{ documentNumber: null, documentTitle: null, documentIssuedOn: null, matter: null },
    ...{ sourceDocument: 'Dữ liệu thử', sourceImporter: 'test', sourceFile: null, sourceRow: null, synthetic: true },
    ...{ validTo: OPEN_TO, endRecordedOn: null },
    ...given,
    ...{ validFrom, recordedOn, publishedOn },
    confirmations: [...new Set(days)].map((day) => ({
      confirmedOn: day,
      confirmedAt: `${day}T02:00:00.000Z`,
      confirmedBy: 'test',
    })),
  };
}
