import { relayStylePagination } from '@apollo/client/utilities';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { type EmbeddedStack, startEmbedded } from '../harness/start-embedded.js';
import { confirmRecord } from './confirm-record.js';
import { AGENCY, PEOPLE, SCROLL, SPEAKER, UNIT } from './directory.js';
import type { NormalisedClient, Operation, Variables } from './normalised-client.js';
import { withApollo } from './with-apollo.js';
import { withRelay } from './with-relay.js';
import { withUrql } from './with-urql.js';

let stack: EmbeddedStack;
beforeAll(async () => {
  stack = await startEmbedded();
});
afterAll(() => stack[Symbol.asyncDispose]());

const THEN = '2023-08-08';
/** The head of a department that speaks for it then and now, and has not been confirmed for long. */
const AGENCY_UID = 'so-tu-phap-p38-1';
const RECORD = 'so-tu-phap-p38-1.h1';

/** What the server itself answers. */
async function served({ text }: Operation, variables: Variables): Promise<any> {
  const { data, errors } = await stack.ask(text, variables);
  expect(errors).toBeUndefined();
  return data;
}

/** Each library, with a day on which its test confirms the record. */
const LIBRARIES: readonly (readonly [string, (url: string) => NormalisedClient, string])[] = [
  ['Apollo Client', withApollo, '2026-11-20'],
  ['urql', withUrql, '2026-11-21'],
  ['Relay', withRelay, '2026-11-22'],
];

describe.each(LIBRARIES)('%s, as it comes', (_name, open, confirmedOn) => {
  it.each([
    ['a unit that is another now', UNIT, { code: '00004' }],
    ['a unit that is itself still', UNIT, { code: '38' }],
    ['an agency', AGENCY, { uid: AGENCY_UID }],
    ['a list', PEOPLE, { filter: { within: 'p38-1', tier: ['PROVINCIAL_DEPARTMENT'] }, first: 10 }],
  ])('shows the page of 2023 and the live one as the server does: %s', async (_what, operation, variables) => {
    using client = open(stack.url);
    const views = [
      { ...variables, asOf: THEN },
      { ...variables, asOf: null },
    ];
    const answers = [];
    for (const view of views) answers.push(await client.ask(operation, view));
    for (const [index, view] of views.entries()) {
      const truth = await served(operation, view);
      expect(answers[index]).toEqual(truth);
      // What came later has not written over what was there.
      expect(await client.look(operation, view)).toEqual(truth);
    }
    expect(answers[0]).not.toEqual(answers[1]);
  });

  it('shows a change in every place of the live view, and none in the view of 2023', async () => {
    using client = open(stack.url);
    const places = [
      [AGENCY, { uid: AGENCY_UID }],
      [PEOPLE, { filter: { within: 'p38-1', text: 'sở tư pháp' }, first: 20 }],
    ] as const;
    const pages = (asOf: string | null): Promise<any[]> =>
      Promise.all(places.map(([operation, variables]) => client.look(operation, { ...variables, asOf })));
    for (const asOf of [THEN, null])
      for (const [operation, variables] of places) await client.ask(operation, { ...variables, asOf });
    const [before, past] = [await pages(null), await pages(THEN)];

    await confirmRecord(stack, { uid: RECORD, agencyUid: AGENCY_UID, day: confirmedOn });
    const [speaker] = before[0].agency.spokespersons;
    await client.ask(SPEAKER, { id: speaker.id });

    const [agencyPage, listPage] = await pages(null);
    const shown = { id: speaker.id, freshness: 'FRESH', lastConfirmedAt: `${confirmedOn}T02:00:00.000Z` };
    expect(speaker.lastConfirmedAt).not.toBe(shown.lastConfirmedAt);
    expect(agencyPage.agency.spokespersons).toMatchObject([shown]);
    expect(agencyPage.agency.whoToCall.spokesperson).toMatchObject(shown);
    const rows = listPage.spokespersons.edges.map((edge: any) => edge.node);
    expect(rows.filter((row: any) => row.id === speaker.id)).toMatchObject([shown]);
    for (const [index, [operation, variables]] of places.entries()) {
      expect([agencyPage, listPage][index]).toEqual(await served(operation, { ...variables, asOf: null }));
      expect((await pages(THEN))[index]).toEqual(past[index]);
      expect(past[index]).toEqual(await served(operation, { ...variables, asOf: THEN }));
    }
  });
});

describe('urql', () => {
  it('finds no key in answers that stand under one owner alone, and complains of nothing else', async () => {
    using client = withUrql(stack.url);
    await client.ask(AGENCY, { uid: AGENCY_UID });
    await client.ask(UNIT, { code: '38' });
    await client.ask(PEOPLE, { first: 5 });
    expect(client.complaints().filter((complaint) => !complaint.includes('`CallRoute`'))).toEqual([]);
  });
});

const SCROLLS: readonly (readonly [string, (url: string) => NormalisedClient, Operation])[] = [
  [
    'Apollo Client with relayStylePagination',
    (url) => withApollo(url, { spokespersons: relayStylePagination(['filter', 'orderBy', 'asOf']) }),
    PEOPLE,
  ],
  ['urql with relayPagination', (url) => withUrql(url, { Query: { spokespersons: relayPagination() } }), PEOPLE],
  ['Relay with @connection', withRelay, SCROLL],
];

describe.each(SCROLLS)('%s', (_name, open, operation) => {
  it('joins the pages of a list in the order of the server, each view for itself', async () => {
    using client = open(stack.url);
    const list = { filter: { within: 'p38-1', tier: ['PROVINCIAL_DEPARTMENT'] }, first: 3 };
    const views = [
      { ...list, asOf: THEN },
      { ...list, asOf: null },
    ];
    for (let page = 0; page < 3; page += 1)
      for (const view of views)
        await client.ask(operation, { ...view, after: await cursorAfter(view, page * list.first) });
    for (const view of views) {
      const seen = await client.look(operation, view);
      const { spokespersons } = await served(PEOPLE, { ...view, first: 9 });
      expect(names(seen)).toEqual(spokespersons.edges.map((edge: any) => edge.node.fullName));
      expect(names(seen)).toHaveLength(9);
    }
  });
});

/** The cursor of the last of so many rows; null for none. */
async function cursorAfter(view: Variables, count: number): Promise<string | null> {
  if (count === 0) return null;
  const { spokespersons } = await served(PEOPLE, { ...view, first: count });
  return spokespersons.pageInfo.endCursor;
}

function names(data: any): readonly string[] {
  return data.spokespersons.edges.map((edge: any) => edge.node.fullName);
}
