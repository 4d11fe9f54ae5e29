import { SignJWT } from 'jose';
import { TOKEN_SECRET } from './open-test-gateway.js';

/** The `Authorization` header of a partner, whose token runs out at a time. */
export async function authorizationOf(subject: string, expires: string | Date = '1m'): Promise<string> {
  const token = await new SignJWT({ role: 'PARTNER' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('phat-ngon')
    .setSubject(subject)
    .setExpirationTime(expires)
    .sign(new TextEncoder().encode(TOKEN_SECRET));
  return `Bearer ${token}`;
}
