import {
  type Anybody,
  type AuthorisationRow,
  COMMAND_TABLE,
  EVERYBODY,
} from '../../subgraphs/spokespersons/src/testing/authorisation-table.js';
import { CALLERS, type Caller, documentOf } from '../../subgraphs/spokespersons/src/testing/commands.js';
import { type Stack, startStack } from '../harness/start-stack.js';

/** An agency of Hà Nội that has a spokesperson today, and who keeps and checks its records. */
const AGENCY = 'so-tai-chinh-2-p01-1';

let stack: Stack;
let tokens: Readonly<Record<'clerk' | 'reviewer' | 'authority' | 'partner', string>>;
beforeAll(async () => {
  stack = await startStack();
  const committee = 'ubnd-p01-1';
  tokens = {
    clerk: await stack.token({ role: 'CLERK', agencies: [committee], sub: 'clerk-hn' }),
    reviewer: await stack.token({ role: 'REVIEWER', agencies: [committee], sub: 'reviewer-hn' }),
    authority: await stack.token({ role: 'AUTHORITY', sub: 'authority-1', costLimit: null }),
    partner: await stack.token({ role: 'PARTNER', sub: 'partner-1' }),
  };
});
afterAll(() => stack[Symbol.asyncDispose]());

const PERSON = {
  fullName: 'Mẫu Văn Mới',
  positionTitle: 'Phó Giám đốc',
  contacts: [
    { channel: 'PHONE', value: '024 3999 0001' },
    { channel: 'EMAIL', value: 'moi@mau.example' },
  ],
};

const PAGE = `query ($agency: ID!) { agency(uid: $agency) { name coverageStatus spokespersons { uid version fullName role }
  openSubmissions { uid version state kind agency { name } spokesperson { fullName } } } }`;
const PUBLIC_PAGE = 'query ($agency: ID!) { agency(uid: $agency) { name spokespersons { fullName role } } }';

async function page(token: string): Promise<any> {
  const { data, errors } = await stack.ask(PAGE, { agency: AGENCY }, token);
  expect(errors).toBeUndefined();
  return data?.agency;
}

describe('the record of an agency, through the gateway', () => {
  it('goes from its clerk by a reviewer to the public, and leaves days gone by as they were', async () => {
    const before = await stack.ask(`{ country(asOf: "2023-08-08") { coverage { expected covered } } }`);
    expect(before.data).toEqual({ country: { coverage: { expected: 12_542, covered: 1_040 } } });
    const holder = (await page(tokens.clerk)).spokespersons.find((row: any) => row.role === 'SPOKESPERSON');
    const replaced = await stack.ask(
      `mutation ($input: ReplaceSpokespersonInput!) { replaceSpokesperson(input: $input) {
         spokesperson { fullName reviewState agency { name } } replaced { uid validTo } submission { state } userErrors { code path } cursor } }`,
      {
        input: {
          ...{
            spokesperson: holder.uid,
            expectedVersion: holder.version,
            effectiveOn: '2026-11-24',
            successor: PERSON,
          },
          idempotencyKey: 'living-record',
        },
      },
      tokens.clerk,
    );
    expect(replaced.errors).toBeUndefined();
    expect(replaced.data?.replaceSpokesperson).toMatchObject({
      spokesperson: {
        fullName: 'Mẫu Văn Mới',
        reviewState: 'PENDING',
        agency: { name: expect.stringContaining('Tài chính') },
      },
      replaced: { uid: holder.uid, validTo: '2026-11-24' },
      ...{ submission: { state: 'PENDING' }, userErrors: [], cursor: expect.any(String) },
    });
    const shown = await stack.ask(PUBLIC_PAGE, { agency: AGENCY });
    expect(JSON.stringify(shown.data)).not.toContain('Mẫu Văn Mới');
    const { openSubmissions } = await page(tokens.reviewer);
    const waiting = openSubmissions.find((row: any) => row.spokesperson?.fullName === 'Mẫu Văn Mới');
    const decisions = [{ submission: waiting.uid, expectedVersion: waiting.version, decision: 'ACCEPT' }];
    const reviewed = await stack.ask(
      'mutation ($input: ReviewSubmissionsInput!) { reviewSubmissions(input: $input) { submissions { state } userErrors { code } } }',
      { input: { decisions } },
      tokens.reviewer,
    );
    expect(reviewed.data?.reviewSubmissions).toEqual({ submissions: [{ state: 'VERIFIED' }], userErrors: [] });
    const { coverageStatus, spokespersons } = await page(tokens.clerk);
    expect(coverageStatus).toBe('CURRENT');
    expect(spokespersons.map((row: any) => row.fullName)).toContain('Mẫu Văn Mới');
    const after = await stack.ask(`{ country(asOf: "2023-08-08") { coverage { expected covered } } }`);
    expect(after.data).toEqual(before.data);
  });

  it('has every change in the trail, with who made it and by which way', async () => {
    const asked = `query ($agency: ID!) { auditTrail(agency: $agency, actor: "clerk-hn") { nodes { kind actor cause origin } } }`;
    const { data } = await stack.ask(asked, { agency: AGENCY }, tokens.authority);
    const entry = { actor: 'clerk-hn', cause: 'AGENCY', origin: expect.stringMatching(/^graphql /) };
    expect(data.auditTrail.nodes).toEqual([
      { kind: 'SUBMITTED', ...entry },
      { kind: 'APPOINTED', ...entry },
      { kind: 'ENDED', ...entry },
    ]);
  });
});

