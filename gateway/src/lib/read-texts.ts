import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file's name and what is in it. */
export interface FileText {
  readonly file: string;
  readonly text: string;
}

/** The files of a folder whose names end so, in their order. */
export async function readTexts(folder: string, ending: string): Promise<readonly FileText[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(ending)).sort();
  return Promise.all(files.map(async (file) => ({ file, text: await readFile(join(folder, file), 'utf8') })));
}
