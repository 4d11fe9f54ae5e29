import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { GatewayError } from '../errors/gateway-error.js';

/** Who signs the tokens: whoever holds a secret, or an issuer who publishes keys. */
export type TokenSource =
  | { readonly kind: 'secret'; readonly secret: Uint8Array }
  | { readonly kind: 'keys'; readonly url: string; readonly issuer: string; readonly audience: string };

/**
 * Verifies a token (JWT, RFC 7519) and gives its claims.
 * @throws GatewayError `UNAUTHENTICATED` for one that is not valid, `IDENTITY_UNAVAILABLE` when the keys cannot be had: nothing is then
 * known of the token.
 */
export type VerifyToken = (token: string) => Promise<JWTPayload>;

/** How keys are fetched. */
export interface KeyTimes {
  /** How long after a fetch a token with an unknown key leads to no other: whoever makes up keys must not have them fetched at will. */
  readonly cooldownMs: number;
  /** How long keys are kept, and with them one that its issuer has withdrawn. */
  readonly keptMs: number;
  readonly timeoutMs: number;
}

const KEY_TIMES: KeyTimes = { cooldownMs: 30_000, keptMs: 600_000, timeoutMs: 5_000 };

/** What a token cannot do without; who signs says so by `exp`, and whose it is by `role`. */
const REQUIRED_CLAIMS = ['exp', 'role'];

/** The issuer of tokens that are signed with a secret. */
const OWN_ISSUER = 'phat-ngon';

/** Makes the verifier of tokens from a source; without one every token is refused. */
export function tokenVerifier(source: TokenSource | null, times: KeyTimes = KEY_TIMES): VerifyToken {
  switch (source?.kind) {
    case undefined:
      return () => Promise.reject(new GatewayError('UNAUTHENTICATED'));
    case 'secret': {
      const options = { algorithms: ['HS256'], issuer: OWN_ISSUER, requiredClaims: REQUIRED_CLAIMS };
      return (token) => claimsOf(jwtVerify(token, source.secret, options));
    }
    case 'keys': {
      const { issuer, audience } = source;
      const algorithms = ['RS256', 'ES256', 'EdDSA'];
      const options = { algorithms, issuer, audience, requiredClaims: REQUIRED_CLAIMS };
      const keys = remoteKeys(source.url, times);
      return (token) => claimsOf(jwtVerify(token, keys, options));
    }
  }
}

async function claimsOf(verified: Promise<{ readonly payload: JWTPayload }>): Promise<JWTPayload> {
  try {
    return (await verified).payload;
  } catch (cause) {
    throw cause instanceof GatewayError ? cause : new GatewayError('UNAUTHENTICATED', { cause });
  }
}

/** What is wrong with a token rather than with the keys: it names none of them, or not which. */
const FAULTS_OF_TOKEN = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

/** Keys of a URL (JWK Set, RFC 7517, section 5), fetched at first need and again when a token names a key that is not among them. */
function remoteKeys(url: string, { cooldownMs, keptMs, timeoutMs }: KeyTimes): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(url), {
    cooldownDuration: cooldownMs,
    cacheMaxAge: keptMs,
    timeoutDuration: timeoutMs,
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (cause) {
      if (FAULTS_OF_TOKEN.some((fault) => cause instanceof fault)) throw cause;
      throw new GatewayError('IDENTITY_UNAVAILABLE', { cause });
    }
  };
}
