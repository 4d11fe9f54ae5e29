import {
  allOf,
  anyOf,
  type Condition,
  type PlacedAgencyRow,
  PublicError,
  type Role,
  type Tier,
  withinPath,
} from '@phat-ngon/kit';
import type { Context } from '../context.js';

/** A list for those who watch, and the roles that may read it. */
export interface Watched {
  readonly en: string;
  readonly vi: string;
  readonly roles: readonly Role[];
}

/**
 * The agencies (alias `a`) a caller watches over today: all for the authority, a reviewer's agencies with all that lies at and below
 * the units they sit in, a clerk's with those their committees govern.
 * @throws PublicError `FORBIDDEN` for a role that may not read the list, or one that acts for no agency.
 */
export async function watchedAgencies(watched: Watched, context: Context): Promise<Condition> {
  const { role, agencies } = context.principal;
  if (!watched.roles.includes(role)) throw forbidden(watched);
  if (role === 'AUTHORITY') return allOf([]);
  const own = await Promise.all(agencies.map((uid) => context.placements.agencies.load({ uid, day: context.today })));
  const places = own.filter((agency) => agency !== null).map((agency) => watchedFrom(agency, role));
  if (places.length === 0) throw forbidden(watched);
  return anyOf(places);
}

/** The tiers whose agencies govern the unit they sit in. */
const COMMITTEES: readonly Tier[] = ['PROVINCE', 'DISTRICT', 'COMMUNE'];

function watchedFrom({ uid, tier, path }: PlacedAgencyRow, role: Role): Condition {
  // The clerk of a department or a ministry keeps its own record alone: what sits in the same unit is not its own.
  const governs = role === 'REVIEWER' || COMMITTEES.includes(tier);
  if (!governs) return { sql: 'a.uid = ?', parameters: [uid] };
  const { sql, parameters } = withinPath('a.path', path);
  return { sql: `(${sql})`, parameters };
}

function forbidden({ en, vi }: Watched): PublicError {
  return new PublicError({
    code: 'FORBIDDEN',
    en: `${en} is for those who watch over agencies: the press authority, and within their agencies its reviewers and clerks.`,
    vi: `${vi} dành cho cơ quan quản lý báo chí và, trong phạm vi được giao, người rà soát và cán bộ cơ quan.`,
  });
}
