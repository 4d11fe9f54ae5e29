import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Manifest {
  name?: string;
  version?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

interface Lockfile extends Manifest {
  packages: Record<string, Manifest>;
}

/**
 * Gives the project, its workspaces and what they say of each other a version: in their manifests and in the lockfile, which
 * names the workspaces. Nothing is installed.
 */
export async function bumpVersions(root: string, version: string): Promise<void> {
  const lockFile = join(root, 'package-lock.json');
  const lock: Lockfile = JSON.parse(await readFile(lockFile, 'utf8'));
  const own = Object.keys(lock.packages).filter((path) => !path.split('/').includes('node_modules'));
  const manifests = new Map<string, Manifest>();
  for (const path of own) manifests.set(path, JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8')));
  const names = new Set([...manifests.values()].map((manifest) => manifest.name));
  for (const [path, manifest] of manifests) {
    bump(manifest, names, version);
    await writeJson(join(root, path, 'package.json'), manifest);
    bump(lock.packages[path] ?? {}, names, version);
  }
  await writeJson(lockFile, { ...lock, version });
}

function bump(manifest: Manifest, names: ReadonlySet<string | undefined>, version: string): void {
  manifest.version = version;
  for (const needed of [manifest.dependencies ?? {}, manifest.devDependencies ?? {}])
    for (const name of Object.keys(needed)) if (names.has(name)) needed[name] = version;
}

async function writeJson(file: string, value: unknown): Promise<void> {
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}
