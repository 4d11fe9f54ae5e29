import { type Desk, readUid, requireWriter } from '../../command/desk.js';
import { type EvidenceInput, readEvidence } from '../../command/read-evidence.js';
import { Problems, refused } from '../../command/user-errors.js';
import { isCovered } from '../../coverage/coverage.rules.js';
import { coverageLoaders } from '../../coverage/coverage.store.js';
import { NO_EVIDENCE } from '../../submission/submission.js';
import { putResponses } from '../change-data-call.js';
import type { DataCallRow, ResponseRow } from '../data-call.entity.js';
import { responsesTo } from '../data-call.store.js';
import { changedSince, findOpenDataCall, notAsked } from './find.js';

/** `input AnswerDataCallInput`. */
export interface AnswerDataCallInput {
  readonly dataCall: string;
  readonly agency: string;
  readonly expectedVersion: number;
  readonly recordsAreCurrent: boolean;
  readonly evidence?: EvidenceInput | null;
}

/** What a command did to responses. */
export interface ResponseOutcome {
  readonly dataCallUid: string;
  readonly agencyUids: readonly string[];
}

/** An agency answers, for the first time or anew: what was accepted stays accepted. */
export async function answerDataCall(desk: Desk, input: AnswerDataCallInput): Promise<ResponseOutcome> {
  const { book } = desk;
  const call = await findOpenDataCall(desk, input.dataCall);
  const agencyUid = readUid(input.agency, 'Agency', 'input.agency');
  await requireWriter(desk, agencyUid);
  const before = (await responsesTo(book.reading, call.uid, [agencyUid])).get(agencyUid);
  if (before === undefined) throw refused(notAsked(['agency']));
  if (before.version !== input.expectedVersion) throw refused(changedSince(before.version, ['expectedVersion']));
  if (before.state === 'ACCEPTED') throw refused({ code: 'NOT_OPEN', path: ['agency'], ...ACCEPTED });
  const problems = new Problems();
  const evidence = readEvidence(input.evidence, problems);
  const isEmpty = JSON.stringify(evidence) === JSON.stringify(NO_EVIDENCE);
  if (isEmpty && !input.recordsAreCurrent) problems.add({ code: 'REQUIRED', path: ['evidence'], ...NOTHING });
  if (input.recordsAreCurrent) await checkRecords(desk, call, agencyUid, problems);
  problems.refuse();
  const after: ResponseRow = {
    ...before,
    ...{ version: before.version + 1, state: 'ANSWERED', recordsAreCurrent: Number(input.recordsAreCurrent) },
    answer: isEmpty ? null : JSON.stringify(evidence),
    ...{ answeredBy: book.author.subject, answeredAt: book.at },
    ...{ reviewedBy: null, reviewedAt: null, remark: null },
  };
  await putResponses(book, 'ANSWERED', [{ before, after }]);
  return { dataCallUid: call.uid, agencyUids: [agencyUid] };
}

/** That the records are up to date is not taken on trust: the agency must be covered today. */
async function checkRecords(
  { book, rules, placements, today }: Desk,
  call: DataCallRow,
  agencyUid: string,
  problems: Problems,
): Promise<void> {
  const coverage = coverageLoaders(book.reading, rules, placements);
  const status = call.kind === 'LIST' ? await coverage.statuses.load({ uid: agencyUid, day: today }) : null;
  if (status !== null && isCovered(status)) return;
  problems.add({ code: 'INVALID', path: ['recordsAreCurrent'], ...(call.kind === 'LIST' ? NOT_COVERED : NO_LIST) });
}

const ACCEPTED = { en: 'The answer was accepted already.', vi: 'Câu trả lời đã được chấp nhận.' } as const;
const NOTHING = {
  en: 'An answer has a document, an address or words, or says that the records are up to date.',
  vi: 'Câu trả lời cần có văn bản, địa chỉ hoặc ghi chú, hoặc xác nhận hồ sơ đã đầy đủ.',
} as const;
const NOT_COVERED = {
  en: 'The agency is not covered today: its records are not complete, verified and published.',
  vi: 'Cơ quan chưa được tính là đã có người phát ngôn: hồ sơ chưa đầy đủ, chưa được xác minh và công bố.',
} as const;
const NO_LIST = {
  en: 'The records here hold no plan: send a document or an address.',
  vi: 'Hồ sơ trên hệ thống không có kế hoạch: hãy gửi văn bản hoặc địa chỉ.',
} as const;
