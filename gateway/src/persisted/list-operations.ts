import { createHash } from 'node:crypto';
import { type DocumentNode, print } from 'graphql';
import { readTexts } from '../lib/read-texts.js';

/** Documents by what stands for them: `sha256:` and the hash of a text, or a name. */
export type ListedOperations = ReadonlyMap<string, string>;

const ENDING = '.graphql';

/**
 * The operations of a folder's files: each by the name of its file without the ending, by the hash of its text, and by that of its text as
 * graphql-js prints it, which is what clients hash that parse their documents.
 * @param parse parses and validates. What it throws ends the reading.
 * @throws Error that names the folder, or the file that does not fit.
 */
export async function listOperations(folder: string, parse: (text: string) => DocumentNode): Promise<ListedOperations> {
  const files = await readTexts(folder, ENDING);
  return new Map(
    files.flatMap(({ file, text }) => {
      const printed = print(documentOf(file, text, parse));
      return [file.slice(0, -ENDING.length), idOf(text), idOf(printed)].map((id): [string, string] => [id, text]);
    }),
  );
}

/** The identifier of a text (GraphQL over HTTP, "Persisted Documents"). */
export function idOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

function documentOf(file: string, text: string, parse: (text: string) => DocumentNode): DocumentNode {
  try {
    return parse(text);
  } catch (cause) {
    throw new Error(`PERSISTED_OPERATIONS: ${file} does not fit the schema: ${wordsOf(cause)}`, { cause });
  }
}

/** What is wrong with a document is said by its errors one by one, where there are several. */
function wordsOf(cause: unknown): string {
  const errors: readonly unknown[] =
    cause instanceof Error && 'errors' in cause && Array.isArray(cause.errors) ? cause.errors : [cause];
  return errors.map((error) => (error instanceof Error ? error.message : String(error))).join('; ');
}
