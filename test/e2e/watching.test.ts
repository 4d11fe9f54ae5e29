import { type Stack, startStack } from '../harness/start-stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack[Symbol.asyncDispose]());

const CLOSED: readonly (readonly [field: string, roles: readonly string[]])[] = [
  ['dataQualityIssues', ['AUTHORITY', 'REVIEWER']],
  ['auditTrail', ['AUTHORITY', 'REVIEWER', 'CLERK']],
];
const ROLES = ['AUTHORITY', 'REVIEWER', 'CLERK', 'PARTNER'];

describe('what is for those who watch', () => {
  it.each(CLOSED)('%s is closed to everybody but %j, and the rest is answered', async (field, roles) => {
    const query = `{ country { uid } closed: ${field} { totalCount } }`;
    const askAs = async (role: string | null) => {
      const agencies = ['ubnd-p38-1'];
      const token = role === null ? undefined : await stack.token({ role, agencies, scopes: [], costLimit: null });
      const { data, errors = [] } = await stack.ask(query, {}, token);
      expect(data.country).toEqual({ uid: 'vn' });
      return errors.length === 0
        ? data.closed.totalCount > 0
        : errors.map((error) => [error.path, error.extensions.code]);
    };
    expect(await askAs(null)).toEqual([[['closed'], 'UNAUTHENTICATED']]);
    for (const role of ROLES)
      expect([role, await askAs(role)]).toEqual([role, roles.includes(role) || [[['closed'], 'FORBIDDEN']]]);
  });

  it('is open to the public where it names nobody who is not published', async () => {
    const { data, errors } = await stack.ask(
      `{ staleRecords { totalCount } authorisationsLapsing(withinDays: 60) { totalCount }
        turnover(from: "2026-01-01", to: "2026-06-30") { totalCount } }`,
    );
    expect(errors).toBeUndefined();
    for (const field of ['staleRecords', 'authorisationsLapsing', 'turnover'])
      expect([field, data[field].totalCount > 0]).toEqual([field, true]);
  });
});

describe('coverage over time', () => {
  it('is 1,040 of 12,542 on the day of the figures, as coverage says, tier by tier', async () => {
    const { data } = await stack.ask(`{
      coverageSeries(from: "2023-08-01", to: "2023-08-10", step: DAY) { day expected covered byTier { tier expected covered } }
      country(asOf: "2023-08-08") { coverage { expected covered byTier { tier expected covered } } } }`);
    const { day, ...point } = data.coverageSeries[7];
    expect(day).toBe('2023-08-08');
    expect(point).toMatchObject({ expected: 12_542, covered: 1_040 });
    expect(point).toEqual(data.country.coverage);
  });
});

it('who compares contacts too often is told when to come back', async () => {
  const ask = () => stack.ask('{ contactMatches(spokesperson: "ubnd-p38-1.s2", value: "00 586 7988") { answer } }');
  const { data } = await ask();
  expect(data.contactMatches).toEqual({ answer: 'YES' });
  let refusal: any;
  for (let time = 0; time < 25 && refusal === undefined; time += 1) refusal = (await ask()).errors?.[0];
  expect(refusal.path).toEqual(['contactMatches']);
  const { messageVi, messageEn, ...told } = refusal.extensions;
  expect(told).toEqual({ code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: expect.any(Number) });
  expect([messageVi, messageEn]).toEqual([expect.stringContaining('giây'), refusal.message]);
});
