import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { feedCursor } from '../harness/feed-cursor.js';
import { confirmRecord, type ReadRecord, readRecords } from '../harness/press-authority.js';
import { describeInBrowser } from './describe-in-browser.js';
import { openPlayground, type Playground } from './open-playground.js';
import { answerTo, saysStatus, shownAnswer, violationsOf, write } from './playground-actions.js';

const SUBSCRIPTION = 'subscription { spokespersonChanged { kind agency { name } } }';

describeInBrowser('a live list in the playground', tryTheLiveList);

function tryTheLiveList(executablePath: string): void {
  let playground: Playground;
  let confirm: () => Promise<string>;
  beforeAll(async () => {
    playground = await openPlayground(executablePath);
    confirm = await confirmer(playground);
  });
  afterAll(() => playground.close());
  afterEach(async () => {
    await playground.leave();
    expect(playground.strayed).toEqual([]);
    expect(playground.complaints.splice(0)).toEqual([]);
  });

  it('shows each change as it is made, the newest first, until it is stopped', async () => {
    const page = await follow(playground);
    expect(await linesOf(page)).toEqual([]);
    const first = await confirm();
    await saysStatus(page, 'Following: 1 event.');
    expect(await linesOf(page)).toEqual([`CONFIRMED · ${first}`]);
    const second = await confirm();
    await saysStatus(page, 'Following: 2 events.');
    expect(await linesOf(page)).toEqual([`CONFIRMED · ${second}`, `CONFIRMED · ${first}`]);
    expect(await shownAnswer(page)).toContain(second);
    await page.locator('.pn-live summary').last().click();
    expect(await page.locator('.pn-live pre').last().textContent()).toContain(`"name": "${first}"`);
    await page.locator('.pn-live').getByRole('button', { name: 'Stop' }).click();
    await saysStatus(page, 'Stopped: 2 events.');
    await page.getByRole('button', { name: 'Execute query' }).waitFor();
    // The buttons that go leave the keyboard near where they were.
    expect(await page.evaluate('document.activeElement.className')).toBe('pn-live');
    await page.locator('.pn-live').getByRole('button', { name: 'Clear' }).click();
    await page.locator('.pn-live').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.id')).toBe('pn-answer');
  });

  it('keeps the latest 200 of very many', async () => {
    const page = await playground.visit();
    const eventOf = (n: number) => `event: next\ndata: {"data":{"spokespersonChanged":{"version":${n}}}}\n\n`;
    const body = Array.from({ length: 2_000 }, (_, n) => eventOf(n + 1)).join('');
    await answerEvents(page, [`${body}event: complete\ndata:\n\n`]);
    await run(page);
    await saysStatus(page, 'Ended: 2000 events.');
    const lines = await linesOf(page);
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([200, '2000', '1801']);
    await page.getByText('latest 200 of 2000').waitFor();
  });

  it('saves its events as CSV', async () => {
    const page = await follow(playground);
    const names = [await confirm(), await confirm()];
    await saysStatus(page, 'Following: 2 events.');
    await page.getByRole('button', { name: 'CSV of this answer' }).click();
    await saysStatus(page, 'Saved answer.csv: 2 rows');
    expect(await linesOf(page)).toEqual(names.reverse().map((name) => `CONFIRMED · ${name}`));
  });

  it('comes back by itself behind the last cursor, and has what was missed', async () => {
    const end = await feedCursor(playground.stack);
    const missed = await confirm();
    const page = await playground.visit();
    const cursors = await answerEvents(page, [`retry: 1\n\nid: ${end}\n\n`]);
    await run(page);
    await saysStatus(page, 'Following: 1 event.');
    expect(await linesOf(page)).toEqual([`CONFIRMED · ${missed}`]);
    expect(cursors).toEqual([undefined, end]);
  });

  it('is there for a page of one’s own too: an EventSource without a token, which comes back behind the last cursor', async () => {
    const end = await feedCursor(playground.stack);
    const missed = await confirm();
    const page = await playground.page();
    const ownPage = `${playground.stack.url}/own-page`;
    await page.route(ownPage, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto(ownPage);
    const cursors = await answerEvents(page, [`retry: 1\n\nid: ${end}\n\n`]);
    const address = `${playground.stack.url}/graphql?${new URLSearchParams({ query: SUBSCRIPTION })}`;
    await page.evaluate(`globalThis.source = new EventSource(${JSON.stringify(address)});
      globalThis.told = [];
      source.addEventListener('next', ({ data }) => told.push(JSON.parse(data).data.spokespersonChanged.agency.name));`);
    await page.waitForFunction('told.length === 1');
    const second = await confirm();
    await page.waitForFunction('told.length === 2');
    expect(await page.evaluate('told')).toEqual([missed, second]);
    // What it sends is its own: that it came back behind the cursor shows in what it had missed.
    expect(cursors).toHaveLength(2);
  });

  it('says why it is refused, and leaves no list', async () => {
    const page = await playground.visit();
    await run(page, 'subscription { nothingOfTheKind }');
    await saysStatus(page, 'Answered with 1 error');
    expect(await page.locator('.pn-live').count()).toBe(0);
    playground.complaints.splice(0);
  });

  it('stays with its tab, and is stopped there when another is opened', async () => {
    const page = await follow(playground);
    await confirm();
    await saysStatus(page, 'Following: 1 event.');
    await page.getByRole('button', { name: 'New tab' }).click();
    await saysStatus(page, 'No answer yet');
    await page.getByRole('button', { name: 'Execute query' }).waitFor();
    await page.locator('#graphiql-session-tab-1').click();
    await saysStatus(page, 'Stopped: 1 event.');
    await write(page, 'Truy vấn · Operation', 'query Other { __typename }');
    await answerTo(page, 'Other', () => page.keyboard.press('Control+Enter'));
    await saysStatus(page, 'Answered.');
    expect(await page.locator('.pn-live').count()).toBe(0);
  });

  it.each([
    ['light', { viewport: { width: 1440, height: 900 } }],
    ['dark', { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' }],
    ['narrow', { viewport: { width: 320, height: 600 } }],
  ] as const)('holds WCAG 2.2 AA, and scrolls nowhere sideways: %s', async (name, options) => {
    const page = await follow(playground, options);
    await confirm();
    await confirm();
    await saysStatus(page, 'Following: 2 events.');
    await page.locator('.pn-live summary').first().click();
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(options.viewport.width);
    const path = fileURLToPath(new URL(`screenshots/live-list-${name}.png`, import.meta.url));
    await page.screenshot({ path, fullPage: true });
  });
}

/** A visitor who follows the changes of spokespersons, and to whom nothing has happened yet. */
async function follow(playground: Playground, options: Parameters<Playground['visit']>[0] = {}): Promise<Page> {
  const page = await playground.visit(options);
  await run(page);
  await saysStatus(page, 'nothing has happened yet');
  return page;
}

async function run(page: Page, operation = SUBSCRIPTION): Promise<void> {
  await saysStatus(page, /Answered/);
  await page.getByRole('button', { name: 'New tab' }).click();
  await write(page, 'Truy vấn · Operation', operation);
  await page.keyboard.press('Control+Enter');
}

/**
 * Answers the first connections of a subscription by what is given, and leaves those after them to the graph. Returns the
 * cursors behind which each was opened.
 */
async function answerEvents(page: Page, bodies: readonly string[]): Promise<readonly (string | undefined)[]> {
  const cursors: (string | undefined)[] = [];
  await page.route(/\/graphql(?:\?|$)/, async (route) => {
    const { accept, 'last-event-id': cursor } = route.request().headers();
    if (accept !== 'text/event-stream') return route.continue();
    const body = bodies[cursors.push(cursor) - 1];
    return body === undefined ? route.continue() : route.fulfill({ contentType: 'text/event-stream', body });
  });
  return cursors;
}

/** What the lines say, without their time. */
async function linesOf(page: Page): Promise<readonly string[]> {
  return page.locator('.pn-live summary > span').allInnerTexts();
}

/** Confirms one record after the other through the graph, another each time, and says whose agency it is. */
async function confirmer({ stack }: Playground): Promise<() => Promise<string>> {
  const records = [...(await readRecords(stack, 20))];
  return async () => {
    const record = records.shift() as ReadRecord;
    await confirmRecord(stack, record);
    return record.agency.name;
  };
}
