import { type JWTPayload, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { GatewayError } from '../errors/gateway-error.js';
import type { VerifyToken } from './verify-token.js';

/** Who is asking. The gateway knows no roles but "nobody"; what a role may do is the subgraphs' affair. */
export interface Principal {
  readonly subject: string | null;
  readonly role: string;
  readonly agencies: readonly string[];
  readonly scopes: readonly string[];
  /** The highest cost of an operation that is taken from the caller; null: no limit. */
  readonly costLimit: number | null;
}

/** Nobody in particular. */
export const ANONYMOUS: Principal = { subject: null, role: 'NONE', agencies: [], scopes: [], costLimit: null };

/** Whether somebody asks: a verified token names its holder or a role; one that says neither is nobody's. */
export function isKnown({ subject, role }: Principal): boolean {
  return subject !== null || role !== ANONYMOUS.role;
}

/** All of an identity by which a subgraph can decide, in one order: who has the same is told the same. */
export function audienceOf({ subject, role, agencies, scopes }: Principal): Principal {
  return { subject, role, agencies: [...agencies].sort(), scopes: [...scopes].sort(), costLimit: null };
}

/** How callers are recognised. */
export interface IdentityOptions {
  readonly verifyToken: VerifyToken;
  /** The cost limit of whoever has no other in their token; null: none. */
  readonly maxCost: number | null;
}

/** Who is asking, and until when that is certain: in milliseconds since 1970; null for good. */
export interface Identified {
  readonly principal: Principal;
  readonly until: number | null;
}

/**
 * Reads a client's `Authorization` header: a bearer token (RFC 6750), a JWT.
 * @throws GatewayError `UNAUTHENTICATED` for a header that is there but not valid, `IDENTITY_UNAVAILABLE` when that cannot be known now.
 */
export async function identify(header: string | undefined, options: IdentityOptions): Promise<Identified> {
  const { verifyToken, maxCost } = options;
  if (header === undefined) return { principal: nobody(maxCost), until: null };
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header)?.[1];
  if (token === undefined) throw new GatewayError('UNAUTHENTICATED');
  const claims = await verifyToken(token);
  if (typeof claims.role !== 'string' || claims.role === '') throw new GatewayError('UNAUTHENTICATED');
  const principal = {
    subject: claims.sub ?? null,
    role: claims.role,
    agencies: textsOf(claims.agencies),
    scopes: scopesOf(claims),
    costLimit: costLimitOf(claims.costLimit, maxCost),
  };
  return { principal, until: claims.exp === undefined ? null : claims.exp * 1_000 };
}

/** What is known of a principal is kept by its identity: all who do not say who they are have one. */
const nobodies = new Map<number | null, Principal>();

function nobody(costLimit: number | null): Principal {
  const known = nobodies.get(costLimit) ?? { ...ANONYMOUS, costLimit };
  nobodies.set(costLimit, known);
  return known;
}

/** Who is asking, by a client's `Authorization` header. @throws GatewayError like {@link identify}. */
export async function authenticate(header: string | undefined, options: IdentityOptions): Promise<Principal> {
  return (await identify(header, options)).principal;
}

/** A token may carry a limit of its own; null lifts it. */
function costLimitOf(claim: unknown, maxCost: number | null): number | null {
  if (claim === null) return null;
  return typeof claim === 'number' && claim >= 0 ? claim : maxCost;
}

/** `scopes`, a list, or `scope`, a text with spaces between them (RFC 8693, section 4.2). */
function scopesOf({ scopes, scope }: JWTPayload): readonly string[] {
  return typeof scope === 'string' ? [...textsOf(scopes), ...scope.split(' ').filter(Boolean)] : textsOf(scopes);
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
    const key = JSON.stringify([
      principal.subject,
      principal.role,
      principal.agencies,
      principal.scopes,
      principal.costLimit,
    ]);
    const known = signed.get(key);
    if (known !== undefined) return known;
    const header = sign(principal, secret);
    signed.set(key, header);
    return header;
  };
}

function sign({ subject, role, agencies, scopes, costLimit }: Principal, secret: Uint8Array): Promise<string> {
  const token = new SignJWT({ role, agencies, scopes, costLimit })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('phat-ngon:gateway')
    .setAudience('phat-ngon:subgraph')
    .setIssuedAt()
    .setExpirationTime(LIFETIME);
  return (subject === null ? token : token.setSubject(subject)).sign(secret);
}
