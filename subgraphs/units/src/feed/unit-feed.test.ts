import { ask } from '@phat-ngon/kit/testing';
import { FICTIONAL_DECREE, lineageFile } from '../testing/decree-file.js';
import { DECREE, type OpenServices, openServices } from '../testing/open-services.js';

const ASK = `query ($filter: ChangeFilter, $first: Int, $after: String) {
  unitChanges(filter: $filter, first: $first, after: $after) {
    nodes { cursor kind cause effectiveFrom changedFields version
      before { ...unit ...agency } after { ...unit ...agency } unit { uid name } agency { uid name } }
    pageInfo { hasNextPage endCursor } } }
  fragment unit on UnitState { uid name level parentUid validFrom validTo }
  fragment agency on AgencyState { uid name tier unitUid parentUid }`;

let services: OpenServices;
beforeAll(async () => {
  services = await openServices();
});
afterAll(() => services[Symbol.asyncDispose]());

async function data(query: string, variables: Record<string, unknown> = {}): Promise<any> {
  const answer = await ask(services.subgraph, query, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}
const feed = async (variables: Record<string, unknown> = {}) => (await data(ASK, variables)).unitChanges;

describe('the feed of units and agencies', () => {
  it('begins with the country, and tells units from agencies', async () => {
    const { nodes, pageInfo } = await feed({ first: 1 });
    expect(nodes).toEqual([
      {
        ...{ cursor: pageInfo.endCursor, kind: 'CREATED', cause: 'SEED', version: 1, before: null, agency: null },
        ...{ effectiveFrom: expect.any(String), changedFields: expect.arrayContaining(['uid', 'name', 'level']) },
        after: expect.objectContaining({ uid: 'vn', level: 'COUNTRY', parentUid: null, validTo: null }),
        unit: { uid: 'vn', name: 'Việt Nam' },
      },
    ]);
    const [agency] = (await feed({ first: 1, filter: { tier: ['CENTRAL'] } })).nodes;
    expect(agency).toMatchObject({ after: { tier: 'CENTRAL', unitUid: 'vn' }, unit: { uid: 'vn' } });
    expect(agency.agency.uid).toBe(agency.after.uid);
  });

  it('tells those who follow a place of what came there and of what left', async () => {
    const { nodes } = await feed({ first: 1, filter: { kind: ['MOVED'], cause: ['SEED'] } });
    const [{ cursor, before, after, changedFields }] = nodes;
    expect(changedFields).toContain('parentUid');
    expect(before.parentUid).not.toBe(after.parentUid);
    for (const within of [before.parentUid, after.parentUid]) {
      const seen = await feed({ first: 1_000, filter: { within, kind: ['MOVED'] } });
      expect([within, seen.nodes.some((node: any) => node.cursor === cursor)]).toEqual([within, true]);
    }
  });

  it('is pulled through in pages, each change once', async () => {
    const seen = new Set<string>();
    let pages = 0;
    for (let after: string | null = null, more = true; more; pages += 1) {
      const { nodes, pageInfo }: any = await feed({ first: 50, after, filter: { tier: ['PROVINCE', 'CENTRAL'] } });
      for (const { cursor } of nodes) {
        expect(seen.has(cursor)).toBe(false);
        seen.add(cursor);
      }
      ({ endCursor: after, hasNextPage: more } = pageInfo);
    }
    const [{ n }] = await services.subgraph.database.reader.query(
      "SELECT COUNT(*) AS n FROM change_log WHERE agency_uid IN (SELECT uid FROM agency_version WHERE tier IN ('PROVINCE', 'CENTRAL'))",
    );
    expect([seen.size, pages > 1]).toEqual([Number(n), true]);
  });

  it('tells of a reorganisation, by its cause, behind the cursor of what was loaded before', async () => {
    const { unitFeedCursor: after } = await data('{ unitFeedCursor units(first: 1) { nodes { id } } }');
    const file = lineageFile(FICTIONAL_DECREE);
    const { body } = await services.preview(file);
    expect((await services.apply(file, body.token ?? '')).status).toBe(200);
    const { nodes, pageInfo } = await feed({ first: 100, after });
    expect(pageInfo.hasNextPage).toBe(false);
    expect(new Set(nodes.map(({ cause }: any) => cause))).toEqual(new Set(['REORGANISATION']));
    const ended = nodes.find(({ kind, after: state }: any) => kind === 'ENDED' && state.uid === 'c03158-2');
    expect(ended).toMatchObject({
      ...{ effectiveFrom: DECREE.on, changedFields: ['validTo'], agency: null },
      before: { validTo: null },
      after: { name: 'Xã Sín Thầu', validTo: DECREE.on },
      unit: { uid: 'c03158-2' },
    });
    // What is yet to begin is nothing now; its state tells of it.
    const begun = nodes.find(({ kind, after: state }: any) => kind === 'CREATED' && state.uid === 'c90001-1');
    expect(begun).toMatchObject({ unit: null, after: { name: 'Xã Quảng Hạ', validFrom: DECREE.on } });
    const kinds = nodes.map(({ kind }: any) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['ENDED', 'CREATED', 'RENAMED', 'RECLASSIFIED']));
  });
});
