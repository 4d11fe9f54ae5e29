import { readdirSync, readFileSync } from 'node:fs';

/** The SDL of a folder: its `.graphql` files, one a subject, joined in the order of their names. */
export function readSdl(folder: URL): string {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
}
