import { type Stack, startStack } from '../harness/start-stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack[Symbol.asyncDispose]());

/** A field that is refused, with the argument at fault; it is asked beside `country`, whose answer must stay whole. */
const REFUSED: readonly (readonly [field: string, argument: string])[] = [
  ['unit { id }', 'uid'],
  ['unit(uid: "vn", code: "VN") { id }', 'uid'],
  ['unit(code: "01", asOf: "2023-13-01") { id }', 'asOf'],
  ['unit(code: "01", asOf: "2022-12-31") { id }', 'asOf'],
  ['unit(code: "01", asOf: 20230808) { id }', 'asOf'],
  ['country(asOf: "yesterday") { id }', 'asOf'],
  ['country(asOf: "9999-12-31") { coverage { ratio } }', 'asOf'],
  [`node(id: "${Buffer.from('Agency:bo-y-te@9999-12-31').toString('base64url')}") { id }`, 'id'],
  ['units(first: 0) { totalCount }', 'first'],
  ['units(first: 1001) { totalCount }', 'first'],
  ['units(after: "nonsense") { totalCount }', 'after'],
  ['units(orderBy: RELEVANCE) { totalCount }', 'orderBy'],
  ['units(filter: {text: "…"}) { totalCount }', 'text'],
  ['units(filter: {within: "???"}) { totalCount }', 'within'],
  ['agency(uid: "bo-y-te", asOf: "2023-02-30") { id }', 'asOf'],
  ['agencies(first: -1) { totalCount }', 'first'],
  ['agencies(after: "x") { totalCount }', 'after'],
  ['node(id: "nothing") { id }', 'id'],
  ['spokespersons(first: 0) { totalCount }', 'first'],
  ['spokespersons(after: "x") { totalCount }', 'after'],
  ['spokespersons(asOf: "2022-01-01") { totalCount }', 'asOf'],
  ['spokespersons(orderBy: RELEVANCE) { totalCount }', 'orderBy'],
  ['agenciesByCoverage(filter: {status: [MISSING]}, first: 0) { totalCount }', 'first'],
  ['agenciesByCoverage(filter: {status: [MISSING]}, asOf: "x") { totalCount }', 'asOf'],
  ['agenciesByCoverage(filter: {status: [MISSING], within: "???"}) { totalCount }', 'within'],
  ['pressAuthority(asOf: "x") { id }', 'asOf'],
  ['maySpeak(agency: "bo-y-te") { allowed }', 'spokesperson'],
  ['maySpeak(agency: "???", fullName: "Mẫu Văn An") { allowed }', 'agency'],
  ['maySpeak(agency: "bo-y-te", fullName: "…") { allowed }', 'fullName'],
  ['maySpeak(agency: "bo-y-te", fullName: "Mẫu Văn An", on: "x") { allowed }', 'on'],
  ['maySpeak(agency: "bo-y-te", fullName: "Mẫu Văn An", matter: "") { allowed }', 'matter'],
  ['contactMatches(spokesperson: "???", value: "+84001000001") { answer }', 'spokesperson'],
  ['contactMatches(spokesperson: "bo-y-te.s1", value: "113") { answer }', 'value'],
  ['coverageSeries(from: "x", to: "2024-01-01") { covered }', 'from'],
  ['coverageSeries(from: "2023-01-01", to: "2026-01-01", step: DAY) { covered }', 'to'],
  ['coverageSeries(within: "???", from: "2023-01-01", to: "2024-01-01") { covered }', 'within'],
  ['staleRecords(first: 0) { totalCount }', 'first'],
  ['staleRecords(asOf: "x") { totalCount }', 'asOf'],
  ['authorisationsLapsing(withinDays: 0) { totalCount }', 'withinDays'],
  ['turnover(from: "2024-01-02", to: "2024-01-01") { totalCount }', 'to'],
  ['turnover(from: "2024-01-01", to: "2024-01-02", after: "x") { totalCount }', 'after'],
  ['trainingClasses(first: 0) { totalCount }', 'first'],
  ['trainingClasses(after: "x") { totalCount }', 'after'],
  ['trainingClasses(filter: {within: "???"}) { totalCount }', 'within'],
  ['legalDocuments(inForceOn: "x") { id }', 'inForceOn'],
  ['legalDocuments(inForceOn: "9999-12-31") { id }', 'inForceOn'],
  ['glossary(text: "…") { id }', 'text'],
];

