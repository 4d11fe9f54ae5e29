const UNRELEASED = '## Unreleased';
const BREAKING = '### Breaking';

/** A line of `### Breaking` begins with the coordinates it records: `` - `Agency.name`, `Agency.nameEn` removed: …``. */
const RECORD = /^- (`[^`]+`(?:(?:, | and )`[^`]+`)*)/;

/** The schema coordinates that the changelog's `Unreleased` section records as broken. */
export function recordedBreaks(changelog: string): ReadonlySet<string> {
  const { section } = cutUnreleased(changelog);
  const breaking = section.split(/^(?=### )/m).filter((part) => part.startsWith(BREAKING));
  const records = breaking.flatMap((part) => part.split('\n')).map((line) => RECORD.exec(line)?.[1] ?? '');
  return new Set(
    records.flatMap((record) => [...record.matchAll(/`([^`]+)`/g)].map(([, coordinate]) => coordinate ?? '')),
  );
}

/** The newest version that the changelog has a section for; null when there is none. */
export function newestRelease(changelog: string): string | null {
  return /^## (\d+\.\d+\.\d+)\b/m.exec(changelog)?.[1] ?? null;
}

/** The heading of a release. */
export interface ReleaseHeading {
  readonly version: string;
  readonly date: string;
}

/**
 * Puts what is unreleased under a version and its date, below an `Unreleased` section that is empty again.
 * @throws Error when nothing is unreleased.
 */
export function closeUnreleased(changelog: string, { version, date }: ReleaseHeading): string {
  const { before, section, after } = cutUnreleased(changelog);
  if (section.trim() === '') throw new Error('CHANGELOG.md: nothing is written under "Unreleased"');
  const released = `## ${version} - ${date}\n\n${section.trim()}\n`;
  return `${before}${UNRELEASED}\n\n${released}${after === '' ? '' : `\n${after}`}`;
}

function cutUnreleased(changelog: string): {
  readonly before: string;
  readonly section: string;
  readonly after: string;
} {
  const [before = '', rest] = changelog.split(new RegExp(`^${UNRELEASED}$\\n`, 'm'));
  if (rest === undefined) throw new Error(`CHANGELOG.md: expected a heading "${UNRELEASED}"`);
  const end = rest.search(/^## /m);
  return { before, section: end < 0 ? rest : rest.slice(0, end), after: end < 0 ? '' : rest.slice(end) };
}