describe('what is not for a caller', () => {
  const CONFIRM = `mutation { confirmSpokesperson(input: { spokesperson: "${AGENCY}.s1", expectedVersion: 1 }) { cursor } }`;

  it.each([
    ['a mutation', CONFIRM, 'confirmSpokesperson'],
    ['a queue', '{ submissions { totalCount } }', 'submissions'],
    ['an internal list', `{ agency(uid: "${AGENCY}") { openSubmissions { uid } } }`, 'agency.openSubmissions'],
  ])('is refused at the gateway, at its place, and the rest is answered: %s', async (_, query, place) => {
    const asked = query.startsWith('mutation') ? query : query.replace(/ }$/, ' viewer { role } }');
    for (const [token, code] of [
      [undefined, 'UNAUTHENTICATED'],
      [tokens.partner, 'FORBIDDEN'],
    ] as const) {
      const { errors, data } = await stack.ask(asked, {}, token);
      expect(errors?.map((error) => [error.path?.join('.'), error.extensions?.code])).toEqual([[place, code]]);
      if (!query.startsWith('mutation'))
        expect(data?.viewer).toEqual({ role: token === undefined ? 'NONE' : 'PARTNER' });
    }
  });

  it('is refused by the subgraph where it is a matter of whose records they are', async () => {
    const other = await stack.token({ role: 'CLERK', agencies: ['ubnd-p79-1'], sub: 'clerk-hcm' });
    const { errors } = await stack.ask(CONFIRM, {}, other);
    expect(errors?.map((error) => [error.path, error.extensions?.code])).toEqual([
      [['confirmSpokesperson'], 'FORBIDDEN'],
    ]);
  });
});

describe('every command, through the gateway, is refused to whom it is not for', () => {
  const agenciesOf = (who: Caller): readonly string[] => {
    switch (who) {
      case 'clerk':
      case 'reviewer':
        return ['ubnd-p01-1'];
      case 'departmentClerk':
        return [AGENCY];
      case 'reviewerElsewhere':
        return ['ubnd-p79-1'];
      default:
        return [];
    }
  };
  const tokenOf = async (who: Anybody): Promise<string | undefined> =>
    who === 'nobody' ? undefined : stack.token({ role: CALLERS[who].role, sub: who, agencies: agenciesOf(who) });
  /** About the agency of this suite, and so that whoever may give the command is told what to mend: nothing is written. */
  const harmless = (input: object): unknown =>
    JSON.parse(
      JSON.stringify(input)
        .replaceAll('so-y-te-p01-1', AGENCY)
        .replaceAll('"expectedVersion":1', '"expectedVersion":999')
        .replaceAll(/"(fullName|name)":"[^"]*"/g, '"$1":" "')
        .replaceAll('"holder"', `"${AGENCY}.s1"`)
        .replaceAll('SUBMISSION', 'no-such-submission')
        .replaceAll('"title":"Gửi danh sách"', '"title":" "')
        .replaceAll('"post"', `"${AGENCY}.d1"`)
        .replaceAll('"officer"', `"${AGENCY}.t1"`),
    );
  const REFUSED = ['UNAUTHENTICATED', 'FORBIDDEN'];
  /** By whose records they are: who has the role, and not the agency. A thing that is not there is nobody's. */
  const byRole: Readonly<Record<string, readonly Anybody[]>> = {
    reviewSubmissions: ['reviewer', 'reviewerElsewhere', 'authority', 'colleague'],
    reviewDataCallAnswers: ['reviewer', 'reviewerElsewhere', 'authority', 'colleague'],
    answerDataCall: ['clerk', 'departmentClerk', 'authority', 'colleague'],
    withdrawSubmission: ['clerk', 'departmentClerk', 'authority', 'colleague'],
  };

  it.each(Object.keys(COMMAND_TABLE))('%s', async (name) => {
    const { input, may } = COMMAND_TABLE[name] as AuthorisationRow;
    for (const who of EVERYBODY) {
      const { errors = [] } = await stack.ask(documentOf(name), { input: harmless(input) }, await tokenOf(who));
      const codes = errors.map((error) => error.extensions?.code);
      if ((byRole[name] ?? may).includes(who)) expect([who, codes]).toEqual([who, []]);
      else expect([who, REFUSED.includes(codes[0])]).toEqual([who, true]);
    }
  });
});
