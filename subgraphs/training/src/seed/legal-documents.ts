import { OPEN_TO } from '@phat-ngon/kit';
import type { LegalDocumentRow } from '../law/legal-document.entity.js';

type Given = Omit<LegalDocumentRow, 'inForceTo' | 'replaces' | 'obliges' | 'verified'> & {
  readonly inForceTo?: string;
  readonly replaces?: readonly string[];
  readonly obliges?: readonly string[];
  readonly verified?: boolean;
};

const GOVERNMENT = 'Chính phủ';
const PRIME_MINISTER = 'Thủ tướng Chính phủ';
const ASSEMBLY = 'Quốc hội';
const PRESS_AUTHORITY_2023 = 'Bộ Thông tin và Truyền thông';

const UNDER_DECREE_09 = [
  'Cơ quan hành chính nhà nước cử người phát ngôn và công bố họ tên, chức vụ, số điện thoại, địa chỉ thư điện tử của người phát ngôn.',
  'Cung cấp thông tin định kỳ cho báo chí hằng tháng; họp báo ít nhất ba tháng một lần.',
  'Trong trường hợp đột xuất, bất thường: cung cấp thông tin ban đầu trong 24 giờ.',
] as const;

const GIVEN: readonly Given[] = [
  {
    uid: 'qd-25-2013',
    number: '25/2013/QĐ-TTg',
    kind: 'DECISION',
    title: 'Quy chế phát ngôn và cung cấp thông tin cho báo chí',
    issuedOn: '2013-05-04',
    issuer: PRIME_MINISTER,
    inForceFrom: '2013-07-01',
    inForceTo: '2017-03-30',
  },
  {
    uid: 'luat-103-2016',
    number: '103/2016/QH13',
    kind: 'LAW',
    title: 'Luật Báo chí',
    issuedOn: '2016-04-05',
    issuer: ASSEMBLY,
    inForceFrom: '2017-01-01',
    inForceTo: '2026-07-01',
  },
  {
    uid: 'nd-09-2017',
    number: '09/2017/NĐ-CP',
    kind: 'DECREE',
    title: 'Quy định chi tiết việc phát ngôn và cung cấp thông tin cho báo chí của các cơ quan hành chính nhà nước',
    issuedOn: '2017-02-09',
    issuer: GOVERNMENT,
    inForceFrom: '2017-03-30',
    inForceTo: '2026-07-01',
    replaces: ['qd-25-2013'],
    obliges: UNDER_DECREE_09,
  },
  {
    uid: 'nd-107-2020',
    number: '107/2020/NĐ-CP',
    kind: 'DECREE',
    title: 'Sửa đổi, bổ sung quy định về các cơ quan chuyên môn thuộc Ủy ban nhân dân cấp tỉnh',
    issuedOn: '2020-09-14',
    issuer: GOVERNMENT,
    inForceFrom: '2020-11-25',
    inForceTo: '2025-03-01',
    verified: false,
  },
  {
    uid: 'ct-07-2023',
    number: '07/CT-TTg',
    kind: 'DIRECTIVE',
    title: 'Tăng cường công tác truyền thông chính sách',
    issuedOn: '2023-03-21',
    issuer: PRIME_MINISTER,
    inForceFrom: '2023-03-21',
    obliges: [
      'Các bộ, cơ quan và địa phương coi truyền thông chính sách là nhiệm vụ thường xuyên; bố trí người làm và kinh phí.',
    ],
  },
  {
    uid: 'nd-13-2023',
    number: '13/2023/NĐ-CP',
    kind: 'DECREE',
    title: 'Bảo vệ dữ liệu cá nhân',
    issuedOn: '2023-04-17',
    issuer: GOVERNMENT,
    inForceFrom: '2023-07-01',
    inForceTo: '2026-01-01',
  },
  {
    uid: 'qd-765-2023',
    number: '765/QĐ-BTTTT',
    kind: 'DECISION',
    title: 'Kế hoạch triển khai Chỉ thị 07/CT-TTg về truyền thông chính sách',
    issuedOn: '2023-04-28',
    issuer: PRESS_AUTHORITY_2023,
    inForceFrom: '2023-04-28',
    obliges: ['Biên soạn sổ tay truyền thông chính sách; tổ chức tập huấn tại ba miền.'],
  },
  {
    uid: 'cv-2017-2023',
    number: '2017/BTTTT-CBC',
    kind: 'OFFICIAL_LETTER',
    title: 'Đề nghị gửi kế hoạch truyền thông và danh sách người phát ngôn',
    issuedOn: '2023-05-31',
    issuer: PRESS_AUTHORITY_2023,
    inForceFrom: '2023-05-31',
    obliges: [
      'Gửi kế hoạch và danh sách người phát ngôn, đầu mối cung cấp thông tin của cơ quan và các đơn vị trực thuộc.',
    ],
    verified: false,
  },
  {
    uid: 'nd-43-2025',
    number: '43/2025/NĐ-CP',
    kind: 'DECREE',
    title: 'Chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ Văn hóa, Thể thao và Du lịch',
    issuedOn: '2025-02-28',
    issuer: GOVERNMENT,
    inForceFrom: '2025-03-01',
    obliges: ['Bộ Văn hóa, Thể thao và Du lịch quản lý nhà nước về báo chí.'],
  },
  {
    uid: 'nq-202-2025',
    number: '202/2025/QH15',
    kind: 'RESOLUTION',
    title: 'Sắp xếp đơn vị hành chính cấp tỉnh',
    issuedOn: '2025-06-12',
    issuer: ASSEMBLY,
    inForceFrom: '2025-06-12',
  },
  {
    uid: 'luat-91-2025',
    number: '91/2025/QH15',
    kind: 'LAW',
    title: 'Luật Bảo vệ dữ liệu cá nhân',
    issuedOn: '2025-06-26',
    issuer: ASSEMBLY,
    inForceFrom: '2026-01-01',
    replaces: ['nd-13-2023'],
  },
  {
    uid: 'luat-126-2025',
    number: '126/2025/QH15',
    kind: 'LAW',
    title: 'Luật Báo chí',
    issuedOn: '2025-12-10',
    issuer: ASSEMBLY,
    inForceFrom: '2026-07-01',
    replaces: ['luat-103-2016'],
  },
  {
    uid: 'nd-356-2025',
    number: '356/2025/NĐ-CP',
    kind: 'DECREE',
    title: 'Quy định chi tiết một số điều và biện pháp thi hành Luật Bảo vệ dữ liệu cá nhân',
    issuedOn: '2025-12-31',
    issuer: GOVERNMENT,
    inForceFrom: '2026-01-01',
    replaces: ['nd-13-2023'],
  },
  {
    // Its text has not been read: title and the day it binds from, nothing else. That day stands for the day of issue too.
    uid: 'nd-244-2026',
    number: '244/2026/NĐ-CP',
    kind: 'DECREE',
    title: 'Quy định về phát ngôn và cung cấp thông tin cho báo chí của các cơ quan hành chính nhà nước',
    issuedOn: '2026-07-01',
    issuer: GOVERNMENT,
    inForceFrom: '2026-07-01',
    replaces: ['nd-09-2017'],
    verified: false,
  },
];

/** The instruments the network and the programme rest on, in force or not any more. */
export const LEGAL_DOCUMENTS: readonly LegalDocumentRow[] = GIVEN.map((given) => ({
  ...given,
  inForceTo: given.inForceTo ?? OPEN_TO,
  replaces: (given.replaces ?? []).join(' '),
  obliges: (given.obliges ?? []).join('\n'),
  verified: Number(given.verified ?? true),
}));
