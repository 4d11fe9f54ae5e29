import { type Day, OPEN_FROM, OPEN_TO } from '@phat-ngon/kit';
import type { AgencyKind } from './register.js';

/** The day the Government's new structure took effect (Resolution 176/2025/QH15). */
export const GOVERNMENT_DAY: Day = '2025-03-01';

/** A central body, with the period in which it exists. */
export interface CentralBody {
  readonly uid: string;
  readonly kind: AgencyKind;
  readonly name: string;
  readonly nameEn: string;
  readonly from: Day;
  readonly to: Day;
}

/** What became of a central body on {@link GOVERNMENT_DAY}. */
export interface CentralLink {
  readonly from: string;
  readonly to: string;
  readonly extent: 'FULL' | 'PARTIAL';
}

type Row = readonly [uid: string, name: string, nameEn: string];

const body =
  (kind: AgencyKind, from: Day, to: Day) =>
  ([uid, name, nameEn]: Row): CentralBody => ({ uid, kind, name, nameEn, from, to });

const unchangedMinistries: readonly Row[] = [
  ['bo-quoc-phong', 'Bộ Quốc phòng', 'Ministry of National Defence'],
  ['bo-cong-an', 'Bộ Công an', 'Ministry of Public Security'],
  ['bo-ngoai-giao', 'Bộ Ngoại giao', 'Ministry of Foreign Affairs'],
  ['bo-tu-phap', 'Bộ Tư pháp', 'Ministry of Justice'],
  ['bo-cong-thuong', 'Bộ Công Thương', 'Ministry of Industry and Trade'],
  ['bo-van-hoa-the-thao-va-du-lich', 'Bộ Văn hóa, Thể thao và Du lịch', 'Ministry of Culture, Sports and Tourism'],
  ['bo-giao-duc-va-dao-tao', 'Bộ Giáo dục và Đào tạo', 'Ministry of Education and Training'],
  ['bo-y-te', 'Bộ Y tế', 'Ministry of Health'],
];

const formerMinistries: readonly Row[] = [
  ['bo-noi-vu', 'Bộ Nội vụ', 'Ministry of Home Affairs'],
  ['bo-ke-hoach-va-dau-tu', 'Bộ Kế hoạch và Đầu tư', 'Ministry of Planning and Investment'],
  ['bo-tai-chinh', 'Bộ Tài chính', 'Ministry of Finance'],
  [
    'bo-nong-nghiep-va-phat-trien-nong-thon',
    'Bộ Nông nghiệp và Phát triển nông thôn',
    'Ministry of Agriculture and Rural Development',
  ],
  ['bo-giao-thong-van-tai', 'Bộ Giao thông vận tải', 'Ministry of Transport'],
  ['bo-xay-dung', 'Bộ Xây dựng', 'Ministry of Construction'],
  ['bo-tai-nguyen-va-moi-truong', 'Bộ Tài nguyên và Môi trường', 'Ministry of Natural Resources and Environment'],
  ['bo-thong-tin-va-truyen-thong', 'Bộ Thông tin và Truyền thông', 'Ministry of Information and Communications'],
  [
    'bo-lao-dong-thuong-binh-va-xa-hoi',
    'Bộ Lao động - Thương binh và Xã hội',
    'Ministry of Labour, Invalids and Social Affairs',
  ],
  ['bo-khoa-hoc-va-cong-nghe', 'Bộ Khoa học và Công nghệ', 'Ministry of Science and Technology'],
];

const newMinistries: readonly Row[] = [
  ['bo-noi-vu-2', 'Bộ Nội vụ', 'Ministry of Home Affairs'],
  ['bo-tai-chinh-2', 'Bộ Tài chính', 'Ministry of Finance'],
  ['bo-nong-nghiep-va-moi-truong', 'Bộ Nông nghiệp và Môi trường', 'Ministry of Agriculture and Environment'],
  ['bo-xay-dung-2', 'Bộ Xây dựng', 'Ministry of Construction'],
  ['bo-khoa-hoc-va-cong-nghe-2', 'Bộ Khoa học và Công nghệ', 'Ministry of Science and Technology'],
  ['bo-dan-toc-va-ton-giao', 'Bộ Dân tộc và Tôn giáo', 'Ministry of Ethnic and Religious Affairs'],
];

const ministerialLevel: readonly Row[] = [
  ['ngan-hang-nha-nuoc', 'Ngân hàng Nhà nước Việt Nam', 'State Bank of Viet Nam'],
  ['thanh-tra-chinh-phu', 'Thanh tra Chính phủ', 'Government Inspectorate'],
  ['van-phong-chinh-phu', 'Văn phòng Chính phủ', 'Office of the Government'],
];

