import { jwtVerify, SignJWT } from 'jose';
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
  try {
    const { payload } = await jwtVerify(header, secret, {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      issuer: issuer === 'gateway' ? GATEWAY : SIBLING,
      requiredClaims: ['exp'],
    });
    if (typeof payload.role !== 'string') throw unauthenticated();
    return {
      subject: payload.sub ?? null,
      role: roleOf(payload.role),
      agencies: texts(payload.agencies),
      scopes: texts(payload.scopes),
      costLimit: typeof payload.costLimit === 'number' ? payload.costLimit : null,
    };
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
