import type { Day } from '@phat-ngon/kit';
import type { SpokespersonRow } from '../spokesperson/spokesperson.entity.js';

/** `enum CoverageStatus` by standing: the place of a status here is what the statements count by. */
export const STATUS_BY_STANDING = ['MISSING', 'INCOMPLETE', 'STALE', 'CURRENT'] as const;

/** One of {@link STATUS_BY_STANDING}. */
export type CoverageStatus = (typeof STATUS_BY_STANDING)[number];

/** The statuses in the schema's order. */
export const STATUSES: readonly CoverageStatus[] = [...STATUS_BY_STANDING].reverse();

/** Whether an agency of a status is covered (CURRENT and STALE are). */
export function isCovered(status: CoverageStatus): boolean {
  return status === 'CURRENT' || status === 'STALE';
}

/** The standing of a status in the statements. */
export function standingOf(status: CoverageStatus): number {
  return STATUS_BY_STANDING.indexOf(status);
}

/** The status of a standing; an agency without one has nobody. @throws Error for a number that is no standing. */
export function statusOf(standing: number | string | null): CoverageStatus {
  const status = STATUS_BY_STANDING[Number(standing ?? 0)];
  if (status === undefined) throw new Error(`${standing} is no standing`);
  return status;
}

/** `enum CoverageReasonCode` with its labels, in Vietnamese and English. */
export const REASONS = {
  NOBODY_ASSIGNED: ['Chưa giao người phát ngôn', 'Nobody is assigned to speak'],
  TERM_OVER: ['Người trước đã thôi nhiệm vụ, chưa có người thay', 'The last one has left, nobody has followed'],
  PHONE_MISSING: ['Thiếu số điện thoại', 'The phone lacks'],
  EMAIL_MISSING: ['Thiếu thư điện tử', 'The e-mail lacks'],
  NOT_VERIFIED: ['Hồ sơ đang chờ xác minh', 'The record waits for the authority'],
  RETURNED: ['Hồ sơ bị trả lại cơ quan', 'The record was returned to the agency'],
  NOT_PUBLISHED: ['Hồ sơ chưa được công bố vào ngày đó', 'The record had not been published by that day'],
  NOT_CONFIRMED: ['Hồ sơ lâu chưa được xác nhận', 'The record has not been confirmed lately'],
} as const satisfies Record<string, readonly [vi: string, en: string]>;

/** One of {@link REASONS}. */
export type CoverageReasonCode = keyof typeof REASONS;

/** What is known of an agency's regular spokespersons on a day. */
export interface CoverageFacts {
  /** The records assigned on the day (see `assignedOn`). */
  readonly assigned: readonly SpokespersonRow[];
  /** Whether a published one had ended by the day. */
  readonly hadOne: boolean;
  readonly day: Day;
}

/** Why an agency has its status; nothing for CURRENT. Of several records the one that lacks least is spoken of. */
export function coverageReasons(
  status: CoverageStatus,
  { assigned, hadOne, day }: CoverageFacts,
): readonly CoverageReasonCode[] {
  switch (status) {
    case 'CURRENT':
      return [];
    case 'STALE':
      return ['NOT_CONFIRMED'];
    case 'MISSING':
      return [hadOne ? 'TERM_OVER' : 'NOBODY_ASSIGNED'];
    case 'INCOMPLETE': {
      const lacking = assigned.map((row) => lacksOf(row, day)).sort((a, b) => a.length - b.length);
      return lacking[0] ?? [];
    }
  }
}

function lacksOf(row: SpokespersonRow, day: Day): readonly CoverageReasonCode[] {
  const lacks: CoverageReasonCode[] = [];
  if (row.hasPhone === 0) lacks.push('PHONE_MISSING');
  if (row.hasEmail === 0) lacks.push('EMAIL_MISSING');
  if (row.reviewState === 'RETURNED') lacks.push('RETURNED');
  else if (row.reviewState !== 'VERIFIED') lacks.push('NOT_VERIFIED');
  else if (row.publishedOn === null || row.publishedOn > day) lacks.push('NOT_PUBLISHED');
  return lacks;
}
