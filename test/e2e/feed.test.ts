import { AUTHORITY } from '../harness/press-authority.js';
import { type Stack, startStack } from '../harness/start-stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack[Symbol.asyncDispose]());

const AGENCY = 'so-cong-thuong-p01-1';
const HOLDER = `${AGENCY}.s4`;
const LOAD = '{ spokespersonFeedCursor unitFeedCursor trainingFeedCursor spokespersons(first: 1) { nodes { id } } }';
const FOLLOW = `query ($after: String, $filter: ChangeFilter) { spokespersonChanges(after: $after, filter: $filter) {
  nodes { kind version changedFields before { positionTitle } after { positionTitle }
    spokesperson { fullName } agency { name unit { name } trainingRegistrations { id } } }
  pageInfo { endCursor } } }`;

const clerk = () => stack.token({ role: 'CLERK', agencies: [AGENCY], sub: 'can-bo-thu' });
const authority = () => stack.token(AUTHORITY);

describe('the feeds, through the gateway', () => {
  it('are followed from where everything was loaded, with the rest of the graph on each change', async () => {
    const { data: loaded } = await stack.ask(LOAD);
    const after = loaded.spokespersonFeedCursor;
    const corrected = await stack.ask(
      `mutation ($input: CorrectSpokespersonInput!) { correctSpokesperson(input: $input) {
        cursor userErrors { code } submission { uid version } } }`,
      {
        input: { spokesperson: HOLDER, expectedVersion: 1, correction: { positionTitle: 'Phó Giám đốc Thường trực' } },
      },
      await clerk(),
    );
    expect(corrected.data.correctSpokesperson.userErrors).toEqual([]);
    // Nothing public has changed so far.
    expect((await stack.ask(FOLLOW, { after })).data.spokespersonChanges.nodes).toEqual([]);
    const { uid, version } = corrected.data.correctSpokesperson.submission;
    const reviewed = await stack.ask(
      'mutation ($input: ReviewSubmissionsInput!) { reviewSubmissions(input: $input) { cursor userErrors { code } } }',
      { input: { decisions: [{ submission: uid, expectedVersion: version, decision: 'ACCEPT' }] } },
      await authority(),
    );
    expect(reviewed.data.reviewSubmissions.userErrors).toEqual([]);
    const { data, errors } = await stack.ask(FOLLOW, { after, filter: { within: 'p01-1' } });
    expect(errors).toBeUndefined();
    expect(data.spokespersonChanges.nodes).toEqual([
      {
        ...{ kind: 'CORRECTED', version: 2, changedFields: ['positionTitle', 'lastConfirmedAt'] },
        before: { positionTitle: 'Phó Giám đốc' },
        after: { positionTitle: 'Phó Giám đốc Thường trực' },
        spokesperson: { fullName: 'Ví Gia Trang' },
        agency: {
          name: 'Sở Công Thương thành phố Hà Nội',
          unit: { name: 'Thành phố Hà Nội' },
          trainingRegistrations: expect.any(Array),
        },
      },
    ]);
    // The command's cursor is a position of the same feed.
    const { cursor } = reviewed.data.reviewSubmissions;
    expect((await stack.ask(FOLLOW, { after: cursor })).data.spokespersonChanges.nodes).toEqual([]);
    expect(data.spokespersonChanges.pageInfo.endCursor).toBe(cursor);
  });

  it('take no cursor of one another', async () => {
    const { data: loaded } = await stack.ask(LOAD);
    const { data, errors } = await stack.ask(FOLLOW, { after: loaded.unitFeedCursor });
    expect(data).toEqual({ spokespersonChanges: null });
    expect(errors).toMatchObject([
      { path: ['spokespersonChanges'], extensions: { code: 'BAD_CURSOR', argument: 'after' } },
    ]);
  });

  it('tell of both eras: a commune of 2023 that ended, in a place of today', async () => {
    const { data } = await stack.ask(
      `{ unitChanges(filter: {within: "p01-1", kind: [ENDED]}, first: 1) {
        nodes { effectiveFrom after { ... on UnitState { name } } unit { current { name } } } }
        trainingChanges(filter: {kind: [ISSUED]}) { nodes { handbookEdition { title chapters { title } } } } }`,
    );
    expect(data.unitChanges.nodes).toHaveLength(1);
    expect(data.unitChanges.nodes[0].unit.current.length).toBeGreaterThan(0);
    expect(data.trainingChanges.nodes[0].handbookEdition.chapters.length).toBeGreaterThan(0);
  });
});
