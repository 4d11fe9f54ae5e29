import { readFile, writeFile } from 'node:fs/promises';
import { bumpVersions } from './bump-versions.js';
import { closeUnreleased, newestRelease, type ReleaseHeading } from './changelog.js';
import type { SchemaChange } from './schema-changes.js';
import { withRelease } from './schema-history.js';
import { checkPromise, type PromiseFiles, readIfThere } from './schema-promise.js';

/** The files that a release moves. */
export interface ReleaseFiles extends PromiseFiles {
  /** The API schema of the work tree. */
  readonly api: string;
  /** What each release changed, for front-end teams. */
  readonly history: string;
  /** The folder of the root manifest and the lockfile. */
  readonly root: string;
}

/**
 * Releases the schema of the work tree under a version: it becomes the promise, the changelog's `Unreleased` section moves under
 * the version, the schema's history and all manifests follow. Nothing is written when it refuses; nothing is committed or tagged.
 * @returns What changed since the release before; null for the first.
 * @throws Error saying why it refuses: a version that is none, is not newer or is too near for a breaking change; a breaking change
 * that is not recorded; an `Unreleased` section that is empty.
 */
export async function releaseSchema(
  files: ReleaseFiles,
  heading: ReleaseHeading,
): Promise<readonly SchemaChange[] | null> {
  const [api, changelog] = await Promise.all([readFile(files.api, 'utf8'), readFile(files.changelog, 'utf8')]);
  const { changes, problems } = await checkPromise(files, api);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const breaks = changes?.some((change) => change.effect === 'BREAKING') ?? false;
  checkVersion(newestRelease(changelog), heading.version, breaks);
  const closed = closeUnreleased(changelog, heading);
  const history = withRelease(await readIfThere(files.history), { ...heading, api, changes });
  // The promise comes last: what fails before it leaves a release that can be made again.
  await bumpVersions(files.root, heading.version);
  await writeFile(files.history, history);
  await writeFile(files.changelog, closed);
  await writeFile(files.released, api);
  return changes;
}

/** Semantic Versioning: what breaks users moves the first number that is not zero, or more. */
function checkVersion(newest: string | null, version: string, breaks: boolean): void {
  const next = numbersOf(version);
  if (newest === null) return;
  const last = numbersOf(newest);
  const moved = next.findIndex((number, index) => number !== last[index]);
  if (moved < 0) throw new Error(`${version} has been released`);
  if ((next[moved] ?? 0) < (last[moved] ?? 0))
    throw new Error(`${version} is older than ${newest}, the newest release`);
  const significant = last[0] === 0 ? 1 : 0;
  if (breaks && moved > significant)
    throw new Error(
      `${version} is too near to ${newest}: the schema has breaking changes, so the ${PLACES[significant]} number moves`,
    );
}

const PLACES = ['first', 'second'] as const;

function numbersOf(version: string): readonly number[] {
  if (!/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.test(version))
    throw new Error(`expected a version such as 1.2.3, got ${JSON.stringify(version)}`);
  return version.split('.').map(Number);
}
