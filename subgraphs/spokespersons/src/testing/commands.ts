import type { Network } from './open-network.js';

/** The callers of the tests: each by a name of their own. */
export const CALLERS = {
  clerk: { role: 'CLERK', subject: 'clerk-hn', agencies: ['ub-p01-1'] },
  departmentClerk: { role: 'CLERK', subject: 'clerk-health', agencies: ['so-y-te-p01-1'] },
  reviewer: { role: 'REVIEWER', subject: 'reviewer-hn', agencies: ['so-van-hoa-p01-1'] },
  reviewerElsewhere: { role: 'REVIEWER', subject: 'reviewer-tq', agencies: ['ub-p08-2'] },
  authority: { role: 'AUTHORITY', subject: 'authority-1', agencies: [] },
  colleague: { role: 'AUTHORITY', subject: 'authority-2', agencies: [] },
  partner: { role: 'PARTNER', subject: 'partner', agencies: [] },
} as const;

/** One of {@link CALLERS}. */
export type Caller = keyof typeof CALLERS;

/** A complete person who is made up. */
export const PERSON = {
  fullName: 'Mẫu Văn Mới',
  positionTitle: 'Phó Chánh Văn phòng',
  contacts: [
    { channel: 'PHONE', value: '024 3999 0001' },
    { channel: 'EMAIL', value: 'moi@mau.example' },
  ],
} as const;

/** What a command answers, in the parts tests look at. */
export interface Payload {
  readonly userErrors: readonly { readonly code: string; readonly path: readonly string[] }[];
  readonly cursor: string | null;
  readonly submission?: { readonly uid: string; readonly version: number; readonly state: string } | null;
  readonly submissions?: readonly { readonly uid: string; readonly version: number; readonly state: string }[];
  readonly spokesperson?: {
    readonly uid: string;
    readonly version: number;
    readonly fullName: string;
    readonly reviewState: string;
    readonly validTo: string | null;
  } | null;
  readonly replaced?: { readonly uid: string; readonly validTo: string | null; readonly version: number } | null;
}

const SUBMISSION = 'submission { uid version state }';
const SPOKESPERSON = 'spokesperson { uid version fullName reviewState validTo } replaced { uid validTo version }';
const SELECTION: Readonly<Record<string, string>> = {
  SpokespersonPayload: `${SPOKESPERSON} ${SUBMISSION}`,
  FocalPointPayload: `focalPoint { id name version reviewState } ${SUBMISSION}`,
  CommunicationOfficerPayload: `communicationOfficer { id fullName version reviewState } ${SUBMISSION}`,
  SubmissionPayload: SUBMISSION,
  ReviewPayload: 'submissions { uid version state }',
  DataCallPayload: 'dataCall { uid version closedOn progress { asked answered accepted overdue } }',
  DataCallResponsePayload: 'response { version state recordsAreCurrent answer { note } }',
  DataCallReviewPayload: 'responses { version state remark }',
  DataCallReminderPayload: 'reminded dataCall { uid }',
};

/** The payload's type and the input's, by command. */
const TYPES: Readonly<Record<string, string>> = {
  appointSpokesperson: 'SpokespersonPayload',
  replaceSpokesperson: 'SpokespersonPayload',
  endAppointment: 'SpokespersonPayload',
  correctSpokesperson: 'SpokespersonPayload',
  authoriseSpokesperson: 'SpokespersonPayload',
  confirmSpokesperson: 'SpokespersonPayload',
  createFocalPoint: 'FocalPointPayload',
  changeFocalPoint: 'FocalPointPayload',
  endFocalPoint: 'FocalPointPayload',
  addCommunicationOfficer: 'CommunicationOfficerPayload',
  correctCommunicationOfficer: 'CommunicationOfficerPayload',
  endCommunicationOfficer: 'CommunicationOfficerPayload',
  withdrawSubmission: 'SubmissionPayload',
  reviewSubmissions: 'ReviewPayload',
  openDataCall: 'DataCallPayload',
  closeDataCall: 'DataCallPayload',
  answerDataCall: 'DataCallResponsePayload',
  reviewDataCallAnswers: 'DataCallReviewPayload',
  remindDataCall: 'DataCallReminderPayload',
};

/** The document of a command. */
export function documentOf(name: string): string {
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const selection = SELECTION[TYPES[name] ?? ''] ?? '';
  return `mutation ($input: ${input}!) { ${name}(input: $input) { ${selection} cursor userErrors { code path message messageEn legalBasis { id } } } }`;
}

/** Sends a command. @throws Error when the request has errors; what the caller can mend is in the payload. */
export async function send(
  network: Network,
  caller: Caller,
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Payload> {
  const data = await network.as(CALLERS[caller]).data(documentOf(name), { input });
  return (data as Readonly<Record<string, Payload>>)[name] as Payload;
}
