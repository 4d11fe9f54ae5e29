import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeInBrowser } from './describe-in-browser.js';
import { openPlayground, type Playground } from './open-playground.js';
import {
  answerTo,
  editorOf,
  entryOf,
  nameOf,
  openMenu,
  saysStatus,
  shownAnswer,
  tabTo,
  violationsOf,
  write,
} from './playground-actions.js';

const ANSWERED = /Answered/;

const screenshot = (name: string) => fileURLToPath(new URL(`screenshots/${name}.png`, import.meta.url));

describeInBrowser('the playground', tryThePlayground);

function tryThePlayground(executablePath: string): void {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground(executablePath);
  });
  afterAll(() => playground.close());
  afterEach(async () => {
    await playground.leave();
    expect(playground.strayed).toEqual([]);
    expect(playground.complaints.splice(0)).toEqual([]);
  });

  it('arrives already answered, and leads from a name without accents to a person to call', async () => {
    const page = await playground.visit();
    await saysStatus(page, ANSWERED);
    const answer = await shownAnswer(page);
    expect(answer).toContain('"qualifiedName": "Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội"');
    expect(answer).toMatch(/"fullName": "\p{Lu}/u);
    // It says which day the register is at, and that the data is synthetic.
    const masthead = page.getByRole('banner');
    await masthead.getByText('Dữ liệu đến ngày 24/11/2026').waitFor();
    expect(await masthead.textContent()).toMatch(/Data as of 24 November 2026.*Synthetic data/);
    // The first Tab skips to the answer.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await tabTo(page, page.getByRole('button', { name: 'CSV of this answer' }))).toBe(1);
  });

  it('says nothing of the register where the graph cannot', async () => {
    const mend = playground.stack.fail('spokespersons');
    try {
      const page = await playground.visit();
      await saysStatus(page, ANSWERED);
      await page.waitForLoadState('networkidle');
      expect(await page.getByRole('banner').textContent()).not.toMatch(/Dữ liệu|Synthetic/);
    } finally {
      mend();
    }
  });

  it('opens every operation of the menu, by question, and each is answered without an error', async () => {
    const page = await playground.visit();
    await saysStatus(page, ANSWERED);
    await openMenu(page);
    const names = await page.locator('.pn-operations code').allInnerTexts();
    expect(names).toHaveLength(23);
    expect(await page.locator('.pn-operations h3 [lang="vi"]').allInnerTexts()).toEqual([
      'Tìm đơn vị và người cần gọi',
      'Tỷ lệ công bố',
      'Trước và sau sắp xếp',
      'Tập huấn và văn bản',
      'Về hệ thống',
    ]);
    for (const name of names.slice(1)) {
      const answer = await answerTo(page, name, () => entryOf(page, name).click());
      await saysStatus(page, ANSWERED);
      expect([name, answer.errors, await entryOf(page, name).getAttribute('aria-current')]).toEqual([
        name,
        undefined,
        'true',
      ]);
    }
  });

  it.each([
    ['arrival-light', { viewport: { width: 1440, height: 900 } }],
    ['arrival-dark', { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' }],
    ['arrival-narrow', { viewport: { width: 390, height: 844 } }],
  ] as const)('holds WCAG 2.2 AA, and is kept as a picture: %s', async (name, options) => {
    const page = await playground.visit(options);
    await saysStatus(page, ANSWERED);
    await page.getByText('Dữ liệu đến ngày').waitFor();
    await page.screenshot({ path: screenshot(name), fullPage: true });
    expect(await violationsOf(page)).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'holds WCAG 2.2 AA with the menu open, numbers and an error, in %s',
    async (colorScheme) => {
      const page = await playground.visit({ colorScheme });
      await saysStatus(page, ANSWERED);
      await openMenu(page);
      await entryOf(page, 'CoveredThenAndNow').click();
      await saysStatus(page, 'Answered: 5 rows');
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'New tab' }).click();
      await write(page, 'Truy vấn · Operation', '{ nothingOfTheKind }');
      await page.keyboard.press('Control+Enter');
      await saysStatus(page, 'Answered with 1 error');
      expect(await violationsOf(page)).toEqual([]);
      playground.complaints.splice(0);
    },
  );

  it('scrolls nowhere sideways at 320 pixels, and no further down than there is something', async () => {
    const page = await playground.visit({ viewport: { width: 320, height: 600 } });
    await saysStatus(page, ANSWERED);
    const [width, height, end] = await page.evaluate<readonly number[]>(
      '[document.documentElement.scrollWidth, document.documentElement.scrollHeight, Math.ceil(document.querySelector("main").getBoundingClientRect().bottom)]',
    );
    expect(width).toBe(320);
    expect(height).toBeLessThanOrEqual(end ?? 0);
  });

  it('is worked by keyboard alone: into the menu, an operation opened and run, and out of the editor again', async () => {
    const page = await playground.visit();
    await saysStatus(page, ANSWERED);
    const question = page.locator('summary').filter({ hasText: 'Coverage' });
    await tabTo(page, question);
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    await tabTo(page, entryOf(page, 'CoverageByProvince'));
    await answerTo(page, 'CoverageByProvince', () => page.keyboard.press('Enter'));
    await saysStatus(page, 'Answered: 34 rows');
    await tabTo(page, editorOf(page, 'Truy vấn · Operation'));
    await page.keyboard.press('Enter');
    await answerTo(page, 'CoverageByProvince', () => page.keyboard.press('Control+Enter'));
    await tabTo(page, page.getByRole('button', { name: 'CSV of this answer' }));
  });

  it('gives a link that opens an operation of the menu, answered, in another browser', async () => {
    const page = await playground.visit();
    await saysStatus(page, ANSWERED);
    await openMenu(page);
    await entryOf(page, 'WhatATermMeans').click();
    await saysStatus(page, ANSWERED);
    const link = await copiedLink(page);
    const elsewhere = await playground.visit({}, link);
    await saysStatus(elsewhere, ANSWERED);
    expect(await shownAnswer(elsewhere)).toContain('"glossary"');
    expect(new URL(elsewhere.url()).hash).toBe('');
  });

  it('gives a link that brings a changed operation with its variables, and leaves the sending to its reader', async () => {
    const author = await playground.visit();
    await saysStatus(author, ANSWERED);
    await author.getByRole('button', { name: 'New tab' }).click();
    await write(author, 'Truy vấn · Operation', 'query Shared($code: String!) { unit(code: $code) { id name } }');
    await write(author, 'Biến · Variables', '{ "code": "01" }');
    const link = await copiedLink(author);
    const reader = await playground.visit();
    await saysStatus(reader, ANSWERED);
    const sent: (string | undefined)[] = [];
    reader.on('request', (request) => sent.push(nameOf(request)));
    await reader.goto(`${playground.stack.url}/${link}`);
    await saysStatus(reader, 'not sent yet');
    expect(sent.filter((name) => name === 'Shared')).toEqual([]);
    const run = () => reader.getByRole('button', { name: 'Execute query' }).click();
    expect((await answerTo(reader, 'Shared', run)).data.unit.name).toBe('Thành phố Hà Nội');
  });

  it('says that a link is broken, and answers as if there were none', async () => {
    const page = await playground.visit({}, '#op=broken');
    await page.locator('.result-window').getByText('"data"').waitFor();
    await page.goto(`${playground.stack.url}/#op=broken`);
    await saysStatus(page, 'the link is incomplete or broken');
  });

  it('saves the answer as CSV: coverage by province, a line a province', async () => {
    const page = await playground.visit();
    await saysStatus(page, ANSWERED);
    await openMenu(page);
    const answer = await answerTo(page, 'CoverageByProvince', () => entryOf(page, 'CoverageByProvince').click());
    await saysStatus(page, 'Answered: 34 rows');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV of this answer' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('CoverageByProvince.csv');
    const lines = answer.data.country.coverage.byProvince.map(({ id, expected, covered, ratio, unit }: any) =>
      [id, expected, covered, ratio, unit.id, unit.code, unit.name, unit.region].join(','),
    );
    expect(lines).toHaveLength(34);
    expect((await readFile(await download.path(), 'utf8')).split('\r\n')).toEqual([
      '\ufeffid,expected,covered,ratio,unit.id,unit.code,unit.name,unit.region',
      ...lines,
      '',
    ]);
    await saysStatus(page, 'Saved CoverageByProvince.csv: 34 rows');
    // An answer that has no list says so.
    await answerTo(page, 'WhoAmI', () => entryOf(page, 'WhoAmI').click());
    await saysStatus(page, /Answered[^:]*$/);
    await page.getByRole('button', { name: 'CSV of this answer' }).click();
    await saysStatus(page, 'has no list to save');
  });
}

async function copiedLink(page: Awaited<ReturnType<Playground['visit']>>): Promise<string> {
  await page.getByRole('button', { name: 'Copy link' }).click();
  await saysStatus(page, 'Copied a link');
  return new URL(await page.evaluate<string>('navigator.clipboard.readText()')).hash;
}
