import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { GatewayEvent } from '../observe/event.js';
import { LINK, openTestGateway, resolved } from '../testing/open-test-gateway.js';
import { type KeyTimes, tokenVerifier } from './verify-token.js';

type Algorithm = 'RS256' | 'ES256' | 'EdDSA';

/** A key of an issuer's, with the tokens it signs. */
interface Key {
  readonly jwk: JWK;
  readonly pem: string;
  sign(
    claims?: object,
    parts?: { readonly issuer?: string; readonly audience?: string; readonly expires?: string },
  ): Promise<string>;
}

async function makeKey(alg: Algorithm, kid: string): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg },
    pem: await exportSPKI(publicKey),
    sign: (claims = { role: 'CLERK' }, { issuer = 'https://issuer', audience = 'graph', expires = '1m' } = {}) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg, kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject('someone')
        .setExpirationTime(expires)
        .sign(privateKey),
  };
}

/** Where an issuer publishes what `answer` says. */
async function publish(answer: RequestListener) {
  let fetched = 0;
  const server = createServer((request, response) => {
    fetched += 1;
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/keys`,
    fetched: () => fetched,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const keySet =
  (keys: readonly Key[]): RequestListener =>
  (_request, response) =>
    void response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));

const TIMES: KeyTimes = { cooldownMs: 0, keptMs: 60_000, timeoutMs: 2_000 };
const verifierAt = (url: string, times: Partial<KeyTimes> = {}) =>
  tokenVerifier({ kind: 'keys', url, issuer: 'https://issuer', audience: 'graph' }, { ...TIMES, ...times });

const invalid = { code: 'UNAUTHENTICATED' };
const unknown = { code: 'IDENTITY_UNAVAILABLE', extensions: { retryable: true } };

describe('a token of an issuer who publishes keys', () => {
  it.each<Algorithm>(['RS256', 'ES256', 'EdDSA'])('is taken when it is signed by %s with one of them', async (alg) => {
    const keys = await Promise.all([makeKey(alg, 'a'), makeKey(alg, 'b')]);
    await using issuer = await publish(keySet(keys));
    const verify = verifierAt(issuer.url);
    for (const key of keys) expect(await verify(await key.sign())).toMatchObject({ sub: 'someone', role: 'CLERK' });
    expect(issuer.fetched()).toBe(1);
  });

  it('is refused when it is of another issuer, for others, old, or signed otherwise', async () => {
    const [key, stranger] = await Promise.all([makeKey('RS256', 'a'), makeKey('RS256', 'a')]);
    await using issuer = await publish(keySet([key]));
    const verify = verifierAt(issuer.url);
    const bySecret = (secret: string) =>
      new SignJWT({ role: 'AUTHORITY' })
        .setProtectedHeader({ alg: 'HS256', kid: 'a' })
        .setIssuer('https://issuer')
        .setAudience('graph')
        .setExpirationTime('1m')
        .sign(new TextEncoder().encode(secret));
    const tokens = await Promise.all([
      key.sign({ role: 'CLERK' }, { issuer: 'https://other' }),
      key.sign({ role: 'CLERK' }, { audience: 'others' }),
      key.sign({ role: 'CLERK' }, { expires: '-1s' }),
      key.sign({}),
      stranger.sign(),
      // A public key is no secret: whoever took it for one would let everybody in.
      bySecret(key.pem),
      bySecret(JSON.stringify(key.jwk)),
    ]);
    for (const token of tokens) await expect(verify(token)).rejects.toMatchObject(invalid);
    expect(await verify(await key.sign())).toMatchObject({ role: 'CLERK' });
  });

  it('is taken under a new key, and refused under one that was withdrawn', async () => {
    const [old, next] = await Promise.all([makeKey('ES256', 'old'), makeKey('ES256', 'next')]);
    let published = [old];
    await using issuer = await publish((request, response) => keySet(published)(request, response));
    const verify = verifierAt(issuer.url);
    await verify(await old.sign());
    await expect(verify(await next.sign())).rejects.toMatchObject(invalid);
    published = [next];
    expect(await verify(await next.sign())).toMatchObject({ role: 'CLERK' });
    await expect(verify(await old.sign())).rejects.toMatchObject(invalid);
  });

  it('does not have the keys fetched again for each key that somebody makes up', async () => {
    const [key, ...madeUp] = await Promise.all(['a', 'b', 'c', 'd'].map((kid) => makeKey('EdDSA', kid)));
    await using issuer = await publish(keySet(key === undefined ? [] : [key]));
    const verify = verifierAt(issuer.url, { cooldownMs: 60_000 });
    for (const other of madeUp) await expect(verify(await other.sign())).rejects.toMatchObject(invalid);
    expect(issuer.fetched()).toBe(1);
  });

  it.each<[string, RequestListener]>([
    ['answer with an error', (_request, response) => response.writeHead(500).end()],
    ['answer with something else', (_request, response) => response.end('<html>')],
    ['lead elsewhere', (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
    ['do not answer', () => undefined],
  ])('is neither taken nor called invalid while the keys %s', async (_how, answer) => {
    const key = await makeKey('EdDSA', 'a');
    let sound = false;
    await using issuer = await publish((request, response) => (sound ? keySet([key]) : answer)(request, response));
    const verify = verifierAt(issuer.url);
    await expect(verify(await key.sign())).rejects.toMatchObject(unknown);
    sound = true;
    expect(await verify(await key.sign())).toMatchObject({ role: 'CLERK' });
  });
});

describe('a gateway whose issuer cannot be reached', () => {
  const SDL = `${LINK} type Query { open: Int }`;
  const environment = {
    TOKEN_SECRET: undefined,
    TOKEN_JWKS_URL: 'http://127.0.0.1:9/keys',
    TOKEN_ISSUER: 'https://issuer',
    TOKEN_AUDIENCE: 'graph',
    IDENTITY_SECRET: 'i'.repeat(32),
    SERVICES: 'files',
  };

  it('says so to whoever brings a token, tells why to whoever runs it, and answers the others', async () => {
    const failed: GatewayEvent[] = [];
    const inProcess = { ...resolved(SDL, { Query: { open: () => 1 } }), servicesUrl: 'http://127.0.0.1:9' };
    await using stack = await openTestGateway({ files: { sdl: SDL, inProcess } }, environment, (event) => {
      if (event.kind === 'failed') failed.push(event);
    });
    const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${stack.url}${path}`, { headers });
    expect(await (await ask('/graphql?query={open}')).json()).toEqual({ data: { open: 1 } });
    const headers = { authorization: `Bearer ${await (await makeKey('ES256', 'a')).sign()}` };
    const refused = await ask('/graphql?query={open}', headers);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: unknown.extensions }] });
    const service = await ask('/services/files/x', headers);
    expect([service.status, await service.json()]).toEqual([
      503,
      expect.objectContaining({ code: unknown.code, retryable: true }),
    ]);
    expect(failed).toHaveLength(2);
  });

  it('takes tokens when it can', async () => {
    const key = await makeKey('RS256', 'a');
    await using issuer = await publish(keySet([key]));
    const asked: { principal: object }[] = [];
    const inProcess = resolved(SDL, { Query: { open: () => 1 } }, asked as never);
    const env = { ...environment, TOKEN_JWKS_URL: issuer.url, SERVICES: '' };
    await using stack = await openTestGateway({ files: { sdl: SDL, inProcess } }, env);
    const token = await key.sign({ role: 'CLERK', scope: 'a b' });
    await fetch(`${stack.url}/graphql?query={open}`, { headers: { authorization: `Bearer ${token}` } });
    expect(asked).toMatchObject([{ principal: { subject: 'someone', role: 'CLERK', scopes: ['a', 'b'] } }]);
  });
});
