import type { Day } from '@phat-ngon/kit';
import type { ChapterRow, EditionRow } from '../handbook/handbook.entity.js';
import type { ProgrammeRow } from '../programme/programme.entity.js';

/** The programme that Directive 07/CT-TTg began. */
export const PROGRAMME: ProgrammeRow = {
  uid: 'truyen-thong-chinh-sach',
  title: 'Truyền thông chính sách và mạng lưới người phát ngôn',
  titleEn: 'Policy communication and the network of spokespersons',
  startedOn: '2023-03-21',
  legalDocuments: 'ct-07-2023 qd-765-2023 cv-2017-2023',
};

/** An edition in preparation, and the days on which that began and ended; null: it has not. */
export interface PreparedEdition {
  readonly draft: EditionRow;
  readonly begunOn: Day;
  readonly issuedOn: Day | null;
}

/** The editions: the first was issued, for demonstration, before its three classes; the second is in preparation. */
export const PREPARED_EDITIONS: readonly PreparedEdition[] = [
  {
    draft: draft('so-tay-1', 1, 'Sổ tay truyền thông chính sách'),
    begunOn: '2023-04-28',
    issuedOn: '2023-10-02',
  },
  {
    draft: draft('so-tay-2', 2, 'Sổ tay truyền thông chính sách, tái bản theo Luật Báo chí 2025'),
    begunOn: '2026-01-12',
    issuedOn: null,
  },
];

function draft(uid: string, edition: number, title: string): EditionRow {
  return { uid, edition, title, state: 'DRAFT', issuedOn: null, synthetic: 1 };
}

const CHAPTER_TITLES = [
  'Truyền thông chính sách là gì',
  'Người phát ngôn và cung cấp thông tin cho báo chí',
  'Truyền thông trong quá trình xây dựng chính sách',
  'Họp báo, thông cáo, trả lời phỏng vấn',
  'Xử lý khủng hoảng truyền thông',
  'Truyền thông ở cơ sở',
] as const;

/** The chapters of every edition. */
export const CHAPTERS: readonly ChapterRow[] = PREPARED_EDITIONS.flatMap(({ draft: { uid } }) =>
  CHAPTER_TITLES.map((title, index) => ({ editionUid: uid, number: index + 1, title })),
);
