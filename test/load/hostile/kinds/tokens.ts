import { createHmac } from 'node:crypto';
import { TOKEN_SECRET } from '../../../harness/stack.js';
import type { Random } from '../../random.js';
import { refusedBy } from '../expectation.js';
import type { Generator } from '../hostile-request.js';
import { type HeaderLine, httpBytes, sending } from '../http-bytes.js';

const part = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A token that is signed as its own header says, with the secret of the graph unless another is given. */
function token(header: unknown, payload: unknown, secret = TOKEN_SECRET, hash = 'sha256'): string {
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
}

const HS256 = { alg: 'HS256' };
const FAR = 4_102_444_800;
const CLAIMS = { iss: 'phat-ngon', role: 'AUTHORITY', exp: FAR, costLimit: null };

const REFUSED: readonly ((random: Random) => string)[] = [
  () => `Bearer ${part({ alg: 'none' })}.${part(CLAIMS)}.`,
  () => `Bearer ${part({ alg: 'none' })}.${part(CLAIMS)}.x`,
  () => `Bearer ${token({ alg: 'nOnE' }, CLAIMS)}`,
  () => `Bearer ${token({ alg: 'HS512' }, CLAIMS, TOKEN_SECRET, 'sha512')}`,
  () => `Bearer ${token({ alg: 'RS256' }, CLAIMS)}`,
  () => `Bearer ${token(HS256, CLAIMS, 'another secret that is long enough')}`,
  () => `Bearer ${token(HS256, CLAIMS, '')}`,
  () => `Bearer ${token(HS256, { ...CLAIMS, exp: 1_000_000_000 })}`,
  () => `Bearer ${token(HS256, { ...CLAIMS, exp: 'tomorrow' })}`,
  () => `Bearer ${token(HS256, { ...CLAIMS, exp: undefined })}`,
  () => `Bearer ${token(HS256, { ...CLAIMS, nbf: FAR })}`,
  () => `Bearer ${token(HS256, { ...CLAIMS, iss: 'phat-ngon:gateway' })}`,
  () => `Bearer ${token(HS256, { ...CLAIMS, iss: undefined })}`,
  () => `Bearer ${token(HS256, { ...CLAIMS, role: undefined })}`,
  () => `Bearer ${token(HS256, { ...CLAIMS, role: { name: 'AUTHORITY' } })}`,
  () => `Bearer ${token(HS256, { ...CLAIMS, role: '' })}`,
  () => `Bearer ${token(HS256, [CLAIMS])}`,
  () => `Bearer ${token(HS256, 'no JSON')}`,
  () => `Bearer ${token({ ...HS256, crit: ['exp', 'x'], x: 1 }, CLAIMS)}`,
  () => `Bearer ${token({ ...HS256, b64: false, crit: ['b64'] }, CLAIMS)}`,
  () => `Bearer ${token('no JSON', CLAIMS)}`,
  () => `Bearer ${token(null, CLAIMS)}`,
  () => `Bearer ${token(HS256, CLAIMS).slice(0, -3)}`,
  () => `Bearer ${token(HS256, CLAIMS).replace('.', '..')}`,
  () => `Bearer ${token(HS256, CLAIMS)}.${part('x')}`,
  () => `Bearer  ${token(HS256, CLAIMS)}`,
  () => `Bearer ${token(HS256, CLAIMS)} x`,
  () => 'Bearer a.b.c',
  () => 'Bearer ...',
  () => 'Bearer',
  () => 'Bearer undefined',
  (random) => `Bearer ${'a'.repeat(random.pick([3_000, 10_000]))}.b.c`,
  () => 'Bearer \u00e9.\u00e9.\u00e9',
  () => 'Basic dXNlcjpzZWNyZXQ=',
  () => 'Digest username="x"',
  () => '__proto__',
  () => "' OR 1=1 --",
  () => 'null',
  () => ',',
];

/** Bearer tokens that are forged, broken, out of date, of another issuer or scheme; some have two. */
export const tokens: Generator = (random, world) => {
  const authorization: HeaderLine = ['authorization', random.pick(REFUSED)(random)];
  const twice = random.share() < 0.1 ? [authorization] : [];
  const headers: readonly HeaderLine[] = [['content-type', 'application/json'], authorization, ...twice];
  return sending(httpBytes(world, { headers, body: '{"query":"{ viewer { role } country { uid } }"}' }), () =>
    refusedBy('UNAUTHENTICATED'),
  );
};
