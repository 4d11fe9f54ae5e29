import { type Principal, PublicError, type Role } from '@phat-ngon/kit';

/**
 * The name of a caller who may do something by their role; whose records they may touch is another matter.
 * @throws PublicError `UNAUTHENTICATED` when nobody has signed in; `FORBIDDEN` for somebody of another role.
 */
export function requireRole({ subject, role }: Principal, what: string, roles: readonly Role[]): string {
  if (subject === null || role === 'NONE') {
    throw new PublicError({
      code: 'UNAUTHENTICATED',
      en: `${what} needs a caller who has signed in under a name: a bearer token with a subject.`,
      vi: `${what} cần người dùng đã đăng nhập: mã truy cập có tên người dùng.`,
    });
  }
  if (roles.includes(role)) return subject;
  throw new PublicError({
    code: 'FORBIDDEN',
    en: `${what} is for these roles: ${roles.join(', ')}.`,
    vi: `${what} dành cho các vai trò: ${roles.join(', ')}.`,
  });
}
