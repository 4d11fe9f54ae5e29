import { shownDay } from '@phat-ngon/kit';
import type { SpeakerRole, SpokespersonRow } from '../spokesperson/spokesperson.entity.js';

/** `enum DataQualityKind` in the order in which issues are listed, with its labels in Vietnamese and English. */
export const ISSUE_KINDS = {
  TWO_SPOKESPERSONS: ['Hai người phát ngôn cùng lúc', 'Two regular spokespersons at a time'],
  SHARED_PHONE: ['Một số điện thoại ở nhiều cơ quan', 'One phone number at many agencies'],
  SHARED_EMAIL: ['Một địa chỉ thư ở nhiều cơ quan', 'One e-mail address at several agencies'],
  ITEM_MISSING: ['Thiếu mục bắt buộc', 'A required item is missing'],
  END_BEFORE_START: ['Kết thúc không sau khi bắt đầu', 'The end is not after the beginning'],
  TERM_BEFORE_AGENCY: ['Bắt đầu trước khi có cơ quan', 'The term begins before the agency does'],
  TERM_AFTER_AGENCY: ['Kéo dài quá ngày cơ quan kết thúc', 'The term goes on after the end of the agency'],
  RECORDED_BEFORE_AGENCY: ['Ghi nhận trước khi có cơ quan', 'Recorded before the agency began'],
  DOCUMENT_AFTER_START: ['Văn bản ban hành sau ngày bắt đầu', 'The document was issued after the beginning'],
  AUTHORISATION_WITHOUT_END: ['Ủy quyền không thời hạn', 'An authorisation without an end'],
  AUTHORISATION_TOO_LONG: ['Ủy quyền quá dài', 'An authorisation that is too long'],
  DOCUMENT_MISSING: ['Ủy quyền thiếu văn bản', 'An authorisation without its document'],
  ROLE_NOT_FORESEEN: ['Vai trò ngoài quy định', 'A role that the rule does not foresee'],
} as const satisfies Record<string, readonly [vi: string, en: string]>;

/** One of {@link ISSUE_KINDS}. */
export type IssueKind = keyof typeof ISSUE_KINDS;

/** The kinds in their order. */
export const KINDS = Object.keys(ISSUE_KINDS) as readonly IssueKind[];

/** An issue as its statement gives it. */
export interface IssueRow {
  readonly kind: IssueKind;
  /** The uid of the record or the agency, or the value that is shared. */
  readonly subject: string;
  /** Null where the issue is of no single one. */
  readonly agencyUid: string | null;
  readonly recordUid: string | null;
  readonly value: string | null;
  /** How many: agencies that share a value, persons at one agency. */
  readonly n: number | string;
}

/** What an issue is, in Vietnamese and English, with the facts of its record. */
export function issueTexts(issue: IssueRow, record: SpokespersonRow | null): readonly [vi: string, en: string] {
  const [vi, en] = ISSUE_KINDS[issue.kind];
  const [viFacts, enFacts] = factsOf(issue, record);
  return [`${vi}: ${viFacts}.`, `${en}: ${enFacts}.`];
}

function factsOf({ kind, value, n }: IssueRow, record: SpokespersonRow | null): readonly [vi: string, en: string] {
  if (kind === 'SHARED_PHONE' || kind === 'SHARED_EMAIL')
    return [`${value} dùng chung ở ${n} cơ quan`, `${value} is that of ${n} agencies`];
  if (kind === 'TWO_SPOKESPERSONS') return [`có ${n} người`, `there are ${n}`];
  if (record === null) return ['không còn hồ sơ', 'the record has gone'];
  const [vi, en] = recordFacts(kind, record);
  return [`${record.fullName}, ${vi}`, `${record.fullName}, ${en}`];
}

type RecordKind = Exclude<IssueKind, 'SHARED_PHONE' | 'SHARED_EMAIL' | 'TWO_SPOKESPERSONS'>;

function recordFacts(kind: RecordKind, record: SpokespersonRow): readonly [vi: string, en: string] {
  const [from, to] = [record.validFrom, shownDay(record.validTo)];
  switch (kind) {
    case 'ITEM_MISSING':
      return missingItems(record);
    case 'RECORDED_BEFORE_AGENCY':
      return [`ghi nhận ngày ${record.recordedOn}`, `recorded on ${record.recordedOn}`];
    case 'DOCUMENT_AFTER_START':
      return [
        `văn bản ngày ${record.documentIssuedOn}, bắt đầu ngày ${from}`,
        `issued on ${record.documentIssuedOn}, begins on ${from}`,
      ];
    case 'ROLE_NOT_FORESEEN':
      return ROLES[record.role];
    default:
      return [`từ ${from} đến ${to ?? 'nay'}`, `from ${from} to ${to ?? 'now'}`];
  }
}

const ROLES = {
  HEAD: ['người đứng đầu', 'head'],
  SPOKESPERSON: ['người phát ngôn', 'spokesperson'],
  AUTHORIZED: ['người được ủy quyền', 'authorised'],
  COORDINATING: ['người phối hợp', 'coordinating'],
} as const satisfies Record<SpeakerRole, readonly [vi: string, en: string]>;

function missingItems(record: SpokespersonRow): readonly [vi: string, en: string] {
  const missing = (
    [
      [record.fullName === '', 'họ tên', 'full name'],
      [record.positionTitle === '', 'chức vụ', 'position'],
      [record.hasPhone === 0, 'điện thoại', 'phone'],
      [record.hasEmail === 0, 'thư điện tử', 'e-mail'],
    ] as const
  ).filter(([isMissing]) => isMissing);
  const [vi, en] = [missing.map((item) => item[1]), missing.map((item) => item[2])];
  return [`thiếu ${vi.join(', ')}`, `without ${en.join(', ')}`];
}
