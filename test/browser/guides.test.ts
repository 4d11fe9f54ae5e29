import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { ROOT } from '../harness/run-command.js';
import { describeInBrowser } from './describe-in-browser.js';
import { openPlayground, type Playground } from './open-playground.js';
import { answerTo, entryOf, paste, saysStatus, shownAnswer, write } from './playground-actions.js';

/** The size of the pictures: as large as a page of text shows them, and small enough to be committed. */
const VIEWPORT = { width: 1280, height: 620 };
/** Where pictures go: beside the tests, or where `SCREENSHOTS` says, from the root of the checkout. */
const PICTURES = picturesFolder(process.env);
const VARIABLES = 'Biến · Variables';

describeInBrowser('the guides, followed in a browser', (executablePath) => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground(executablePath);
  });
  afterEach(() => playground.leave());
  afterAll(() => playground.close());

  /** A first visit, once the page has all it shows. */
  async function visit(): Promise<Page> {
    const page = await playground.visit({ viewport: VIEWPORT });
    await saysStatus(page, 'Đã có kết quả: 1 dòng.');
    await page.getByText('Dữ liệu đến ngày').waitFor();
    return page;
  }

  /** Opens an operation of the menu by its question, as a hand does. */
  async function openOperation(page: Page, question: string, operation: string): Promise<void> {
    await page.locator('summary').filter({ hasText: question }).click();
    await answerTo(page, operation, () => entryOf(page, operation).click());
  }

  /** Asks what is open with other variables, copied from the guide. */
  async function askWith(page: Page, operation: string, variables: string): Promise<any> {
    await paste(page, VARIABLES, variables);
    return answerTo(page, operation, () => page.keyboard.press('Control+Enter'));
  }

  describe('for journalists', () => {
    it('the page opens answered; another name in the variables leads to whom to call there', async () => {
      const page = await visit();
      await keepPicture(page, 'trang-truy-van');
      const answer = await askWith(page, 'FromAnOldName', '{ "text": "hang bac" }');
      expect(answer.data.units.nodes[0].qualifiedName).toBe('Phường Hàng Bạc, Quận Hoàn Kiếm, Thành phố Hà Nội');
      expect(answer.data.units.nodes[0].current[0].committee.whoToCall.reason).toMatch(/^[A-Z_]+$/);
    });

    it('coverage by province is a group of the menu away, of today or of a day, and is saved as a table', async () => {
      const page = await visit();
      await openOperation(page, 'Tỷ lệ công bố', 'CoverageByProvince');
      await saysStatus(page, 'Đã có kết quả: 34 dòng.');
      await keepPicture(page, 'ty-le-theo-tinh');
      await askWith(page, 'CoverageByProvince', '{ "asOf": "2023-08-08" }');
      await saysStatus(page, 'Đã có kết quả: 63 dòng.');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'CSV của kết quả này' }).click(),
      ]);
      const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
      expect(lines).toHaveLength(1 + 63);
      expect(lines[1]).toMatch(/,630,39,0\.0619\d*,[^,]+,01,Thành phố Hà Nội,NORTH$/);
    });

    it('one code shows two units, before and after', async () => {
      const page = await visit();
      await openOperation(page, 'Trước và sau sắp xếp', 'BeforeAndAfter');
      await saysStatus(page, 'Đã có kết quả: 5 dòng.');
      expect(await shownAnswer(page)).toMatch(/"then".*Phường Trúc Bạch/);
      await keepPicture(page, 'truoc-va-sau');
      const { data } = await askWith(page, 'BeforeAndAfter', '{ "code": "00070", "asOf": "2023-08-08" }');
      expect([data.then.qualifiedName, data.now.qualifiedName]).toEqual([
        'Phường Hàng Trống, Quận Hoàn Kiếm, Thành phố Hà Nội',
        'Phường Hoàn Kiếm, Thành phố Hà Nội',
      ]);
    });

    it('a day in the wrong form is explained in Vietnamese, and so are variables that are none', async () => {
      const page = await visit();
      await openOperation(page, 'Tỷ lệ công bố', 'CoverageByProvince');
      await saysStatus(page, 'Đã có kết quả: 34 dòng.');
      await askWith(page, 'CoverageByProvince', '{ "asOf": "08/08/2023" }');
      await saysStatus(page, 'Kết quả có 1 lỗi.');
      expect(await shownAnswer(page)).toContain('cần một ngày theo dạng YYYY-MM-DD');
      await keepPicture(page, 'bao-loi');
      // Not what is there already: it would seem to have been pasted before it is.
      await paste(page, VARIABLES, '{ "asOf": 2023-');
      await page.keyboard.press('Control+Enter');
      await page.locator('.result-window').getByText('Variables are invalid JSON').waitFor();
    });

    it('a question of one’s own is written in a new tab', async () => {
      const page = await visit();
      await page.getByRole('button', { name: 'New tab' }).click();
      await write(page, 'Truy vấn · Operation', 'query Mine { country { name } }');
      const answer = await answerTo(page, 'Mine', () => page.keyboard.press('Control+Enter'));
      expect(answer).toEqual({ data: { country: { name: 'Việt Nam' } } });
    });
  });

  describe('for front-end teams', () => {
    /** Opens the page from its file, as the guide says. */
    async function openPage(search: Readonly<Record<string, string>>): Promise<Page> {
      const address = pathToFileURL(join(ROOT, 'docs/examples/page/index.html'));
      address.search = new URLSearchParams({ graph: `${playground.stack.url}/graphql`, ...search }).toString();
      const page = await playground.page();
      await page.goto(address.href);
      await page.locator('main:not(:empty)').waitFor();
      return page;
    }
    const textOf = async (page: Page): Promise<string> => (await page.locator('main').allInnerTexts()).join('');

    it('the example page shows an agency over three subgraphs, today and on a day', async () => {
      const live = await textOf(await openPage({ uid: 'bo-y-te' }));
      const then = await textOf(await openPage({ uid: 'bo-y-te', asOf: '2024-06-01' }));
      expect(live).toContain('Thử Minh Khánh · Chánh Văn phòng · phatngon@bo-y-te.example · (dữ liệu minh họa)');
      expect(then).toContain('Mẫu Xuân Lam');
      expect(then).not.toContain('Thử Minh Khánh');
    });

    it('the example page draws what is there while a subgraph is down, and says what is missing', async () => {
      const whole = await textOf(await openPage({}));
      const recover = playground.stack.fail('training');
      const degraded = await textOf(await openPage({})).finally(recover);
      expect(whole).toMatch(/Lớp tập huấn\s+Tập huấn truyền thông chính sách/);
      expect(degraded).toMatch(/Người phát ngôn\s+Giả Thị Quang[\s\S]*Lớp tập huấn\s+Tạm thời không có dữ liệu\./);
    });

    it('the example page says why there is nothing to show', async () => {
      expect(await textOf(await openPage({ asOf: '2022-01-01' }))).toContain('dữ liệu bắt đầu từ 2023-01-01');
      expect(await textOf(await openPage({ uid: 'nobody' }))).toBe('Không có cơ quan này vào ngày đó.');
    });
  });
});

function picturesFolder({ SCREENSHOTS }: Readonly<Record<string, string | undefined>>): string {
  return SCREENSHOTS ? resolve(ROOT, SCREENSHOTS) : fileURLToPath(new URL('screenshots/', import.meta.url));
}

async function keepPicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
