import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { OPERATIONS } from '../harness/operations.js';
import { ROOT } from '../harness/run-command.js';
import { type Stack, startStack } from '../harness/start-stack.js';
import { Visitors, type Window } from './visitors.js';

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

/** The whole graph with the playground, built from its sources, and a browser that visits it. */
export interface Playground {
  readonly stack: Stack;
  /** Whatever a page asked of another origin, and what it complained of: both must stay empty. */
  readonly strayed: string[];
  readonly complaints: string[];
  /** An empty page, of a visitor who has been nowhere yet and whom nobody else shares anything with. */
  page(options?: Window): Promise<Page>;
  /** A first visit to the playground, at an address below it. */
  visit(options?: Window, fragment?: string): Promise<Page>;
  /** Ends all visits: pages that nobody looks at would go on drawing and following. */
  leave(): Promise<void>;
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
  const visitors = new Visitors(browser, stack.url, (page) => {
    page.on('request', (request) => {
      if (!isOf(stack, request.url())) strayed.push(request.url());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });
  return {
    stack,
    strayed,
    complaints,
    page: (options) => visitors.arrive(options),
    visit: async (options, fragment = '') => {
      const page = await visitors.arrive(options);
      await page.goto(`${stack.url}/${fragment}`);
      return page;
    },
    leave: () => visitors.leave(),
    close: async () => {
      await browser.close();
      await stack[Symbol.asyncDispose]();
      await rm(assets, { recursive: true });
    },
  };
}

/** The page's origin, or data it made itself. */
function isOf(stack: Stack, url: string): boolean {
  return url.startsWith(`${stack.url}/`) || url.startsWith('data:') || url.startsWith(`blob:${stack.url}/`);
}
