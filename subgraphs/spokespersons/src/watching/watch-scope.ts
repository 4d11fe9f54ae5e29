import { type Condition, PublicError, type Role } from '@phat-ngon/kit';
import type { Context } from '../context.js';

/** A list for those who watch, and the roles that may read it. */
export interface Watched {
  readonly en: string;
  readonly vi: string;
  readonly roles: readonly Role[];
}

/**
 * The agencies (a column of uids) a caller watches over today: those whose records the caller reads as staff.
 * @throws PublicError `FORBIDDEN` for a role that may not read the list, or one that acts for no agency.
 */
export async function watchedAgencies(watched: Watched, columnName: string, context: Context): Promise<Condition> {
  const { role, agencies } = context.principal;
  if (!watched.roles.includes(role) || (role !== 'AUTHORITY' && agencies.length === 0)) throw forbidden(watched);
  return context.rights.staffCondition(columnName);
}

function forbidden({ en, vi }: Watched): PublicError {
  return new PublicError({
    code: 'FORBIDDEN',
    en: `${en} is for those who watch over agencies: the press authority, and within their agencies its reviewers and clerks.`,
    vi: `${vi} dành cho cơ quan quản lý báo chí và, trong phạm vi được giao, người rà soát và cán bộ cơ quan.`,
  });
}
