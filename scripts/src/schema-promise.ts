import { readFile } from 'node:fs/promises';
import { recordedBreaks } from './changelog.js';
import { type SchemaChange, schemaChanges } from './schema-changes.js';

/** The files that say what front-end teams were promised, and what became of it. */
export interface PromiseFiles {
  /** The API schema of the newest release. */
  readonly released: string;
  readonly changelog: string;
}

/** How a schema stands to what was released. */
export interface PromiseReport {
  /** Everything that changed since; null when nothing has been released. */
  readonly changes: readonly SchemaChange[] | null;
  /** Breaking changes that the changelog does not record, each with its coordinate. */
  readonly problems: readonly string[];
}

/** Compares an API schema with the released one: what breaks users must be written under `### Breaking` of `Unreleased`. */
export async function checkPromise(files: PromiseFiles, api: string): Promise<PromiseReport> {
  const released = await readIfThere(files.released);
  if (released === null) return { changes: null, problems: [] };
  const recorded = recordedBreaks(await readFile(files.changelog, 'utf8'));
  const changes = await schemaChanges(released, api);
  const problems = changes
    .filter((change) => change.effect === 'BREAKING' && !recorded.has(change.coordinate))
    .map(
      ({ coordinate, text }) =>
        `${coordinate}: breaks what was released (${text}); keep it, or say so in CHANGELOG.md under "Unreleased", "### Breaking": - \`${coordinate}\` …`,
    );
  return { changes, problems };
}

/** A file's text; null where there is none. */
export async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