describe('bad input', () => {
  it.each(REFUSED)('%s is refused by the name of its argument, and the rest is answered', async (field, argument) => {
    const answer = await stack.ask(`{ country { uid } refused: ${field} }`);
    expect(answer.data).toEqual({ country: { uid: 'vn' }, refused: null });
    expect(answer.errors).toHaveLength(1);
    const [{ path, extensions }] = answer.errors ?? [];
    expect(path).toEqual(['refused']);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument, retryable: false });
    expect(extensions.messageEn).toContain(argument);
    expect(extensions.messageVi).toEqual(expect.any(String));
  });

  it('is told alike from a variable as from a literal', async () => {
    const query =
      'query ($day: Date, $first: Int) { country { uid } refused: units(asOf: $day, first: $first) { totalCount } }';
    for (const [variables, argument] of [
      [{ day: '2023-13-01' }, 'asOf'],
      [{ day: '2022-12-31' }, 'asOf'],
      [{ first: 0 }, 'first'],
    ] as const) {
      const { data, errors } = await stack.ask(query, variables);
      expect(data).toEqual({ country: { uid: 'vn' }, refused: null });
      expect(errors?.map((error) => [error.path, error.extensions.argument])).toEqual([[['refused'], argument]]);
    }
  });

  it('below a unit is refused at its own place alone', async () => {
    const { data, errors } = await stack.ask(
      '{ unit(code: "01") { uid at(date: "2022-01-01") { uid } descendants(first: 0) { totalCount } spokespersons(first: 0) { totalCount } } }',
    );
    expect(data).toEqual({ unit: { uid: 'p01-1', at: null, descendants: null, spokespersons: null } });
    expect(
      errors?.map((error) => [error.path.join('.'), error.extensions.code, error.extensions.argument]).sort(),
    ).toEqual([
      ['unit.at', 'BAD_USER_INPUT', 'date'],
      ['unit.descendants', 'BAD_USER_INPUT', 'first'],
      ['unit.spokespersons', 'BAD_USER_INPUT', 'first'],
    ]);
  });

  it('an unknown code, uid or id names nothing, and is no error', async () => {
    const unknown = Buffer.from('Agency:nobody').toString('base64url');
    const elsewhere = Buffer.from('Spokesperson:nobody').toString('base64url');
    const answer =
      await stack.ask(`{ code: unit(code: "99999") { name } uid: unit(uid: "p99-9") { name } agency(uid: "nobody") { name }
      node(id: "${unknown}") { ... on Agency { name } } person: node(id: "${elsewhere}") { ... on Spokesperson { fullName } } }`);
    expect(answer).toEqual({ data: { code: null, uid: null, agency: null, node: null, person: null } });
  });

  it('a cursor of another list or order is refused', async () => {
    const first = await stack.ask('{ units(first: 1, orderBy: NAME) { pageInfo { endCursor } } }');
    const cursor = first.data.units.pageInfo.endCursor;
    for (const field of [
      `units(after: "${cursor}")`,
      `agencies(after: "${cursor}")`,
      `spokespersons(after: "${cursor}")`,
    ]) {
      const { errors } = await stack.ask(`{ ${field} { totalCount } }`);
      expect(errors?.[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
    }
  });

  it('a dated id is no place for a question of another day', async () => {
    const { data } = await stack.ask('{ unit(code: "01", asOf: "2023-08-08") { id } }');
    const within = data.unit.id;
    for (const field of [
      `units(filter: {within: "${within}"})`,
      `agencies(filter: {within: "${within}"}, asOf: "2024-01-01")`,
      `spokespersons(filter: {within: "${within}"})`,
      `agenciesByCoverage(filter: {status: [MISSING], within: "${within}"})`,
    ]) {
      const { errors } = await stack.ask(`{ ${field} { totalCount } }`);
      expect(errors?.[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'within' });
    }
    const same = await stack.ask(`{ units(filter: {within: "${within}"}, asOf: "2023-08-08") { totalCount } }`);
    expect(same.data.units.totalCount).toBeGreaterThan(500);
  });
});