const attached: readonly Row[] = [
  ['thong-tan-xa', 'Thông tấn xã Việt Nam', 'Viet Nam News Agency'],
  ['dai-tieng-noi', 'Đài Tiếng nói Việt Nam', 'Voice of Viet Nam'],
  ['dai-truyen-hinh', 'Đài Truyền hình Việt Nam', 'Viet Nam Television'],
  ['vien-han-lam-khcn', 'Viện Hàn lâm Khoa học và Công nghệ Việt Nam', 'Viet Nam Academy of Science and Technology'],
  ['vien-han-lam-khxh', 'Viện Hàn lâm Khoa học xã hội Việt Nam', 'Viet Nam Academy of Social Sciences'],
];

const formerAttached: readonly Row[] = [
  ['ban-quan-ly-lang', 'Ban Quản lý Lăng Chủ tịch Hồ Chí Minh', 'Ho Chi Minh Mausoleum Management Board'],
  ['bao-hiem-xa-hoi', 'Bảo hiểm xã hội Việt Nam', 'Viet Nam Social Security'],
  [
    'uy-ban-quan-ly-von',
    'Ủy ban Quản lý vốn nhà nước tại doanh nghiệp',
    'Commission for the Management of State Capital at Enterprises',
  ],
];

/** The bodies of the Government: 18 + 4 + 8 until 2025-02-28, 14 + 3 + 5 since; those that were not reorganised keep their uid. */
export const CENTRAL_BODIES: readonly CentralBody[] = [
  ...unchangedMinistries.map(body('MINISTRY', OPEN_FROM, OPEN_TO)),
  ...formerMinistries.map(body('MINISTRY', OPEN_FROM, GOVERNMENT_DAY)),
  ...newMinistries.map(body('MINISTRY', GOVERNMENT_DAY, OPEN_TO)),
  body(
    'MINISTERIAL_LEVEL',
    OPEN_FROM,
    GOVERNMENT_DAY,
  )(['uy-ban-dan-toc', 'Ủy ban Dân tộc', 'Committee for Ethnic Minority Affairs']),
  ...ministerialLevel.map(body('MINISTERIAL_LEVEL', OPEN_FROM, OPEN_TO)),
  ...attached.map(body('GOVERNMENT_ATTACHED', OPEN_FROM, OPEN_TO)),
  ...formerAttached.map(body('GOVERNMENT_ATTACHED', OPEN_FROM, GOVERNMENT_DAY)),
];

const whole = (from: string, to: string): CentralLink => ({ from, to, extent: 'FULL' });
const part = (from: string, to: string): CentralLink => ({ from, to, extent: 'PARTIAL' });

/** The reorganisation of 2025-03-01. The press function of Information and Communications went to Culture, Sports and Tourism. */
export const CENTRAL_LINKS: readonly CentralLink[] = [
  whole('bo-noi-vu', 'bo-noi-vu-2'),
  part('bo-lao-dong-thuong-binh-va-xa-hoi', 'bo-noi-vu-2'),
  part('bo-lao-dong-thuong-binh-va-xa-hoi', 'bo-giao-duc-va-dao-tao'),
  part('bo-lao-dong-thuong-binh-va-xa-hoi', 'bo-y-te'),
  whole('bo-ke-hoach-va-dau-tu', 'bo-tai-chinh-2'),
  whole('bo-tai-chinh', 'bo-tai-chinh-2'),
  whole('bao-hiem-xa-hoi', 'bo-tai-chinh-2'),
  whole('uy-ban-quan-ly-von', 'bo-tai-chinh-2'),
  whole('bo-nong-nghiep-va-phat-trien-nong-thon', 'bo-nong-nghiep-va-moi-truong'),
  whole('bo-tai-nguyen-va-moi-truong', 'bo-nong-nghiep-va-moi-truong'),
  whole('bo-giao-thong-van-tai', 'bo-xay-dung-2'),
  whole('bo-xay-dung', 'bo-xay-dung-2'),
  whole('bo-khoa-hoc-va-cong-nghe', 'bo-khoa-hoc-va-cong-nghe-2'),
  part('bo-thong-tin-va-truyen-thong', 'bo-khoa-hoc-va-cong-nghe-2'),
  part('bo-thong-tin-va-truyen-thong', 'bo-van-hoa-the-thao-va-du-lich'),
  whole('uy-ban-dan-toc', 'bo-dan-toc-va-ton-giao'),
  whole('ban-quan-ly-lang', 'bo-quoc-phong'),
];
