import type { Day } from '@phat-ngon/kit';
import { type AgencyBasis, REFORM_DAY } from './register.js';

/** A specialised agency that provinces have, by its function. */
export interface DepartmentKind {
  readonly slug: string;
  /** Its name before the province's: "Sở Nội vụ". */
  readonly name: string;
  readonly nameEn: string;
  readonly basis: AgencyBasis;
  /** The provinces that have it, by code; all of them when absent. */
  readonly provinces?: ReadonlySet<string>;
}

const uniform = (slug: string, name: string, nameEn: string): DepartmentKind => ({ slug, name, nameEn, basis: 'NORM' });

const MUNICIPALITIES_2023 = ['01', '31', '48', '79', '92'];
/** The 25 provinces on a land border. */
const BORDER_PROVINCES = '02 04 10 11 12 14 20 22 38 40 42 44 45 46 49 62 64 66 67 70 72 80 87 89 91'.split(' ');
/** Further provinces with large ethnic minorities. */
const HIGHLAND_PROVINCES = '06 08 15 17 19 24 25 58 60 68 84 94'.split(' ');

const assumed = (slug: string, name: string, nameEn: string, provinces: readonly string[]): DepartmentKind => ({
  slug,
  name,
  nameEn,
  basis: 'ASSUMED',
  provinces: new Set(provinces),
});

/**
 * Until the reform: the 17 that Decree 24/2014 as amended by Decree 107/2020 gives every province, and 74 specific ones. Which
 * province had which specific one is not in the sources: planning and architecture in the two largest cities (2), tourism in
 * the municipalities (5), foreign affairs there and on the land border (30), ethnic affairs on the border and in further
 * highland provinces (37).
 */
export const OLD_DEPARTMENTS: readonly DepartmentKind[] = [
  uniform('van-phong', 'Văn phòng Ủy ban nhân dân', "Office of the People's Committee"),
  uniform('noi-vu', 'Sở Nội vụ', 'Department of Home Affairs'),
  uniform('tu-phap', 'Sở Tư pháp', 'Department of Justice'),
  uniform('ke-hoach-va-dau-tu', 'Sở Kế hoạch và Đầu tư', 'Department of Planning and Investment'),
  uniform('tai-chinh', 'Sở Tài chính', 'Department of Finance'),
  uniform('cong-thuong', 'Sở Công Thương', 'Department of Industry and Trade'),
  uniform(
    'nong-nghiep-va-ptnt',
    'Sở Nông nghiệp và Phát triển nông thôn',
    'Department of Agriculture and Rural Development',
  ),
  uniform('giao-thong-van-tai', 'Sở Giao thông vận tải', 'Department of Transport'),
  uniform('xay-dung', 'Sở Xây dựng', 'Department of Construction'),
  uniform('tai-nguyen-va-moi-truong', 'Sở Tài nguyên và Môi trường', 'Department of Natural Resources and Environment'),
  uniform('thong-tin-va-truyen-thong', 'Sở Thông tin và Truyền thông', 'Department of Information and Communications'),
  uniform('lao-dong', 'Sở Lao động - Thương binh và Xã hội', 'Department of Labour, Invalids and Social Affairs'),
  uniform(
    'van-hoa-the-thao-va-du-lich',
    'Sở Văn hóa, Thể thao và Du lịch',
    'Department of Culture, Sports and Tourism',
  ),
  uniform('khoa-hoc-va-cong-nghe', 'Sở Khoa học và Công nghệ', 'Department of Science and Technology'),
  uniform('giao-duc-va-dao-tao', 'Sở Giáo dục và Đào tạo', 'Department of Education and Training'),
  uniform('y-te', 'Sở Y tế', 'Department of Health'),
  uniform('thanh-tra', 'Thanh tra', 'Inspectorate'),
  assumed('ngoai-vu', 'Sở Ngoại vụ', 'Department of Foreign Affairs', [...MUNICIPALITIES_2023, ...BORDER_PROVINCES]),
  assumed('dan-toc', 'Ban Dân tộc', 'Committee for Ethnic Minority Affairs', [
    ...BORDER_PROVINCES,
    ...HIGHLAND_PROVINCES,
  ]),
  assumed('du-lich', 'Sở Du lịch', 'Department of Tourism', MUNICIPALITIES_2023),
  assumed('quy-hoach-kien-truc', 'Sở Quy hoạch - Kiến trúc', 'Department of Planning and Architecture', ['01', '79']),
];

