import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The names Chrome and Chromium go by on a search path. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'];
/** Where installers put them that leave the search path alone. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** The Chrome or Chromium of this machine, or the one that `CHROMIUM` names; null if there is none. */
export function findBrowser(env: Readonly<Record<string, string | undefined>>): string | null {
  if (env.CHROMIUM) return env.CHROMIUM;
  const onPath = (env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...PLACES].find((place) => existsSync(place)) ?? null;
}

/** Whether a machine without a browser is a failure, as it is at the gate. */
export function isBrowserRequired(env: Readonly<Record<string, string | undefined>>): boolean {
  return env.REQUIRE_BROWSER === '1';
}
