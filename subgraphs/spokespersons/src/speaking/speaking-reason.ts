/** `enum SpeakingReason`: what each answers, and in which words; of several that fit a person the first holds. */
export const SPEAKING_REASONS = {
  HEAD: [true, 'Người đứng đầu cơ quan luôn được phát ngôn', 'The head of an agency may always speak'],
  REGULAR_SPOKESPERSON: [
    true,
    'Người phát ngôn của cơ quan, trong thời hạn',
    'The spokesperson of the agency, in term',
  ],
  AUTHORISED: [true, 'Được ủy quyền bằng văn bản, chỉ về', 'Authorised in writing, only about'],
  COORDINATING: [true, 'Người phối hợp, chỉ về', 'Coordinates, only about'],
  OTHER_MATTER: [false, 'Chỉ được phát ngôn về', 'May speak only about'],
  MATTER_NOT_RECORDED: [false, 'Hồ sơ không ghi nội dung được giao', 'The record does not say which matter it is for'],
  ROLE_NOT_FORESEEN: [
    false,
    'Quy định của ngày đó không có vai trò này cho loại cơ quan này',
    'The rule of the day does not give this role to this class of agency',
  ],
  NOT_PUBLISHED: [false, 'Hồ sơ chưa được công bố vào ngày đó', 'The record was not published on that day'],
  TERM_NOT_BEGUN: [false, 'Chưa đến thời hạn', 'The term begins later'],
  TERM_OVER: [false, 'Đã hết thời hạn', 'The term is over'],
  OF_ANOTHER_AGENCY: [false, 'Hồ sơ này của cơ quan khác', 'The record is of another agency'],
  NO_SUCH_RECORD: [false, 'Không có hồ sơ này', 'There is no such record'],
  NOBODY_OF_THAT_NAME: [
    false,
    'Không có người phát ngôn nào của cơ quan mang tên này',
    'Nobody of that name has spoken for the agency',
  ],
  SEVERAL_OF_THAT_NAME: [
    false,
    'Nhiều người cùng tên, có người được và có người không được phát ngôn: hãy hỏi theo từng hồ sơ',
    'Several people bear the name, some may speak and some may not: ask by record',
  ],
  AGENCY_NOT_IN_FORCE: [false, 'Không có cơ quan này vào ngày đó', 'There is no such agency on that day'],
} as const satisfies Record<string, readonly [allowed: boolean, vi: string, en: string]>;

/** One of {@link SPEAKING_REASONS}. */
export type SpeakingReason = keyof typeof SPEAKING_REASONS;

const ORDER = Object.keys(SPEAKING_REASONS);

/** The reasons whose words end in the matter. */
const OF_A_MATTER: readonly SpeakingReason[] = ['AUTHORISED', 'COORDINATING', 'OTHER_MATTER'];

/** Whether a reason is one for yes. */
export function isAllowed(reason: SpeakingReason): boolean {
  return SPEAKING_REASONS[reason][0];
}

/** The place of a reason among those that may fit one person: the least holds. */
export function rankOf(reason: SpeakingReason): number {
  return ORDER.indexOf(reason);
}

/** A reason in Vietnamese and English, with the matter it hangs on. */
export function labelsOf(
  reason: SpeakingReason,
  matter: string | null,
): { readonly label: string; readonly labelEn: string } {
  const [, vi, en] = SPEAKING_REASONS[reason];
  const about = OF_A_MATTER.includes(reason) ? `: ${matter ?? ''}` : '';
  return { label: `${vi}${about}`, labelEn: `${en}${about}` };
}