/** Since the reform: the functions of Decree 150/2025; a specific one where a predecessor province had it. */
export const NEW_DEPARTMENTS: readonly DepartmentKind[] = [
  uniform('van-phong', 'Văn phòng Ủy ban nhân dân', "Office of the People's Committee"),
  uniform('noi-vu-2', 'Sở Nội vụ', 'Department of Home Affairs'),
  uniform('tu-phap', 'Sở Tư pháp', 'Department of Justice'),
  uniform('tai-chinh-2', 'Sở Tài chính', 'Department of Finance'),
  uniform('cong-thuong', 'Sở Công Thương', 'Department of Industry and Trade'),
  uniform('nong-nghiep-va-moi-truong', 'Sở Nông nghiệp và Môi trường', 'Department of Agriculture and Environment'),
  uniform('xay-dung-2', 'Sở Xây dựng', 'Department of Construction'),
  uniform('khoa-hoc-va-cong-nghe-2', 'Sở Khoa học và Công nghệ', 'Department of Science and Technology'),
  uniform(
    'van-hoa-the-thao-va-du-lich',
    'Sở Văn hóa, Thể thao và Du lịch',
    'Department of Culture, Sports and Tourism',
  ),
  uniform('giao-duc-va-dao-tao', 'Sở Giáo dục và Đào tạo', 'Department of Education and Training'),
  uniform('y-te', 'Sở Y tế', 'Department of Health'),
  uniform('thanh-tra', 'Thanh tra', 'Inspectorate'),
  { slug: 'ngoai-vu', name: 'Sở Ngoại vụ', nameEn: 'Department of Foreign Affairs', basis: 'ASSUMED' },
  {
    slug: 'dan-toc-va-ton-giao',
    name: 'Sở Dân tộc và Tôn giáo',
    nameEn: 'Department of Ethnic and Religious Affairs',
    basis: 'ASSUMED',
  },
  { slug: 'du-lich', name: 'Sở Du lịch', nameEn: 'Department of Tourism', basis: 'ASSUMED' },
  {
    slug: 'quy-hoach-kien-truc',
    name: 'Sở Quy hoạch - Kiến trúc',
    nameEn: 'Department of Planning and Architecture',
    basis: 'ASSUMED',
  },
];

/** Where a function went, by slug, wholly or in parts; a function that is not named went on under its own slug. */
const MOVED: Readonly<Record<string, readonly string[]>> = {
  'noi-vu': ['noi-vu-2'],
  'lao-dong': ['noi-vu-2', 'giao-duc-va-dao-tao', 'y-te'],
  'ke-hoach-va-dau-tu': ['tai-chinh-2'],
  'tai-chinh': ['tai-chinh-2'],
  'nong-nghiep-va-ptnt': ['nong-nghiep-va-moi-truong'],
  'tai-nguyen-va-moi-truong': ['nong-nghiep-va-moi-truong'],
  'giao-thong-van-tai': ['xay-dung-2'],
  'xay-dung': ['xay-dung-2'],
  'khoa-hoc-va-cong-nghe': ['khoa-hoc-va-cong-nghe-2'],
  'thong-tin-va-truyen-thong': ['khoa-hoc-va-cong-nghe-2', 'van-hoa-the-thao-va-du-lich'],
  'dan-toc': ['dan-toc-va-ton-giao'],
};

/** The slugs that took over a function. */
export function successorsOfFunction(slug: string): readonly string[] {
  return MOVED[slug] ?? [slug];
}

/** The departments, since the reform, of a province made of provinces that had departments with these slugs. */
export function departmentsInheriting(slugs: readonly string[]): readonly DepartmentKind[] {
  const functions = new Set(slugs.flatMap(successorsOfFunction));
  return NEW_DEPARTMENTS.filter((kind) => functions.has(kind.slug));
}

/**
 * The departments of a province that begins on a day, out of all of its era: those that every province has, and the specific ones
 * of the provinces it is made of, which had departments with these slugs.
 */
export function departmentsBeginningOn(
  on: Day,
  slugs: readonly string[],
): { readonly all: readonly DepartmentKind[]; readonly here: readonly DepartmentKind[] } {
  const all = on < REFORM_DAY ? OLD_DEPARTMENTS : NEW_DEPARTMENTS;
  const functions = new Set(on < REFORM_DAY ? slugs : slugs.flatMap(successorsOfFunction));
  return { all, here: all.filter((kind) => kind.basis === 'NORM' || functions.has(kind.slug)) };
}
