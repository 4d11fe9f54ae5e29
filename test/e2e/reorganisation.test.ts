import { becomes, FICTIONAL_DECREE, lineageFile } from '../../subgraphs/units/src/testing/decree-file.js';
import { eventually } from '../harness/eventually.js';
import { operationsAtHand } from '../harness/operations.js';
import { AUTHORITY } from '../harness/press-authority.js';
import { type Stack, startStack } from '../harness/start-stack.js';

/** A day that has passed on the day the tests take for today, so that what was applied is live. */
const PAST = '2026-11-01';
const EVE_OF_PAST = '2026-10-31';
/** A day that lies ahead. */
const AHEAD = '2027-03-01';
const EVE = '2027-02-28';

const DOCUMENT = { number: '9/2026/NQ-TEST', issuedOn: '2026-09-01', title: 'Nghị quyết thử nghiệm' };

const operations = await operationsAtHand();

let stack: Stack;
let authority: string;
beforeAll(async () => {
  stack = await startStack();
  authority = await stack.token(AUTHORITY);
});
afterAll(() => stack[Symbol.asyncDispose]());

/** The answer's data; an error fails the test. */
async function data(query: string, variables: Record<string, unknown> = {}): Promise<any> {
  const answer = await stack.ask(query, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

async function send(verb: string, file: string, query: Record<string, string>, token: string | null = authority) {
  const parameters = new URLSearchParams({ ...DOCUMENT, ...query });
  const response = await fetch(`${stack.url}/services/units/reorganisations/${verb}?${parameters}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: file,
  });
  return { status: response.status, body: (await response.json()) as any };
}

/** Previews, applies, and waits until the other subgraphs know where the agencies stand since. */
async function carryOut(file: string, on: string): Promise<void> {
  const { body: preview } = await send('preview', file, { on });
  const applied = await send('apply', file, { on, preview: preview.token });
  expect(applied).toMatchObject({ status: 200, body: { counts: preview.counts } });
  for (const { uid } of preview.agencies.begun)
    await eventually(
      () =>
        data('query ($uid: ID!, $asOf: Date) { agency(uid: $uid, asOf: $asOf) { coverageStatus } }', { uid, asOf: on }),
      ({ agency }) => agency?.coverageStatus === 'MISSING',
    );
}

describe('a reorganisation is forbidden', () => {
  it.each([['CLERK'], ['REVIEWER'], ['PARTNER'], [null]])('to %s, by way of the gateway', async (role) => {
    const token = role === null ? null : await stack.token({ role, agencies: [] });
    for (const verb of ['preview', 'apply'])
      expect(await send(verb, '', { on: AHEAD }, token)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });
});

describe('a reorganisation whose day has come', () => {
  const FILE = lineageFile([
    becomes('12', ['03433', 'Xã Bum Tở'], ['03445', 'Xã Mường Tè']),
    becomes('12', ['03445', 'Xã Mường Tè'], ['03445', 'Xã Mường Tè']),
  ]);
  const QUERY = `query ($uid: ID!, $asOf: Date) { agency(uid: $uid, asOf: $asOf) { inForce spokespersons { fullName }
    whoToCall { reason spokesperson { fullName } agency { uid } } coverageStatus current { uid whoToCall { reason agency { uid } } } } }`;
  const ask = async (asOf: string | null) => (await data(QUERY, { uid: 'ubnd-c03433-2', asOf })).agency;
  let before: any;
  beforeAll(async () => {
    before = await ask(EVE_OF_PAST);
    expect(before).toMatchObject({ inForce: true, whoToCall: { reason: 'DESIGNATED' } });
    await carryOut(FILE, PAST);
  });

  it('leaves nobody to call at an agency that ended, and leads to who answers now', async () => {
    expect(await ask(null)).toEqual({
      inForce: false,
      spokespersons: [],
      whoToCall: { reason: 'NONE', spokesperson: null, agency: null },
      coverageStatus: null,
      // The new committee has nobody yet: the one above it answers.
      current: [{ uid: 'ubnd-c03445-3', whoToCall: { reason: 'PARENT_AGENCY', agency: { uid: 'ubnd-p12-1' } } }],
    });
  });

  it('leaves the eve as it was', async () => {
    const { current: _now, ...then } = await ask(EVE_OF_PAST);
    const { current: _then, ...was } = before;
    expect(then).toEqual(was);
  });

  it('shows who spoke before and who answers afterwards', async () => {
    const { reorganisations } =
      await data(`{ reorganisations(first: 1) { nodes { legalBasis { number } agencies(outcome: [ENDED]) { nodes {
      before { name asOf spokespersons { fullName } } heirs { name asOf whoToCall { reason spokesperson { fullName } } } } } } } }`);
    const [{ legalBasis, agencies }] = reorganisations.nodes;
    expect(legalBasis).toEqual({ number: DOCUMENT.number });
    expect(agencies.nodes[0]).toEqual({
      before: { name: 'Ủy ban nhân dân xã Bum Tở', asOf: EVE_OF_PAST, spokespersons: before.spokespersons },
      heirs: [
        {
          name: 'Ủy ban nhân dân xã Mường Tè',
          asOf: PAST,
          whoToCall: { reason: 'PARENT_AGENCY', spokesperson: { fullName: expect.any(String) } },
        },
      ],
    });
  });

  it('leads a unit of 2023 on, wherever its ground has come to since', async () => {
    const { units } = await data(
      '{ units(filter: {text: "bum to", inForce: NO}) { nodes { validTo current { name committee { whoToCall { reason } } } } } }',
    );
    expect(units.nodes.map(({ validTo }: any) => validTo).sort()).toEqual(['2025-07-01', PAST]);
    for (const { current } of units.nodes)
      expect(current).toEqual([{ name: 'Xã Mường Tè', committee: { whoToCall: { reason: 'PARENT_AGENCY' } } }]);
  });
});

describe('a reorganisation whose day lies ahead', () => {
  const FILE = lineageFile(FICTIONAL_DECREE);
  const answers = () => Promise.all(operations.map(({ text, variables }) => stack.askText(text, variables)));
  const COVERAGE = `query ($asOf: Date) { country(asOf: $asOf) { coverage { expected covered byTier { tier expected covered } } }
    unit(code: "11", asOf: $asOf) { children { id name committee { id name spokespersons { id fullName } whoToCall { reason spokesperson { fullName } } } } } }`;
  let before: readonly string[];
  let eve: any;
  beforeAll(async () => {
    before = await answers();
    eve = await data(COVERAGE, { asOf: EVE });
    await carryOut(FILE, AHEAD);
  });

  it('leaves every answer of today and of every day before as it was, byte for byte', async () => {
    expect(await answers()).toEqual(before);
    expect(await data(COVERAGE, { asOf: EVE })).toEqual(eve);
  });

  it('changes what is expected and who is covered, from its day on', async () => {
    const day = await data(COVERAGE, { asOf: AHEAD });
    const tier = (view: any, name: string) =>
      view.country.coverage.byTier.find(({ tier: of }: { tier: string }) => of === name);
    expect(tier(day, 'COMMUNE').expected).toBe(tier(eve, 'COMMUNE').expected + 1);
    // Mường Nhé and Quảng Lâm had somebody, who ends with the committee; the others go on.
    expect(tier(day, 'COMMUNE').covered).toBe(tier(eve, 'COMMUNE').covered - 2);
    expect(tier(day, 'PROVINCE')).toEqual(tier(eve, 'PROVINCE'));
  });

  it('takes what is renamed or made another kind along with its spokesperson, and starts what is new without one', async () => {
    const committees = async (asOf: string) => {
      const { unit } = await data(COVERAGE, { asOf });
      return new Map<string, any>(unit.children.map((child: any) => [child.name, child.committee]));
    };
    const [old, fresh] = [await committees(EVE), await committees(AHEAD)];
    expect(fresh.get('Xã Chà Tở Mới').spokespersons.map(({ fullName }: any) => fullName)).toEqual(
      old.get('Xã Chà Tở').spokespersons.map(({ fullName }: any) => fullName),
    );
    expect(fresh.get('Xã Chà Tở Mới').name).toBe('Ủy ban nhân dân xã Chà Tở Mới');
    for (const name of ['Xã Mường Nhé', 'Xã Quảng Thượng', 'Xã Quảng Hạ', 'Xã Nà Hỳ Bắc'])
      expect(fresh.get(name)).toMatchObject({ spokespersons: [], whoToCall: { reason: 'PARENT_AGENCY' } });
    expect(fresh.get('Xã Nà Hỳ').whoToCall).toEqual(old.get('Xã Nà Hỳ').whoToCall);
    expect(fresh.has('Xã Sín Thầu')).toBe(false);
  });

  it('comes after those that are applied: one of an earlier day is refused', async () => {
    const file = lineageFile([becomes('12', ['03408', 'Phường Tân Phong'], ['03408', 'Phường Phong Tân'])]);
    const { body } = await send('preview', file, { on: '2027-01-01' });
    expect(body).toMatchObject({ token: null, problems: [{ row: null, code: 'DAY_TOO_EARLY' }] });
  });
});
