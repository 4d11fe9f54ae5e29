import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of a test, which is gone when the test is over. */
export interface TestFolder extends AsyncDisposable {
  readonly path: string;
}

/** Makes a folder with files, by name. */
export async function folderOf(files: Readonly<Record<string, string>>): Promise<TestFolder> {
  const path = await mkdtemp(join(tmpdir(), 'phat-ngon-folder-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
