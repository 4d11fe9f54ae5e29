import { fixedClock } from '@phat-ngon/kit';
import { EMAIL, INNER_PHONE, PHONE, PRESS_PHONE, type RecordParts } from '../testing/make-record.js';
import { type Asker, idOf, type Network, openNetwork } from '../testing/open-network.js';

const INNER_EMAIL = { ...INNER_PHONE, channel: 'EMAIL', value: 'Kin.Dao@mau.example' } as const;
const DIALABLE = { ...PRESS_PHONE, value: '+84912345678' };
const contacts = [PHONE, EMAIL, PRESS_PHONE, INNER_PHONE, INNER_EMAIL, DIALABLE];
const RECORDS: readonly RecordParts[] = [
  { uid: 'holder', agencyUid: 'ub-p01-1', contacts },
  { uid: 'other-holder', agencyUid: 'ub-p01-1', contacts },
  { uid: 'departed', agencyUid: 'ub-p01-1', contacts, validTo: '2026-11-24' },
  { uid: 'leaves-tomorrow', agencyUid: 'ub-p01-1', contacts, validTo: '2026-11-25' },
  { uid: 'left-open', agencyUid: 'ub-d001-1', contacts },
  { uid: 'pending', agencyUid: 'ub-p01-1', contacts, reviewState: 'PENDING' },
  { uid: 'returned', agencyUid: 'ub-p01-1', contacts, reviewState: 'RETURNED', publishedOn: '2023-02-01' },
];
const ASK = `query ($spokesperson: ID!, $value: String!, $channel: ContactChannel) {
  contactMatches(spokesperson: $spokesperson, value: $value, channel: $channel) { answer label labelEn } }`;

let network: Network;
const open = async () => {
  network = await openNetwork({ records: RECORDS });
};
const close = () => network[Symbol.asyncDispose]();

async function match(spokesperson: string, value: string, asker: Asker = network, channel?: string): Promise<unknown> {
  const { contactMatches }: any = await asker.data(ASK, { spokesperson, value, ...(channel ? { channel } : {}) });
  return contactMatches?.answer ?? null;
}

describe('whether a value is a contact of a record', () => {
  beforeAll(open);
  afterAll(close);

  it.each([
    ['a number that is shown', PHONE.value],
    ['a number that is not', INNER_PHONE.value],
    ['a number as it is written', '00 300 0003'],
    ['a number with its code', '+84 00 300 0003'],
    ['a number by the trunk zero', '0912 345 678'],
    ['a number by the international prefix', '0084.912.345.678'],
    ['an address that is shown', EMAIL.value],
    ['an address that is not, its domain in capitals', 'Kin.Dao@MAU.example'],
  ])('is yes for %s', async (_, value) => {
    expect(await match('holder', value)).toBe('YES');
  });

  it.each([
    ['another number', '0912345679'],
    ['another address', 'tin@mau.example'],
    ['an address whose local part differs in case', 'kin.dao@mau.example'],
  ])('is no for %s', async (_, value) => {
    expect(await match('other-holder', value)).toBe('NO');
  });

  it('is answered in one shape, whoever is told', async () => {
    const answers = [];
    for (const value of [PHONE.value, INNER_PHONE.value, INNER_EMAIL.value])
      answers.push(await network.data(ASK, { spokesperson: 'holder', value }));
    const yes = { answer: 'YES', label: 'Đúng là liên hệ của người này', labelEn: 'It is a contact of this person' };
    expect(answers).toEqual(answers.map(() => ({ contactMatches: yes })));
  });

  it('is asked by channel, where it is named', async () => {
    expect(await match('holder', PHONE.value, network, 'PHONE')).toBe('YES');
    for (const [value, channel] of [
      [PHONE.value, 'EMAIL'],
      [EMAIL.value, 'PHONE'],
    ] as const)
      expect(await network.refusal(ASK, { spokesperson: 'holder', value, channel })).toMatchObject({
        argument: 'value',
      });
  });

  it('is not told of one who has left, nor of an agency that is no more', async () => {
    for (const asker of [network, network.as({ role: 'AUTHORITY' })])
      for (const uid of ['departed', 'left-open'])
        for (const value of [PHONE.value, '0912345679'])
          expect(await match(uid, value, asker)).toBe('NO_LONGER_IN_OFFICE');
    expect(await match('leaves-tomorrow', PHONE.value)).toBe('YES');
    await using dayAfter = await openNetwork({ records: RECORDS, clock: fixedClock(new Date('2026-11-24T17:00:00Z')) });
    expect(await match('leaves-tomorrow', PHONE.value, dayAfter)).toBe('NO_LONGER_IN_OFFICE');
  });

  it('is told of a record that is not verified to its staff alone', async () => {
    const clerk = network.as({ role: 'CLERK', agencies: ['ub-p01-1'] });
    for (const value of [PHONE.value, '0912345679']) expect(await match('returned', value)).toBe('NOT_VERIFIED');
    expect(await match('returned', PHONE.value, clerk)).toBe('YES');
    expect(await match('pending', PHONE.value, clerk)).toBe('YES');
  });

  it('is null for a record the caller may not see, and for none', async () => {
    for (const uid of ['pending', 'nobody']) expect(await match(uid, PHONE.value)).toBeNull();
  });

  it('takes an id of any day: contacts are those of today', async () => {
    for (const view of ['', '@2024-01-01'])
      expect(await match(idOf('Spokesperson', `other-holder${view}`), INNER_PHONE.value)).toBe('YES');
  });

  it.each([
    ['value', { value: '12' }],
    ['value', { value: 'a@b' }],
    ['value', { value: '' }],
    ['spokesperson', { spokesperson: '???' }],
    ['spokesperson', { spokesperson: idOf('Agency', 'holder') }],
  ])('refuses by name: %s of %j', async (argument, parts) => {
    const refusal = await network.refusal(ASK, { spokesperson: 'holder', value: PHONE.value, ...parts });
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', argument, path: ['contactMatches'] });
  });
});

