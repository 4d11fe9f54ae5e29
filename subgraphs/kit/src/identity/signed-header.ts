import { jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { PublicError } from '../errors/public-error.js';
import { type Principal, roleOf } from './principal.js';

/** The header in which the gateway, or a sibling subgraph, says for whom it asks. */
export const IDENTITY_HEADER = 'x-phat-ngon-identity';

const AUDIENCE = 'phat-ngon:subgraph';
const GATEWAY = 'phat-ngon:gateway';
const SIBLING = 'phat-ngon:sibling';
const LIFETIME = '60s';

/** Who signed a request: the gateway, on a caller's behalf, or a sibling subgraph that reads the change log. */
export type Issuer = 'gateway' | 'sibling';

/** Signs a sibling's request for the change log (JWT, RFC 7519, HS256), good for a minute. */
export async function signSiblingHeader(name: string, secret: Uint8Array): Promise<string> {
  return new SignJWT({ role: 'NONE', agencies: [], scopes: ['changes:read'] })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(name)
    .setIssuer(SIBLING)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(LIFETIME)
    .sign(secret);
}

/** A header that was found good. */
interface Verified {
  readonly principal: Principal;
  /** Until then, in milliseconds since 1970. */
  readonly until: number;
}

const KEPT_HEADERS = 1_000;
/** The gateway sends one header for as long as a third of its life: what was found good is, until it expires. By the secret, and by issuer and header. */
const verified = new WeakMap<Uint8Array, LRUCache<string, Verified>>();

/**
 * Verifies the signed header of a request.
 * @throws PublicError `UNAUTHENTICATED` when it is absent, badly signed, stale, from another issuer or names no role.
 */
export async function verifySignedHeader(
  header: string | readonly string[] | undefined,
  secret: Uint8Array,
  issuer: Issuer,
): Promise<Principal> {
  if (typeof header !== 'string') throw unauthenticated();
  const known = verified.get(secret) ?? new LRUCache<string, Verified>({ max: KEPT_HEADERS });
  verified.set(secret, known);
  const key = `${issuer} ${header}`;
  const found = known.get(key);
  if (found !== undefined && Date.now() < found.until) return found.principal;
  const made = await verify(header, secret, issuer);
  known.set(key, made);
  return made.principal;
}

async function verify(header: string, secret: Uint8Array, issuer: Issuer): Promise<Verified> {
  try {
    const { payload } = await jwtVerify<{ exp: number }>(header, secret, {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      issuer: issuer === 'gateway' ? GATEWAY : SIBLING,
      requiredClaims: ['exp'],
    });
    if (typeof payload.role !== 'string') throw unauthenticated();
    const principal = {
      subject: payload.sub ?? null,
      role: roleOf(payload.role),
      agencies: texts(payload.agencies),
      scopes: texts(payload.scopes),
      costLimit: typeof payload.costLimit === 'number' ? payload.costLimit : null,
    };
    return { principal, until: payload.exp * 1_000 };
  } catch (cause) {
    throw unauthenticated(cause);
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

function unauthenticated(cause?: unknown): PublicError {
  return new PublicError({
    code: 'UNAUTHENTICATED',
    en: 'This service answers its gateway alone; the request carries no valid signed identity.',
    vi: 'Dịch vụ này chỉ trả lời cổng của hệ thống; yêu cầu không có danh tính được ký hợp lệ.',
    cause,
  });
}
