import { type Stack, startStack } from '../harness/start-stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack[Symbol.asyncDispose]());

/** The answer's data; an error fails the test. */
async function data(query: string, variables: Record<string, unknown> = {}): Promise<any> {
  const answer = await stack.ask(query, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

const FIGURES = `fragment Figures on Coverage {
  expected covered ratio target asOf
  byTier { tier expected covered ratio target }
  byStatus { status count }
  byProvince { unit { code } expected covered ratio }
}`;

describe('coverage', () => {
  it('is 1,040 of 12,542 on the day of the reported figures, which stand beside it', async () => {
    const { country, reportedFigures } = await data(
      `{ country(asOf: "2023-08-08") { coverage { ...Figures synthetic rule { staleAfterDays text textEn } } }
         reportedFigures { value approximate statedOn } } ${FIGURES}`,
    );
    expect(country.coverage).toMatchObject({ expected: 12_542, covered: 1_040, asOf: '2023-08-08', synthetic: true });
    expect(country.coverage.ratio).toBeCloseTo(0.0829, 4);
    expect(country.coverage.byTier.map((row: any) => [row.tier, row.expected])).toEqual([
      ['CENTRAL', 30],
      ['PROVINCE', 63],
      ['PROVINCIAL_DEPARTMENT', 1_145],
      ['DISTRICT', 705],
      ['COMMUNE', 10_599],
    ]);
    expect(country.coverage.rule.staleAfterDays).toBe(180);
    expect(reportedFigures.map((figure: any) => figure.value)).toEqual([12_542, 1_040]);
  });

  it.each(['2023-01-01', '2023-08-08', '2025-06-30', '2025-07-01', '2026-11-24'])(
    'adds up by tier, by status and by province on %s',
    async (asOf) => {
      const { country } = await data(
        `query ($asOf: Date) { country(asOf: $asOf) { coverage { ...Figures } } } ${FIGURES}`,
        { asOf },
      );
      const { expected, covered, byTier, byStatus, byProvince } = country.coverage;
      const sum = (rows: readonly any[], key: string): number => rows.reduce((total, row) => total + row[key], 0);
      expect(sum(byTier, 'expected')).toBe(expected);
      expect(sum(byTier, 'covered')).toBe(covered);
      expect(sum(byStatus, 'count')).toBe(expected);
      const statuses = Object.fromEntries(byStatus.map((row: any) => [row.status, row.count]));
      expect(statuses.CURRENT + statuses.STALE).toBe(covered);
      // The central bodies belong to no province.
      expect(sum(byProvince, 'expected') + byTier[0].expected).toBe(expected);
      expect(sum(byProvince, 'covered') + byTier[0].covered).toBe(covered);
    },
  );

  it('expects nothing of a tier that is no more, and gives no ratio for it', async () => {
    const { country } = await data('{ country { coverage { byTier { tier expected covered ratio } } } }');
    expect(country.coverage.byTier[3]).toEqual({ tier: 'DISTRICT', expected: 0, covered: 0, ratio: null });
  });

  it('is null for a unit that has ended', async () => {
    const { unit } = await data('{ unit(code: "001") { inForce coverage { expected } } }');
    expect(unit).toEqual({ inForce: false, coverage: null });
  });
});

describe('agencies by coverage', () => {
  it('are as many as the figures say, each with its status and reasons', async () => {
    const { country, ...lists } = await data(`{
      country { coverage { byStatus { status count } } }
      CURRENT: agenciesByCoverage(filter: {status: [CURRENT]}, first: 20) { ...List }
      STALE: agenciesByCoverage(filter: {status: [STALE]}, first: 20) { ...List }
      INCOMPLETE: agenciesByCoverage(filter: {status: [INCOMPLETE]}, first: 20) { ...List }
      MISSING: agenciesByCoverage(filter: {status: [MISSING]}, first: 20) { ...List }
    } fragment List on AgencyConnection { totalCount nodes { coverageStatus coverageReasons { code label labelEn } } }`);
    for (const { status, count } of country.coverage.byStatus) {
      expect(lists[status].totalCount).toBe(count);
      for (const agency of lists[status].nodes) {
        expect(agency.coverageStatus).toBe(status);
        expect(agency.coverageReasons.length > 0).toBe(status !== 'CURRENT');
      }
    }
  });

  it('stay within a unit and its tiers', async () => {
    const { agenciesByCoverage, unit } = await data(`{
      unit(code: "01") { coverage { byTier { tier expected covered } } }
      agenciesByCoverage(filter: {status: [CURRENT, STALE], tier: [COMMUNE], within: "p01-1"}, first: 1000) { totalCount nodes { tier } }
    }`);
    expect(agenciesByCoverage.totalCount).toBe(unit.coverage.byTier[4].covered);
    expect(new Set(agenciesByCoverage.nodes.map((agency: any) => agency.tier))).toEqual(new Set(['COMMUNE']));
  });
});
