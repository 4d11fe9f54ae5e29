import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildSchema, parse } from 'graphql';

/** What this reads of a configuration of GraphQL Code Generator. */
interface Configuration {
  readonly schema: string;
  readonly generates: Readonly<Record<string, { readonly presetConfig: object; readonly config: object }>>;
}

const MARKED = /\bgraphql\(`([^`]+)`\)/g;

/**
 * Does what `graphql-codegen` does with a folder's `codegen.ts`, by the same preset and core: the command itself brings some 200
 * packages more, which nobody who only runs the tests should have to install.
 */
export async function generateTypes(folder: string, sources: readonly string[]): Promise<void> {
  const { default: config }: { readonly default: Configuration } = await import(
    pathToFileURL(join(folder, 'codegen.ts')).href
  );
  const sdl = await readFile(join(folder, config.schema), 'utf8');
  const documents = (await Promise.all(sources.map((source) => documentsOf(folder, source)))).flat();
  for (const [output, options] of Object.entries(config.generates)) {
    const files = await preset.buildGeneratesSection({
      ...{ schema: parse(sdl), schemaAst: buildSchema(sdl), documents, baseOutputDir: join(folder, output) },
      ...{ config: options.config, presetConfig: options.presetConfig, plugins: [], pluginMap: {} },
    });
    for (const file of files) {
      await mkdir(dirname(file.filename), { recursive: true });
      await writeFile(file.filename, await codegen(file));
    }
  }
}

async function documentsOf(folder: string, source: string) {
  const location = join(folder, source);
  const text = await readFile(location, 'utf8');
  return [...text.matchAll(MARKED)].map(([, rawSDL = '']) => ({ location, rawSDL, document: parse(rawSDL) }));
}
