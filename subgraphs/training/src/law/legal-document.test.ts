import { idOf, openTraining, type Training } from '../testing/open-training.js';

let training: Training;
beforeAll(async () => {
  training = await openTraining();
});
afterAll(() => training[Symbol.asyncDispose]());

const listed = async (args: string, fields = 'number') =>
  (await training.data<{ legalDocuments: any[] }>(`{ legalDocuments${args} { ${fields} } }`)).legalDocuments;
const numbersOn = async (day: string) => (await listed(`(inForceOn: "${day}")`)).map(({ number }) => number);

describe('the law of a day', () => {
  it.each([
    ['Decision 25/2013', 'Decree 09/2017', '2017-03-29', '2017-03-30', ['25/2013/QĐ-TTg'], ['09/2017/NĐ-CP']],
    ['Decree 09/2017', 'Decree 244/2026', '2026-06-30', '2026-07-01', ['09/2017/NĐ-CP'], ['244/2026/NĐ-CP']],
    ['Press Law 103/2016', 'Press Law 126/2025', '2026-06-30', '2026-07-01', ['103/2016/QH13'], ['126/2025/QH15']],
    [
      'Decree 13/2023',
      'Law 91/2025',
      '2025-12-31',
      '2026-01-01',
      ['13/2023/NĐ-CP'],
      ['91/2025/QH15', '356/2025/NĐ-CP'],
    ],
  ])('passes from %s to %s on the day and not before', async (_, __, last, day, old, successor) => {
    const before = await numbersOn(last);
    const after = await numbersOn(day);
    expect(before).toEqual(expect.arrayContaining(old));
    expect(after).toEqual(expect.arrayContaining(successor));
    for (const number of successor) expect(before).not.toContain(number);
    for (const number of old) expect(after).not.toContain(number);
  });

  it('begins with the first day in force: nothing that was only issued by then', async () => {
    expect(await numbersOn('2013-06-30')).toEqual([]);
    expect(await numbersOn('2013-07-01')).toEqual(['25/2013/QĐ-TTg']);
  });

  it('replaces what the instrument before it said', async () => {
    const found = await listed('', 'number inForceFrom replaces { number inForceTo }');
    const replacing = found.filter(({ replaces }) => replaces.length > 0);
    expect(Object.fromEntries(replacing.map(({ number, replaces }) => [number, replaces[0].number]))).toEqual({
      '09/2017/NĐ-CP': '25/2013/QĐ-TTg',
      '91/2025/QH15': '13/2023/NĐ-CP',
      '126/2025/QH15': '103/2016/QH13',
      '356/2025/NĐ-CP': '13/2023/NĐ-CP',
      '244/2026/NĐ-CP': '09/2017/NĐ-CP',
    });
    for (const { inForceFrom, replaces } of replacing) expect(replaces[0].inForceTo).toBe(inForceFrom);
  });
});

describe('a legal instrument', () => {
  it('of which only title and day are known says so, and names no duty', async () => {
    const ids = ['nd-244-2026', 'nd-09-2017'].map((uid) => idOf('LegalDocument', uid));
    const found = await training.entities<any>('LegalDocument', ids, '{ id number inForceTo verified obliges }');
    expect(found[0]).toEqual({
      id: ids[0],
      number: '244/2026/NĐ-CP',
      inForceTo: null,
      verified: false,
      obliges: [],
    });
    expect(found[1]).toMatchObject({ inForceTo: '2026-07-01', verified: true });
    expect(found[1].obliges).toHaveLength(3);
  });

  it('is listed by its day of issue, all or one kind of them', async () => {
    const all = await listed('', 'kind issuedOn');
    expect(all.map(({ issuedOn }) => issuedOn)).toEqual(all.map(({ issuedOn }) => issuedOn).sort());
    const laws = await listed('(kind: LAW)', 'kind number');
    expect(laws.map(({ number }) => number)).toEqual(['103/2016/QH13', '91/2025/QH15', '126/2025/QH15']);
    expect(await listed('(kind: LAW, inForceOn: "2026-07-01")')).toHaveLength(2);
  });
});

describe('a day that is none', () => {
  it.each(['"2026-02-30"', '"01/07/2026"', '""', '20260701', '{ day: 1 }'])(
    '%s is refused, and nothing else',
    async (day) => {
      const answer = await training.ask(`{ legalDocuments(inForceOn: ${day}) { id } programmes { id } }`);
      expect(answer.data).toMatchObject({ legalDocuments: null, programmes: [{}] });
      expect(answer.errors).toMatchObject([
        { path: ['legalDocuments'], extensions: { code: 'BAD_USER_INPUT', argument: 'inForceOn' } },
      ]);
    },
  );

  it('is refused in a variable as in a literal', async () => {
    const query = 'query ($day: Date) { legalDocuments(inForceOn: $day) { id } }';
    const answer = await training.ask(query, { day: 'hôm nay' });
    expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'inForceOn' } });
    expect((await training.ask(query, { day: null })).errors).toBeUndefined();
  });
});
