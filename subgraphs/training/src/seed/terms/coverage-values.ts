import type { GivenTerm } from './given-term.js';

/** The values of the enums that say how far an agency is covered, and what a record lacks. */
export const COVERAGE_VALUES: readonly GivenTerm[] = [
  ['đầy đủ', 'current', 'Covered: complete, verified, confirmed lately.', 'CoverageStatus.CURRENT'],
  ['đầy đủ nhưng đã cũ', 'stale coverage', 'Covered, but not confirmed lately.', 'CoverageStatus.STALE'],
  [
    'chưa đầy đủ',
    'incomplete',
    'A spokesperson is there, an item or the verification lacks.',
    'CoverageStatus.INCOMPLETE',
  ],
  ['chưa có', 'missing', 'Nobody is assigned to speak.', 'CoverageStatus.MISSING'],
  [
    'chưa giao người phát ngôn',
    'nobody assigned',
    'The agency has never assigned anybody to speak.',
    'CoverageReasonCode.NOBODY_ASSIGNED',
  ],
  [
    'người trước đã thôi nhiệm vụ',
    'term over',
    'The last one assigned has left, or the term is over.',
    'CoverageReasonCode.TERM_OVER',
  ],
  ['thiếu điện thoại', 'phone missing', 'The record has no telephone number.', 'CoverageReasonCode.PHONE_MISSING'],
  ['thiếu thư điện tử', 'e-mail missing', 'The record has no e-mail address.', 'CoverageReasonCode.EMAIL_MISSING'],
  [
    'chưa được xác minh',
    'not verified',
    'The authority has not looked at the record yet.',
    'CoverageReasonCode.NOT_VERIFIED',
  ],
  [
    'bị trả lại để sửa',
    'sent back',
    'The authority sent the record back to the agency.',
    'CoverageReasonCode.RETURNED',
  ],
  [
    'chưa công bố vào ngày đó',
    'not published',
    'The record was published after the day that is asked for.',
    'CoverageReasonCode.NOT_PUBLISHED',
  ],
  [
    'lâu chưa xác nhận',
    'not confirmed lately',
    'The agency has not confirmed the record within the term.',
    'CoverageReasonCode.NOT_CONFIRMED',
  ],
  [
    'ủy quyền không thời hạn',
    'authorisation without an end',
    'An authorisation that would never lapse by itself.',
    'QualityFlag.AUTHORISATION_WITHOUT_END',
  ],
  [
    'ủy quyền quá dài',
    'authorisation too long',
    'An authorisation for more than a limited term.',
    'QualityFlag.AUTHORISATION_TOO_LONG',
  ],
  [
    'ủy quyền thiếu văn bản',
    'authorisation without a document',
    'An authorisation whose document is not named.',
    'QualityFlag.DOCUMENT_MISSING',
  ],
  [
    'vai trò không đúng quy định',
    'role not foreseen',
    'A role that the rule of the day does not give to such an agency.',
    'QualityFlag.ROLE_NOT_FORESEEN',
  ],
];
