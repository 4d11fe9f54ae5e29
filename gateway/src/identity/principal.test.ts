import { decodeJwt, jwtVerify, SignJWT } from 'jose';
import { ANONYMOUS, authenticate, identitySigner } from './principal.js';
import { tokenVerifier } from './verify-token.js';

const key = (text: string): Uint8Array => new TextEncoder().encode(text.padEnd(32, '.'));
const tokenSecret = key('tokens');
const options = { verifyToken: tokenVerifier({ kind: 'secret', secret: tokenSecret }), maxCost: 100 };

interface TokenParts {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly secret?: Uint8Array;
  readonly issuer?: string;
  readonly expires?: string | null;
  readonly alg?: string;
}

function bearer({ claims = { role: 'PARTNER' }, secret = tokenSecret, ...parts }: TokenParts = {}): Promise<string> {
  const { issuer = 'phat-ngon', expires = '1m', alg = 'HS256' } = parts;
  const token = new SignJWT({ ...claims }).setProtectedHeader({ alg }).setIssuer(issuer);
  return (expires === null ? token : token.setExpirationTime(expires)).sign(secret).then((text) => `Bearer ${text}`);
}

describe('a caller', () => {
  it('without a token is nobody, under the usual cost limit', async () => {
    expect(await authenticate(undefined, options)).toEqual({ ...ANONYMOUS, costLimit: 100 });
  });

  it('with a token is whom it names, with what it grants', async () => {
    const claims = { sub: 's', role: 'CLERK', agencies: ['a', 7], scopes: 'all' };
    expect(await authenticate(await bearer({ claims }), options)).toEqual({
      subject: 's',
      role: 'CLERK',
      agencies: ['a'],
      scopes: [],
      costLimit: 100,
    });
  });

  it.each<[object, readonly string[]]>([
    [{ scopes: ['a', 'b', 7] }, ['a', 'b']],
    [{ scope: 'a  b' }, ['a', 'b']],
    [{ scopes: ['a'], scope: 'b' }, ['a', 'b']],
    [{ scopes: 'a b', scope: ['a'] }, []],
  ])('whose token says %j has the scopes %j', async (said, expected) => {
    const header = await bearer({ claims: { role: 'PARTNER', ...said } });
    expect((await authenticate(header, options)).scopes).toEqual(expected);
  });

  it.each([
    [null, null],
    [0, 0],
    [5_000, 5_000],
    [-1, 100],
    ['1e9', 100],
  ])('whose token gives the cost limit %j has %j', async (costLimit, expected) => {
    const header = await bearer({ claims: { role: 'PARTNER', costLimit } });
    expect((await authenticate(header, options)).costLimit).toBe(expected);
  });

  it.each<[string, () => string | Promise<string>]>([
    ['is empty', () => ''],
    ['is of another scheme', () => 'Basic eDp5'],
    ['is no token', () => 'Bearer x'],
    ['is signed with another secret', () => bearer({ secret: key('other') })],
    ['has expired', () => bearer({ expires: '-1s' })],
    ['never expires', () => bearer({ expires: null })],
    ['is signed by another method', () => bearer({ alg: 'HS384', secret: key('tokens'.padEnd(48, '.')) })],
    ['comes from another issuer', () => bearer({ issuer: 'phat-ngon:gateway' })],
    ['names no role', () => bearer({ claims: {} })],
    ['names an empty role', () => bearer({ claims: { role: '' } })],
    ['is not signed at all', () => `Bearer ${part({ alg: 'none' })}.${part({ role: 'AUTHORITY', iss: 'phat-ngon' })}.`],
  ])('whose authorization %s is refused', async (_what, header) => {
    await expect(authenticate(await header(), options)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('with a token is refused where there is no secret to verify it', async () => {
    await expect(authenticate(await bearer(), { ...options, verifyToken: tokenVerifier(null) })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});

describe('the signed identity', () => {
  const secret = key('identity');

  it('says for whom the gateway asks, to subgraphs alone and for a minute', async () => {
    const sign = identitySigner(secret);
    const principal = { subject: 's', role: 'CLERK', agencies: ['a'], scopes: ['x'], costLimit: 9 };
    const { payload } = await jwtVerify(await sign(principal), secret, {
      issuer: 'phat-ngon:gateway',
      audience: 'phat-ngon:subgraph',
    });
    expect(payload).toMatchObject({ sub: 's', role: 'CLERK', agencies: ['a'], scopes: ['x'], costLimit: 9 });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
  });

  it('has no subject for nobody, and is no token for clients', async () => {
    const header = await identitySigner(tokenSecret)(ANONYMOUS);
    expect(decodeJwt(header)).not.toHaveProperty('sub');
    await expect(authenticate(`Bearer ${header}`, options)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is signed once for equal callers, and never shared by different ones', async () => {
    const sign = identitySigner(secret);
    expect(sign({ ...ANONYMOUS })).toBe(sign({ ...ANONYMOUS }));
    const others = [{ subject: 'NONE' }, { role: 'X' }, { agencies: ['a'] }, { scopes: ['a'] }, { costLimit: 0 }];
    const headers = await Promise.all([{}, ...others].map((other) => sign({ ...ANONYMOUS, ...other })));
    expect(new Set(headers).size).toBe(headers.length);
  });
});

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
