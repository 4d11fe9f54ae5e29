import { PublicError } from '@phat-ngon/kit';
import type { Context } from '../context.js';

/** Lets on whoever keeps or checks an agency's records. @throws PublicError `FORBIDDEN`. */
export async function requireStaff({ rights }: Context, agencyUid: string): Promise<void> {
  if (await rights.isStaffOf(agencyUid)) return;
  throw new PublicError({
    code: 'FORBIDDEN',
    en: 'This is an internal list, for the agency and the press authority.',
    vi: 'Đây là danh sách nội bộ của cơ quan và cơ quan quản lý báo chí.',
  });
}

/** Lets on whoever keeps or checks records at all. @throws PublicError `UNAUTHENTICATED`, `FORBIDDEN`. */
export function requireStaffRole({ principal }: Context): void {
  const { role } = principal;
  if (role === 'CLERK' || role === 'REVIEWER' || role === 'AUTHORITY') return;
  throw new PublicError({
    code: role === 'NONE' ? 'UNAUTHENTICATED' : 'FORBIDDEN',
    en: 'This is for the clerks of agencies, for reviewers and for the press authority.',
    vi: 'Nội dung này dành cho cán bộ cơ quan, người rà soát và cơ quan quản lý báo chí.',
  });
}
