import type { UserError } from '@phat-ngon/kit';
import { type Desk, readUid } from '../../command/desk.js';
import { type CommandError, Problems } from '../../command/user-errors.js';
import {
  checkNumberOfDecisions,
  OWN_SUBMISSION,
  readRemark,
  requireReviewer,
} from '../../submission/commands/decisions.js';
import { putResponses } from '../change-data-call.js';
import type { ResponseRow } from '../data-call.entity.js';
import { responsesTo } from '../data-call.store.js';
import { changedSince, findDataCall, notAsked } from './find.js';

/** `input DataCallDecisionInput`. */
export interface DataCallDecisionInput {
  readonly agency: string;
  readonly expectedVersion: number;
  readonly decision: 'ACCEPT' | 'RETURN';
  readonly reason?: string | null;
}

/** `input ReviewDataCallAnswersInput`. */
export interface ReviewAnswersInput {
  readonly dataCall: string;
  readonly decisions: readonly DataCallDecisionInput[];
}

/** The answers that were decided, and what kept the others from it. */
export interface AnswersReviewed {
  readonly dataCallUid: string;
  readonly agencyUids: readonly string[];
  readonly errors: readonly UserError[];
}

/** The authority accepts or returns answers, as it does submissions; of a closed call too. @throws PublicError `FORBIDDEN`. */
export async function reviewAnswers(desk: Desk, input: ReviewAnswersInput): Promise<AnswersReviewed> {
  const call = await findDataCall(desk, input.dataCall);
  const problems = new Problems();
  checkNumberOfDecisions(input.decisions.length, problems);
  problems.refuse();
  const named = input.decisions.map((decision, index) => ({
    decision,
    path: ['decisions', String(index)],
    agencyUid: readUid(decision.agency, 'Agency', `input.decisions.${index}.agency`),
  }));
  const responses = new Map(
    await responsesTo(
      desk.book.reading,
      call.uid,
      named.map(({ agencyUid }) => agencyUid),
    ),
  );
  const decided: string[] = [];
  const errors: CommandError[] = [];
  for (const { decision, path, agencyUid } of named) {
    const before = responses.get(agencyUid);
    if (before === undefined) {
      errors.push(notAsked([...path, 'agency']));
      continue;
    }
    await requireReviewer(desk, agencyUid);
    const found = decide(desk, before, decision, path);
    if ('errors' in found) errors.push(...found.errors);
    else {
      await putResponses(desk.book, found.after.state, [{ before, after: found.after }]);
      responses.set(agencyUid, found.after);
      decided.push(agencyUid);
    }
  }
  return { dataCallUid: call.uid, agencyUids: decided, errors };
}

function decide(
  { book }: Desk,
  before: ResponseRow,
  { expectedVersion, decision, reason }: DataCallDecisionInput,
  path: readonly string[],
): { readonly after: ResponseRow } | { readonly errors: readonly CommandError[] } {
  if (before.version !== expectedVersion)
    return { errors: [changedSince(before.version, [...path, 'expectedVersion'])] };
  if (before.state !== 'ANSWERED') return { errors: [{ code: 'NOT_OPEN', path: [...path, 'agency'], ...NO_ANSWER }] };
  if (before.answeredBy === book.author.subject) return { errors: [{ ...OWN_SUBMISSION, path: [...path, 'agency'] }] };
  const problems = new Problems();
  const remark = readRemark(decision, reason, path, problems);
  if (!problems.isEmpty) return { errors: problems.found };
  const state = decision === 'ACCEPT' ? 'ACCEPTED' : 'RETURNED';
  const reviewed = { reviewedBy: book.author.subject, reviewedAt: book.at, remark };
  return { after: { ...before, version: before.version + 1, state, ...reviewed } };
}

const NO_ANSWER = {
  en: 'There is no answer that waits for a decision.',
  vi: 'Không có câu trả lời nào đang chờ xét.',
} as const;
