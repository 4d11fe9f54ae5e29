import { jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { GatewayError } from '../errors/gateway-error.js';

/** Who is asking. The gateway knows no roles but "nobody"; what a role may do is the subgraphs' affair. */
export interface Principal {
  readonly subject: string | null;
  readonly role: string;
  readonly agencies: readonly string[];
  readonly scopes: readonly string[];
}

/** Nobody in particular. */
export const ANONYMOUS: Principal = { subject: null, role: 'NONE', agencies: [], scopes: [] };

/**
 * Reads a client's `Authorization` header: a bearer token (RFC 6750), a JWT signed with the token secret (HS256).
 * @throws GatewayError `UNAUTHENTICATED` for a header that is there but not valid, or when no secret is configured.
 */
export async function authenticate(header: string | undefined, secret: Uint8Array | null): Promise<Principal> {
  if (header === undefined) return ANONYMOUS;
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header)?.[1];
  if (token === undefined || secret === null) throw new GatewayError('UNAUTHENTICATED');
  try {
    const { payload } = await jwtVerify(token, secret, {
      algorithms: ['HS256'],
      issuer: 'phat-ngon',
      requiredClaims: ['exp', 'role'],
    });
    if (typeof payload.role !== 'string' || payload.role === '') throw new GatewayError('UNAUTHENTICATED');
    return {
      subject: payload.sub ?? null,
      role: payload.role,
      agencies: textsOf(payload.agencies),
      scopes: textsOf(payload.scopes),
    };
  } catch {
    throw new GatewayError('UNAUTHENTICATED');
  }
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

/** The header in which subgraphs learn for whom the gateway asks. */
export const IDENTITY_HEADER = 'x-phat-ngon-identity';

const LIFETIME = '60s';
const REUSED_MS = 20_000;

/** Makes signed identity headers (JWT, HS256, one minute), each kept for a third of its life. */
export function identitySigner(secret: Uint8Array): (principal: Principal) => Promise<string> {
  const signed = new LRUCache<string, Promise<string>>({ max: 1_000, ttl: REUSED_MS });
  return (principal) => {
    const key = JSON.stringify([principal.subject, principal.role, principal.agencies, principal.scopes]);
    const known = signed.get(key);
    if (known !== undefined) return known;
    const header = sign(principal, secret);
    signed.set(key, header);
    return header;
  };
}

function sign({ subject, role, agencies, scopes }: Principal, secret: Uint8Array): Promise<string> {
  const token = new SignJWT({ role, agencies, scopes })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('phat-ngon:gateway')
    .setAudience('phat-ngon:subgraph')
    .setIssuedAt()
    .setExpirationTime(LIFETIME);
  return (subject === null ? token : token.setSubject(subject)).sign(secret);
}
