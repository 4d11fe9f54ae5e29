import type { Caller } from './commands.js';
import { CALLERS, PERSON } from './commands.js';
import { idOf } from './open-network.js';

/** Everybody who may come: the callers of the tests, and nobody in particular. */
export const EVERYBODY = ['nobody', ...(Object.keys(CALLERS) as Caller[])] as const;
/** One of {@link EVERYBODY}. */
export type Anybody = (typeof EVERYBODY)[number];

const KEEPERS: readonly Anybody[] = ['clerk', 'departmentClerk', 'authority', 'colleague'];
const AUTHORITY: readonly Anybody[] = ['authority', 'colleague'];
const CHECKERS: readonly Anybody[] = ['reviewer', 'authority', 'colleague'];
const STAFF: readonly Anybody[] = [...KEEPERS, 'reviewer'];

const EVIDENCE = { note: 'Kiểm thử' };
const DAY = '2026-11-20';

/** A command, as the table has it. */
export interface AuthorisationRow {
  readonly input: Readonly<Record<string, unknown>>;
  /** Who may; everybody else is refused. */
  readonly may: readonly Anybody[];
}

/** Every command, about the department `so-y-te-p01-1` of the small register, which stands under the committee of its province. */
export const COMMAND_TABLE: Readonly<Record<string, AuthorisationRow>> = {
  appointSpokesperson: {
    input: { agency: 'so-y-te-p01-1', role: 'HEAD', person: PERSON, validFrom: DAY, evidence: EVIDENCE },
    may: KEEPERS,
  },
  replaceSpokesperson: {
    input: { spokesperson: 'holder', expectedVersion: 1, effectiveOn: DAY, successor: PERSON },
    may: KEEPERS,
  },
  endAppointment: { input: { spokesperson: 'holder', expectedVersion: 1, endsOn: DAY }, may: KEEPERS },
  correctSpokesperson: {
    input: { spokesperson: 'holder', expectedVersion: 1, correction: { positionTitle: 'Phó Giám đốc' } },
    may: KEEPERS,
  },
  authoriseSpokesperson: {
    input: {
      ...{ agency: 'so-y-te-p01-1', person: PERSON, document: { number: '1/UQ' }, matter: 'Dịch bệnh' },
      ...{ validFrom: DAY, validTo: '2026-12-20' },
    },
    may: KEEPERS,
  },
  confirmSpokesperson: { input: { spokesperson: 'holder', expectedVersion: 1 }, may: KEEPERS },
  createFocalPoint: { input: { agency: 'so-y-te-p01-1', name: 'Phòng Truyền thông', validFrom: DAY }, may: KEEPERS },
  changeFocalPoint: { input: { focalPoint: 'post', expectedVersion: 1, name: 'Tổ Truyền thông' }, may: KEEPERS },
  endFocalPoint: { input: { focalPoint: 'post', expectedVersion: 1, endsOn: DAY }, may: KEEPERS },
  addCommunicationOfficer: {
    input: { agency: 'so-y-te-p01-1', fullName: 'Mẫu Văn Ba', positionTitle: 'Chuyên viên', validFrom: DAY },
    may: KEEPERS,
  },
  correctCommunicationOfficer: {
    input: { communicationOfficer: 'officer', expectedVersion: 1, positionTitle: 'Chuyên viên chính' },
    may: KEEPERS,
  },
  endCommunicationOfficer: {
    input: { communicationOfficer: 'officer', expectedVersion: 1, endsOn: DAY },
    may: KEEPERS,
  },
  withdrawSubmission: { input: { submission: 'SUBMISSION', expectedVersion: 1 }, may: KEEPERS },
  reviewSubmissions: {
    input: { decisions: [{ submission: 'SUBMISSION', expectedVersion: 1, decision: 'ACCEPT' }] },
    may: CHECKERS,
  },
  openDataCall: {
    input: { kind: 'LIST', title: 'Gửi danh sách', document: { number: '9/CV' }, dueOn: '2026-12-31' },
    may: AUTHORITY,
  },
  closeDataCall: { input: { dataCall: 'call', expectedVersion: 1 }, may: AUTHORITY },
  answerDataCall: {
    input: { dataCall: 'call', agency: 'so-y-te-p01-1', expectedVersion: 1, evidence: EVIDENCE },
    may: KEEPERS,
  },
  reviewDataCallAnswers: {
    input: {
      dataCall: 'answered-call',
      decisions: [{ agency: 'so-y-te-p01-1', expectedVersion: 1, decision: 'ACCEPT' }],
    },
    may: CHECKERS,
  },
  remindDataCall: { input: { dataCall: 'call' }, may: AUTHORITY },
};

/** Fields that are for some, asked about the same department. */
export const FIELD_TABLE: Readonly<Record<string, { readonly query: string; readonly may: readonly Anybody[] }>> = {
  'Query.auditTrail': { query: '{ auditTrail { totalCount } }', may: [...STAFF, 'reviewerElsewhere'] },
  'Query.dataQualityIssues': {
    query: '{ dataQualityIssues { totalCount } }',
    may: ['reviewer', 'reviewerElsewhere', 'authority', 'colleague'],
  },
  'DataCall.responses': {
    query: '{ dataCalls { nodes { responses { totalCount } } } }',
    may: [...STAFF, 'reviewerElsewhere'],
  },
  'Agency.dataCallResponses': { query: onAgency('{ dataCallResponses { state } }'), may: STAFF },
  'Query.submissions': { query: '{ submissions { totalCount } }', may: [...STAFF, 'reviewerElsewhere'] },
  'Agency.openSubmissions': { query: onAgency('{ openSubmissions { uid } }'), may: STAFF },
  'Agency.communicationOfficers': { query: onAgency('{ communicationOfficers { fullName } }'), may: STAFF },
};

function onAgency(selection: string): string {
  const id = idOf('Agency', 'so-y-te-p01-1');
  return `{ _entities(representations: [{ __typename: "Agency", id: "${id}" }]) { ... on Agency ${selection} } }`;
}
