import { jest } from '@jest/globals';
import { SignJWT } from 'jose';
import { type Issuer, signSiblingHeader, verifySignedHeader } from './signed-header.js';

const secretOf = (text: string): Uint8Array => new TextEncoder().encode(text.padEnd(32, '.'));
const SECRET = secretOf('one');
const REFUSED = { extensions: { code: 'UNAUTHENTICATED' } };

function gatewayHeader(issuer = 'phat-ngon:gateway'): Promise<string> {
  return new SignJWT({ role: 'CLERK', agencies: ['A1', 7], scopes: ['x:read'], costLimit: 5 })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience('phat-ngon:subgraph')
    .setSubject('somebody')
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(SECRET);
}

describe('a signed header', () => {
  beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z'), doNotFake: ['nextTick'] }));
  afterEach(() => jest.useRealTimers());

  it('says for whom the gateway asks, as long as it holds and no longer', async () => {
    const header = await gatewayHeader();
    const principal = { subject: 'somebody', role: 'CLERK', agencies: ['A1'], scopes: ['x:read'], costLimit: 5 };
    for (const later of [0, 30_000, 29_999]) {
      jest.advanceTimersByTime(later);
      expect(await verifySignedHeader(header, SECRET, 'gateway')).toEqual(principal);
    }
    jest.advanceTimersByTime(1);
    await expect(verifySignedHeader(header, SECRET, 'gateway')).rejects.toMatchObject(REFUSED);
  });

  it('is good for the one who signed it and under its secret alone, even when it is known', async () => {
    const header = await gatewayHeader();
    await verifySignedHeader(header, SECRET, 'gateway');
    await expect(verifySignedHeader(header, SECRET, 'sibling')).rejects.toMatchObject(REFUSED);
    await expect(verifySignedHeader(header, secretOf('another'), 'gateway')).rejects.toMatchObject(REFUSED);
    await expect(verifySignedHeader(`${header.slice(0, -1)}x`, SECRET, 'gateway')).rejects.toMatchObject(REFUSED);
  });

  it('of a sibling says who reads', async () => {
    const header = await signSiblingHeader('training', SECRET);
    const found = await verifySignedHeader(header, SECRET, 'sibling');
    expect(found).toMatchObject({ subject: 'training', scopes: ['changes:read'] });
  });

  it.each<[string, () => Promise<string | string[] | undefined>, Issuer]>([
    ['none', async () => undefined, 'gateway'],
    ['two', async () => [await gatewayHeader(), await gatewayHeader()], 'gateway'],
    ['one of a stranger', () => gatewayHeader('somebody else'), 'gateway'],
    ['one of the gateway where a sibling is meant', () => gatewayHeader(), 'sibling'],
    ['what is no token', async () => 'a.b.c', 'gateway'],
  ])('is refused again and again: %s', async (_what, made, issuer) => {
    const header = await made();
    for (let times = 0; times < 2; times += 1)
      await expect(verifySignedHeader(header, SECRET, issuer)).rejects.toMatchObject(REFUSED);
  });
});
