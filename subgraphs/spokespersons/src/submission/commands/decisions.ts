import { PublicError } from '@phat-ngon/kit';
import type { Desk } from '../../command/desk.js';
import { readLine } from '../../command/read-line.js';
import type { InputPath, Problems } from '../../command/user-errors.js';

const MOST_DECISIONS = 500;
const REASON_LENGTH = 1_000;

/** Whether a command has as many decisions as one may have. */
export function checkNumberOfDecisions(count: number, problems: Problems): void {
  if (count > 0 && count <= MOST_DECISIONS) return;
  const en = `Expected 1 to ${MOST_DECISIONS} decisions, got ${count}.`;
  const vi = `Cần từ 1 đến ${MOST_DECISIONS} quyết định, nhận được ${count}.`;
  problems.add({ code: 'INVALID', path: ['decisions'], en, vi });
}

/** What the reviewer says; what is returned is returned with a reason. */
export function readRemark(
  decision: 'ACCEPT' | 'RETURN',
  reason: string | null | undefined,
  path: InputPath,
  problems: Problems,
): string | null {
  const at = [...path, 'reason'];
  if (reason !== null && reason !== undefined) return readLine(reason, { path: at, longest: REASON_LENGTH, problems });
  if (decision === 'RETURN') problems.add({ ...WITHOUT_REASON, path: at });
  return null;
}

/** Lets on whoever may decide about what an agency submits. @throws PublicError `FORBIDDEN`. */
export async function requireReviewer({ rights }: Desk, agencyUid: string): Promise<void> {
  if (await rights.mayReview(agencyUid)) return;
  throw new PublicError({
    code: 'FORBIDDEN',
    en: `What ${agencyUid} submits is checked by the reviewers of its place and by the press authority.`,
    vi: `Hồ sơ của ${agencyUid} do người rà soát phụ trách địa bàn và cơ quan quản lý báo chí xem xét.`,
  });
}

/** Four eyes. */
export const OWN_SUBMISSION = {
  code: 'OWN_SUBMISSION',
  en: 'Nobody checks what they have submitted themselves.',
  vi: 'Không ai tự xét duyệt hồ sơ do mình trình.',
} as const;

const WITHOUT_REASON = {
  code: 'REASON_REQUIRED',
  en: 'What is returned is returned with a reason: the agency must know what to mend.',
  vi: 'Khi trả lại phải nêu lý do để cơ quan biết cần sửa gì.',
} as const;
