import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { OPERATIONS } from '../harness/operations.js';
import { ROOT } from '../harness/run-command.js';
import { type Stack, startStack } from '../harness/start-stack.js';

/** Nothing of the browser's own may go out, and nothing may depend on the machine's graphics. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** A desk's window, and long enough for the first answer to show the person. */
const VIEWPORT = { width: 1440, height: 1400 };

/** The whole graph with the playground, built from its sources, and a browser that visits it. */
export interface Playground {
  readonly stack: Stack;
  /** Whatever a page asked of another origin, and what it complained of: both must stay empty. */
  readonly strayed: string[];
  readonly complaints: string[];
  /** A first visit: a browser context of its own, at an address below the page's. */
  visit(options?: BrowserContextOptions, fragment?: string): Promise<Page>;
  close(): Promise<void>;
}

/** Builds the page into a folder of its own, starts the graph and the browser. */
export async function openPlayground(executablePath: string): Promise<Playground> {
  const assets = await mkdtemp(join(tmpdir(), 'playground-'));
  await promisify(execFile)(process.execPath, [join(ROOT, 'gateway/playground/build.mjs'), assets]);
  const stack = await startStack({ PLAYGROUND_ASSETS: assets, PLAYGROUND_OPERATIONS: OPERATIONS });
  const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
  const strayed: string[] = [];
  const complaints: string[] = [];
  return {
    stack,
    strayed,
    complaints,
    visit: async (options = {}, fragment = '') => {
      const page = await newPage(browser, options);
      page.on('request', (request) => {
        if (!isOf(stack, request.url())) strayed.push(request.url());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await page.goto(`${stack.url}/${fragment}`);
      return page;
    },
    close: async () => {
      await browser.close();
      await stack[Symbol.asyncDispose]();
      await rm(assets, { recursive: true });
    },
  };
}

async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT, reducedMotion: 'reduce', ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return context.newPage();
}

/** The page's origin, or data it made itself. */
function isOf(stack: Stack, url: string): boolean {
  return url.startsWith(`${stack.url}/`) || url.startsWith('data:') || url.startsWith(`blob:${stack.url}/`);
}
