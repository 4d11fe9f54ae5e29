import { CALLERS, type Caller } from '../testing/commands.js';
import { type Network, openNetwork } from '../testing/open-network.js';

let network: Network;
beforeAll(async () => {
  network = await openNetwork();
});
afterAll(() => network[Symbol.asyncDispose]());

const VIEWER = '{ viewer { subject role commands agencies { id } agenciesInReach { totalCount nodes { id } } } }';
const viewer = async (who: Caller | null): Promise<any> =>
  ((await (who === null ? network : network.as(CALLERS[who])).data(VIEWER)) as any).viewer;
const uidsOf = (agencies: readonly { readonly id: string }[]) =>
  agencies.map(({ id }) => Buffer.from(id, 'base64url').toString().split(':')[1]);

describe('the viewer', () => {
  it('is nobody without a token, and may do nothing', async () => {
    expect(await viewer(null)).toEqual({
      ...{ subject: null, role: 'NONE', commands: [], agencies: [], agenciesInReach: { totalCount: 0, nodes: [] } },
    });
  });

  it('keeps the agencies under the own one, and no other', async () => {
    const { subject, role, commands, agencies, agenciesInReach } = await viewer('clerk');
    expect([subject, role]).toEqual(['clerk-hn', 'CLERK']);
    expect(commands).toContain('replaceSpokesperson');
    expect(commands).not.toContain('reviewSubmissions');
    expect(uidsOf(agencies)).toEqual(['ub-p01-1']);
    expect(new Set(uidsOf(agenciesInReach.nodes))).toEqual(
      new Set(['ub-p01-1', 'so-y-te-p01-1', 'so-van-hoa-p01-1', 'ub-c004-2']),
    );
  });

  it('of a department keeps its own records alone', async () => {
    expect(uidsOf((await viewer('departmentClerk')).agenciesInReach.nodes)).toEqual(['so-y-te-p01-1']);
  });

  it('who reviews a place checks the agencies in it', async () => {
    const { commands, agenciesInReach } = await viewer('reviewer');
    expect(commands).toEqual(['reviewSubmissions', 'reviewDataCallAnswers']);
    expect(agenciesInReach.totalCount).toBe(4);
    expect(uidsOf((await viewer('reviewerElsewhere')).agenciesInReach.nodes)).not.toContain('so-y-te-p01-1');
  });

  it('of the authority reaches the whole country', async () => {
    expect((await viewer('authority')).agenciesInReach.totalCount).toBe(8);
  });

  it.each([
    ['clerk', ['KEEP']],
    ['departmentClerk', []],
    ['reviewer', ['CHECK']],
    ['authority', ['KEEP', 'CHECK']],
    ['partner', []],
  ] as const)('is told what %s may do about an agency', async (who, may) => {
    const { viewerMay }: any = await network.as(CALLERS[who]).agency('ub-c004-2', '{ viewerMay }');
    expect(viewerMay).toEqual(may);
  });
});
