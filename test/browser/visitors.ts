import type { Browser, Page } from 'playwright-core';

/** What a visitor looks through; by default a desk's window, long enough for the first answer to show the person, in light. */
export interface Window {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
}

const VIEWPORT = { width: 1440, height: 1400 };

/**
 * Those who visit a site. Who has left comes again as somebody new, of whom the site knows nothing: a browser that has the page's
 * programs compiled already opens it in half the time.
 */
export class Visitors {
  readonly #browser: Browser;
  readonly #origin: string;
  readonly #onPage: (page: Page) => void;
  readonly #here: Page[] = [];
  readonly #away: Page[] = [];

  constructor(browser: Browser, origin: string, onPage: (page: Page) => void) {
    this.#browser = browser;
    this.#origin = origin;
    this.#onPage = onPage;
  }

  /** An empty page, whose visitor shares nothing with the others. */
  async arrive({ viewport = VIEWPORT, colorScheme = 'light' }: Window = {}): Promise<Page> {
    const page = this.#away.pop() ?? (await this.#open());
    this.#here.push(page);
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    return page;
  }

  /** Everybody leaves, and nothing of them is kept. */
  async leave(): Promise<void> {
    for (const page of this.#here.splice(0)) {
      await page.unrouteAll();
      await page.goto('about:blank');
      const session = await page.context().newCDPSession(page);
      await session.send('Storage.clearDataForOrigin', { origin: this.#origin, storageTypes: 'local_storage' });
      await session.detach();
      this.#away.push(page);
    }
  }

  async #open(): Promise<Page> {
    const context = await this.#browser.newContext();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    this.#onPage(page);
    return page;
  }
}
