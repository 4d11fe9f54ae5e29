import { findBrowser, isBrowserRequired } from './find-browser.js';

/** A suite that needs a browser: it gets the one that was found. Where there is none it says so, which fails at the gate alone. */
export function describeInBrowser(what: string, suite: (executablePath: string) => void): void {
  const browser = findBrowser(process.env);
  if (browser !== null) {
    describe(what, () => suite(browser));
    return;
  }
  process.stderr.write(`Not tried: ${what}; no Chrome or Chromium found (CHROMIUM names one).\n`);
  it('says that there is no Chrome or Chromium found, which the gate does not put up with', () => {
    expect(isBrowserRequired(process.env)).toBe(false);
  });
}
