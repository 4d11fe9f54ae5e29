import { type Network, openNetwork } from '../testing/open-network.js';

let network: Network;
beforeAll(async () => {
  network = await openNetwork({
    records: [
      {
        uid: 'ministry',
        agencyUid: 'bo-van-hoa-the-thao-va-du-lich',
        fullName: 'Mẫu Hữu Yến',
        positionTitle: 'Vụ trưởng',
      },
      { uid: 'hanoi', agencyUid: 'ub-p01-1', fullName: 'Thử Thị Đông', confirmedOn: [] },
      { uid: 'hanoi-head', agencyUid: 'ub-p01-1', fullName: 'Ví Văn An', role: 'HEAD', positionTitle: 'Chủ tịch' },
      { uid: 'health', agencyUid: 'so-y-te-p01-1', fullName: 'Giả Thị Ánh', positionTitle: 'Phó Giám đốc' },
      { uid: 'commune', agencyUid: 'ub-c004-2', fullName: 'Mẫu Đông Hòa', validFrom: '2025-07-02' },
      { uid: 'district', agencyUid: 'ub-d001-1', fullName: 'Mẫu Văn Dũng', validTo: '2025-07-01' },
      { uid: 'moved', agencyUid: 'ub-c688-1', fullName: 'Thử Văn Hoà' },
      {
        uid: 'pending',
        agencyUid: 'ub-p08-2',
        fullName: 'Mẫu Thị Đông',
        reviewState: 'PENDING',
        validFrom: '2025-07-02',
      },
    ],
  });
});
afterAll(() => network[Symbol.asyncDispose]());

async function list(args: string): Promise<readonly string[]> {
  const { spokespersons }: any = await network.data(`{ spokespersons${args} { totalCount nodes { uid } } }`);
  const uids = spokespersons.nodes.map((node: any) => node.uid);
  expect(spokespersons.totalCount).toBe(uids.length);
  return uids;
}

describe('the list of spokespersons', () => {
  it('has who is published and in the role at an agency in force, in official order', async () => {
    expect(await list('')).toEqual(['ministry', 'commune', 'health', 'hanoi', 'hanoi-head', 'moved']);
  });

  it('of a past day has who was there then', async () => {
    const then = await list('(asOf: "2025-06-30")');
    expect(new Set(then)).toEqual(new Set(['ministry', 'district', 'hanoi', 'hanoi-head', 'health', 'moved']));
  });

  it('can be had by tier and by role, all conditions together; an empty choice chooses nothing', async () => {
    expect(await list('(filter: {tier: [PROVINCE, CENTRAL]})')).toEqual(['ministry', 'hanoi', 'hanoi-head']);
    expect(await list('(filter: {tier: [PROVINCE, CENTRAL], role: [HEAD]})')).toEqual(['hanoi-head']);
    expect(await list('(filter: {role: []})')).toEqual([]);
  });

  it('can be had by freshness as of the day', async () => {
    expect(await list('(filter: {freshness: [STALE]})')).toEqual(['hanoi']);
    expect(await list('(filter: {freshness: [FRESH]})')).not.toContain('hanoi');
    expect(await list('(filter: {freshness: [FRESH], tier: [PROVINCE]}, asOf: "2023-03-01")')).toContain('hanoi');
    expect(await list('(filter: {freshness: [FRESH, STALE]})')).toHaveLength(6);
  });

  it('can be had within a unit of its own day: an agency moves with its unit', async () => {
    expect(await list('(filter: {within: "p08-2"})')).toEqual(['moved']);
    expect(await list('(filter: {within: "p02-1"}, asOf: "2025-06-30")')).toEqual(['moved']);
    expect(await list('(filter: {within: "p02-1"})')).toEqual([]);
    expect(await list('(filter: {within: "no-such-unit"})')).toEqual([]);
  });
});

describe('a search for spokespersons', () => {
  it.each([
    ['a name without accents', 'dong', ['commune', 'hanoi']],
    ['either tone placement', 'hoà', ['commune', 'ministry', 'moved']],
    ['the beginning of a word', 'YE', ['ministry']],
    ['a position', 'pho giam doc', ['health']],
    ['an agency', 'so y te', ['health']],
    ['words of several at once', 'thu uy ban', []],
    ['a person and an agency', 'anh ha noi', ['health']],
    ['a part of a word in its middle', 'ong', []],
  ])('finds %s', async (_, text, uids) => {
    expect([...(await list(`(filter: {text: ${JSON.stringify(text)}})`))].sort()).toEqual(uids);
  });

  it('does not find what is not published, nor by a contact', async () => {
    expect(await list('(filter: {text: "tuyen quang"})')).toEqual([]);
    expect(await list('(filter: {text: "84001000001"})')).toEqual([]);
  });
});

describe('the order of spokespersons', () => {
  it('NAME is Vietnamese, by given name', async () => {
    // An, Ánh, Đông, Hoà, Hòa, Yến: the last word of a name counts.
    expect(await list('(orderBy: NAME)')).toEqual(['hanoi-head', 'health', 'hanoi', 'moved', 'commune', 'ministry']);
  });

  it('RELEVANCE puts the beginning of a name before what fits elsewhere, then who is assigned to speak, then the tier', async () => {
    const best = (text: string) => list(`(filter: {text: "${text}"}, orderBy: RELEVANCE)`);
    const [first, ...others] = await best('v');
    expect(first).toBe('hanoi-head');
    expect(others).toContain('ministry');
    expect(await best('UBND thanh pho ha noi')).toEqual(['hanoi', 'hanoi-head']);
    expect(await best('mau')).toEqual(['ministry', 'commune']);
  });

  it.each(['OFFICIAL', 'NAME', 'RELEVANCE'])('%s is paged by cursor without loss or repetition', async (order) => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer: any = await network.data(
        `query ($after: String) { spokespersons(filter: {text: "u"}, orderBy: ${order}, first: 2, after: $after) {
          edges { cursor node { uid } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
        { after },
      );
      const { edges, pageInfo } = answer.spokespersons;
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      expect(edges.at(-1).cursor).toBe(pageInfo.endCursor);
      seen.push(...edges.map((edge: any) => edge.node.uid));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(await list(`(filter: {text: "u"}, orderBy: ${order})`));
    expect(seen.length).toBeGreaterThan(2);
  });
});
