import axe from 'axe-core';
import type { Locator, Page, Request } from 'playwright-core';

/** WCAG 2.2, levels A and AA, by axe's names for the versions that add up to it. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Waits until the status line says what is expected. */
export async function saysStatus(page: Page, text: string | RegExp): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).waitFor();
}

/** Opens every question of the menu. */
export async function openMenu(page: Page): Promise<void> {
  for (const question of await page.locator('.pn-operations summary').all()) await question.click();
}

/** The menu's entry for an operation, by its name in the document. */
export function entryOf(page: Page, operation: string): Locator {
  return page.locator('.pn-operations button').filter({ has: page.locator(`code:text-is("${operation}")`) });
}

/** Does something that sends an operation, and returns the graph's answer. */
export async function answerTo(page: Page, operation: string, act: () => Promise<void>): Promise<any> {
  const [response] = await Promise.all([
    page.waitForResponse((response) => nameOf(response.request()) === operation),
    act(),
  ]);
  return response.json();
}

/** The name of the operation a request carries; undefined for every other request. */
export function nameOf(request: Request): string | undefined {
  return request.method() === 'POST' ? request.postDataJSON()?.operationName : undefined;
}

/** What the response pane shows of the answer, its wrapped lines and indents run together. */
export async function shownAnswer(page: Page): Promise<string> {
  const lines = await page.locator('.result-window .view-line').allTextContents();
  return lines.join('').replaceAll(/\s+/g, ' ');
}

/** Replaces what an editor holds, by keyboard. */
export async function write(page: Page, editor: string, text: string): Promise<void> {
  await editorOf(page, editor).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}

/** Replaces what an editor holds by a line that is pasted: no bracket is closed by the editor, as it would be while one types. */
export async function paste(page: Page, editor: string, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await editorOf(page, editor).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
  // What is pasted arrives after the keys that follow it.
  await editorOf(page, editor).filter({ hasText: text }).waitFor();
}

/** An editor, by its name. */
export function editorOf(page: Page, name: string): Locator {
  return page.getByRole('group', { name, exact: true });
}

/** Presses Tab until the focused element is the wanted one; says after how many, and throws after a hundred. */
export async function tabTo(page: Page, wanted: Locator): Promise<number> {
  for (let presses = 1; presses <= 100; presses += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element.matches(':focus'))) return presses;
  }
  throw new Error(`Tab never reached ${String(wanted)}`);
}

/** What axe finds against WCAG 2.2 A and AA, a line for each place. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<any>(`axe.run(document, { runOnly: ${JSON.stringify(WCAG)} })`);
  return violations.flatMap(({ id, nodes }: any) =>
    nodes.map(({ target, failureSummary }: any) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
