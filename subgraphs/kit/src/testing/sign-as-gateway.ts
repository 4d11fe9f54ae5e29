import { SignJWT } from 'jose';
import type { Principal } from '../identity/principal.js';

/** The signed header under which a gateway asks a service for somebody, good for a minute unless told otherwise. */
export function signAsGateway(
  secret: Uint8Array,
  { subject, ...claims }: Partial<Principal>,
  lifetime = '1m',
): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject ?? 'somebody')
    .setIssuer('phat-ngon:gateway')
    .setAudience('phat-ngon:subgraph')
    .setExpirationTime(lifetime)
    .sign(secret);
}
