import type { Day, Tier } from '@phat-ngon/kit';
import { EntitySchema } from 'typeorm';

/** Something the press authority asks agencies for by a day. */
export interface DataCallRow {
  readonly uid: string;
  readonly version: number;
  readonly kind: 'LIST' | 'PLAN';
  readonly title: string;
  readonly documentNumber: string;
  readonly documentTitle: string | null;
  readonly documentIssuedOn: Day | null;
  /** The instrument in the training subgraph; null where it holds none. */
  readonly legalDocumentUid: string | null;
  /** Who is asked is fixed as of this day. */
  readonly askedOn: Day;
  /** The last day for an answer. */
  readonly dueOn: Day;
  readonly closedOn: Day | null;
  /** Joined by spaces. */
  readonly tiers: string;
  readonly unitUid: string;
  readonly createdBy: string;
  readonly synthetic: number;
}

/** The table of data calls. */
export const DataCallEntity = new EntitySchema<DataCallRow>({
  name: 'DataCall',
  tableName: 'data_call',
  columns: {
    uid: { type: 'varchar', primary: true },
    version: { type: 'int' },
    kind: { type: 'varchar' },
    title: { type: 'varchar' },
    documentNumber: { name: 'document_number', type: 'varchar' },
    documentTitle: { name: 'document_title', type: 'varchar', nullable: true },
    documentIssuedOn: { name: 'document_issued_on', type: 'varchar', nullable: true },
    legalDocumentUid: { name: 'legal_document_uid', type: 'varchar', nullable: true },
    askedOn: { name: 'asked_on', type: 'varchar' },
    dueOn: { name: 'due_on', type: 'varchar' },
    closedOn: { name: 'closed_on', type: 'varchar', nullable: true },
    tiers: { type: 'varchar' },
    unitUid: { name: 'unit_uid', type: 'varchar' },
    createdBy: { name: 'created_by', type: 'varchar' },
    synthetic: { name: 'is_synthetic', type: 'int' },
  },
});

/** `enum DataCallState`. */
export type DataCallState = 'ASKED' | 'ANSWERED' | 'ACCEPTED' | 'RETURNED';

/** What one agency was asked for, and has answered. Tier, province, path and order are those of the day of the call. */
export interface ResponseRow {
  readonly dataCallUid: string;
  readonly agencyUid: string;
  readonly version: number;
  readonly state: DataCallState;
  readonly tier: Tier;
  /** Null for central bodies. */
  readonly provinceUid: string | null;
  readonly path: string;
  readonly sortOfficial: string;
  readonly recordsAreCurrent: number;
  /** What was sent (`Evidence`), as JSON. */
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: string | null;
  readonly remark: string | null;
  readonly reminders: number;
  readonly lastRemindedOn: Day | null;
}

/** The table of responses: one for each agency asked. */
export const ResponseEntity = new EntitySchema<ResponseRow>({
  name: 'DataCallResponse',
  tableName: 'data_call_response',
  columns: {
    dataCallUid: { name: 'data_call_uid', type: 'varchar', primary: true },
    agencyUid: { name: 'agency_uid', type: 'varchar', primary: true },
    version: { type: 'int' },
    state: { type: 'varchar' },
    tier: { type: 'varchar' },
    provinceUid: { name: 'province_uid', type: 'varchar', nullable: true },
    path: { type: 'varchar' },
    sortOfficial: { name: 'sort_official', type: 'varchar' },
    recordsAreCurrent: { name: 'records_are_current', type: 'int' },
    answer: { type: 'text', nullable: true },
    answeredBy: { name: 'answered_by', type: 'varchar', nullable: true },
    answeredAt: { name: 'answered_at', type: 'varchar', nullable: true },
    reviewedBy: { name: 'reviewed_by', type: 'varchar', nullable: true },
    reviewedAt: { name: 'reviewed_at', type: 'varchar', nullable: true },
    remark: { type: 'varchar', nullable: true },
    reminders: { type: 'int' },
    lastRemindedOn: { name: 'last_reminded_on', type: 'varchar', nullable: true },
  },
});

/** An agency that is asked and has done nothing so far. */
export function askedRow(
  dataCallUid: string,
  agency: Pick<ResponseRow, 'agencyUid' | 'tier' | 'path' | 'sortOfficial'>,
): ResponseRow {
  const [, , provinceUid = ''] = agency.path.split('/');
  return {
    dataCallUid,
    ...agency,
    version: 1,
    state: 'ASKED',
    provinceUid: provinceUid === '' ? null : provinceUid,
    recordsAreCurrent: 0,
    answer: null,
    ...{ answeredBy: null, answeredAt: null, reviewedBy: null, reviewedAt: null, remark: null },
    reminders: 0,
    lastRemindedOn: null,
  };
}
