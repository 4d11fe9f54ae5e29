import { SignJWT } from 'jose';
import { TOKEN_SECRET } from './system.js';

/** A token of the press authority, for ten minutes. */
export function bearerOf(): Promise<string> {
  return new SignJWT({ role: 'AUTHORITY', sub: 'thu-su-co', costLimit: null })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('phat-ngon')
    .setExpirationTime('10m')
    .sign(new TextEncoder().encode(TOKEN_SECRET));
}