describe('asking whether a value is a contact', () => {
  // One for each test: what was asked is counted in it.
  beforeEach(open);
  afterEach(close);

  /** Asks until it is refused; how often it was answered before, and the refusal. */
  async function askUntilRefused(uidOf: (time: number) => string, asker: Asker): Promise<readonly [number, any]> {
    for (let time = 0; time < 200; time += 1) {
      const { errors } = await asker.answer(ASK, { spokesperson: uidOf(time), value: PHONE.value });
      if (errors) return [time, errors[0]?.extensions];
    }
    throw new Error('never refused');
  }

  it('is limited by record, and says when to ask again', async () => {
    const [answered, refusal] = await askUntilRefused(() => 'holder', network);
    expect(answered).toBe(20);
    expect(refusal).toMatchObject({
      code: 'RATE_LIMITED',
      retryable: true,
      messageVi: expect.stringContaining('giây'),
    });
    expect(refusal.retryAfterSeconds).toBeGreaterThan(3_000);
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(3_600);
    // Another record, and a caller who is named, are not the public's.
    expect(await match('leaves-tomorrow', PHONE.value)).toBe('YES');
    expect(await match('holder', PHONE.value, network.as({ subject: 'toa-soan', role: 'PARTNER' }))).toBe('YES');
  });

  it('is limited by caller, whatever is asked: records that are none count too', async () => {
    const partner = network.as({ subject: 'toa-soan', role: 'PARTNER' });
    const [answered, refusal] = await askUntilRefused((time) => `guess-${time}`, partner);
    expect(answered).toBe(60);
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(60);
    expect(await match('holder', PHONE.value, network.as({ subject: 'bao-khac', role: 'PARTNER' }))).toBe('YES');
    expect(await match('holder', PHONE.value)).toBe('YES');
  });

  it('by several callers about one record counts together: nobody shares a guess out among accounts', async () => {
    let accounts = 0;
    const newAccount = () => {
      accounts += 1;
      return network.as({ subject: `tai-khoan-${accounts}` });
    };
    const [answered] = await askUntilRefused(() => 'holder', {
      ...network,
      answer: (query, variables) => newAccount().answer(query, variables),
    });
    expect(answered).toBe(20);
  });

  it('in a form that is none costs nothing', async () => {
    for (let time = 0; time < 25; time += 1) await network.refusal(ASK, { spokesperson: 'holder', value: '12' });
    expect(await match('holder', PHONE.value)).toBe('YES');
  });
});
