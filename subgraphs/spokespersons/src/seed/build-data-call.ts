import { COUNTRY_UID, type Day, type PlacedAgencyRow, TIERS } from '@phat-ngon/kit';
import { askedRow, type DataCallRow, type ResponseRow } from '../data-call/data-call.entity.js';
import type { SpokespersonRecord } from '../record.js';

/** What was done about a call, step by step: the rows as they were written. */
export interface SeededCall {
  readonly call: DataCallRow;
  /** Of each agency asked, what became of its response: the last is how it stands. */
  readonly histories: readonly (readonly ResponseStep[])[];
}

/** A step of a response. */
export interface ResponseStep {
  readonly on: Day;
  readonly kind: 'ASKED' | 'ANSWERED' | 'ACCEPTED';
  readonly row: ResponseRow;
}

/** The day of the letter, and how long answers were taken. */
const ASKED_ON: Day = '2023-05-31';
const DUE_ON: Day = '2023-06-30';
const CLOSED_ON: Day = '2023-12-31';

/**
 * The first data call: letter 2017/BTTTT asked every agency of the five tiers. Its answers are made up: an agency has answered when
 * its first record came in, and the answer was accepted when that was verified.
 */
export function buildDataCall(
  agencies: readonly PlacedAgencyRow[],
  records: readonly SpokespersonRecord[],
): SeededCall {
  const call: DataCallRow = {
    ...{ uid: 'cv-2017-2023', version: 2, kind: 'LIST', legalDocumentUid: 'cv-2017-2023' },
    title: 'Gửi danh sách người phát ngôn và kế hoạch truyền thông chính sách',
    documentNumber: '2017/BTTTT-CBC',
    documentTitle: 'Đề nghị gửi kế hoạch truyền thông và danh sách người phát ngôn',
    ...{ documentIssuedOn: ASKED_ON, askedOn: ASKED_ON, dueOn: DUE_ON, closedOn: CLOSED_ON },
    ...{ tiers: TIERS.join(' '), unitUid: COUNTRY_UID, createdBy: 'press-authority', synthetic: 1 },
  };
  const first = firstRecords(records);
  const asked = agencies
    .filter(({ validFrom, validTo }) => validFrom <= ASKED_ON && ASKED_ON < validTo)
    .sort((a, b) => (a.sortOfficial < b.sortOfficial ? -1 : 1));
  const histories = asked.map(({ uid: agencyUid, tier, path, sortOfficial }) =>
    historyOf(askedRow(call.uid, { agencyUid, tier, path, sortOfficial }), first.get(agencyUid)),
  );
  return { call, histories };
}

/** The record with which each agency joined. */
function firstRecords(records: readonly SpokespersonRecord[]): ReadonlyMap<string, SpokespersonRecord> {
  const first = new Map<string, SpokespersonRecord>();
  for (const record of records) {
    const known = first.get(record.agencyUid);
    if (record.role !== 'SPOKESPERSON' || (known && known.recordedOn <= record.recordedOn)) continue;
    first.set(record.agencyUid, record);
  }
  return first;
}

function historyOf(asked: ResponseRow, record: SpokespersonRecord | undefined): readonly ResponseStep[] {
  const steps: ResponseStep[] = [{ on: ASKED_ON, kind: 'ASKED', row: asked }];
  if (record === undefined || record.recordedOn > CLOSED_ON) return steps;
  const answeredOn = record.recordedOn > ASKED_ON ? record.recordedOn : ASKED_ON;
  const answered: ResponseRow = {
    ...asked,
    ...{ version: 2, state: 'ANSWERED', recordsAreCurrent: 1, answeredBy: asked.agencyUid },
    answeredAt: `${answeredOn}T02:00:00.000Z`,
  };
  steps.push({ on: answeredOn, kind: 'ANSWERED', row: answered });
  const { publishedOn } = record;
  if (publishedOn === null || publishedOn > CLOSED_ON) return steps;
  const acceptedOn = publishedOn > answeredOn ? publishedOn : answeredOn;
  const reviewed = { reviewedBy: 'press-authority', reviewedAt: `${acceptedOn}T03:00:00.000Z` };
  steps.push({ on: acceptedOn, kind: 'ACCEPTED', row: { ...answered, version: 3, state: 'ACCEPTED', ...reviewed } });
  return steps;
}
