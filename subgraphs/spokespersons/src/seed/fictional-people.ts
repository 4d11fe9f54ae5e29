import type { Tier } from '@phat-ngon/kit';
import type { SpeakerRole } from '../spokesperson/spokesperson.entity.js';
import type { Draws } from './draws.js';

/** Words for "sample", "trial", "instance" and "example" in place of family names: nobody is called so. */
const FAMILY_NAMES = ['Mẫu', 'Thử', 'Giả', 'Ví'] as const;

const MIDDLE_NAMES = [
  'Văn',
  'Thị',
  'Hữu',
  'Đức',
  'Ngọc',
  'Minh',
  'Thanh',
  'Quốc',
  'Xuân',
  'Hồng',
  'Kim',
  'Gia',
  'Bảo',
  'Tuấn',
  'Thu',
  'Anh',
] as const;

const GIVEN_NAMES = [
  'An',
  'Ánh',
  'Bình',
  'Châu',
  'Chi',
  'Cường',
  'Diệp',
  'Dũng',
  'Duyên',
  'Đạt',
  'Đông',
  'Giang',
  'Hà',
  'Hải',
  'Hạnh',
  'Hiếu',
  'Hoa',
  'Hòa',
  'Huệ',
  'Hùng',
  'Hương',
  'Khánh',
  'Lam',
  'Lan',
  'Liên',
  'Linh',
  'Long',
  'Mai',
  'Mạnh',
  'Nam',
  'Nga',
  'Nghĩa',
  'Nhung',
  'Phong',
  'Phúc',
  'Phương',
  'Quang',
  'Quân',
  'Quỳnh',
  'Sơn',
  'Tâm',
  'Thảo',
  'Thắng',
  'Thủy',
  'Tiến',
  'Trang',
  'Trung',
  'Tú',
  'Uyên',
  'Vinh',
  'Yến',
] as const;

/** A name that is plainly nobody's: family, middle and given name, "Mẫu Thị An". */
export function fictionalName(draws: Draws): string {
  return `${draws.pick(FAMILY_NAMES)} ${draws.pick(MIDDLE_NAMES)} ${draws.pick(GIVEN_NAMES)}`;
}

const POSITIONS: Readonly<Record<Tier, Readonly<Record<'head' | 'deputy' | 'staff', string>>>> = {
  CENTRAL: { head: 'Người đứng đầu', deputy: 'Chánh Văn phòng', staff: 'Chuyên viên truyền thông' },
  PROVINCE: { head: 'Chủ tịch', deputy: 'Chánh Văn phòng', staff: 'Chuyên viên truyền thông' },
  PROVINCIAL_DEPARTMENT: { head: 'Giám đốc', deputy: 'Phó Giám đốc', staff: 'Chuyên viên truyền thông' },
  DISTRICT: { head: 'Chủ tịch', deputy: 'Phó Chủ tịch', staff: 'Công chức Văn phòng' },
  COMMUNE: { head: 'Chủ tịch', deputy: 'Phó Chủ tịch', staff: 'Công chức Văn phòng' },
};

/** The position of a speaker by role and tier (Decree 09/2017, art. 3). */
export function positionOf(role: SpeakerRole, tier: Tier): string {
  const positions = POSITIONS[tier];
  if (role === 'HEAD') return positions.head;
  return role === 'COORDINATING' ? positions.staff : positions.deputy;
}

/** The position of a member of the communication staff. */
export function staffPositionOf(tier: Tier): string {
  return POSITIONS[tier].staff;
}

/** A number nobody can dial: no number in Vietnam begins with 0 after the country code. As it is written, and in E.164. */
export function undialablePhone(draws: Draws): { readonly raw: string; readonly e164: string } {
  const digits = String(draws.between(0, 9_999_999)).padStart(7, '0');
  return { raw: `00 ${digits.slice(0, 3)} ${digits.slice(3)}`, e164: `+8400${digits}` };
}

/** An address in a domain that cannot exist (RFC 2606, `.example`). */
export function exampleAddress(agencyUid: string): string {
  return `phatngon@${agencyUid}.example`;
}
