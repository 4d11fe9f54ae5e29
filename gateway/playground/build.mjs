/**
 * Bundles the playground: `index.html` and everything it asks for, under the public path `/playground/`. It goes into
 * `dist/`, which is emptied first, or into the empty folder that is named: `node build.mjs FOLDER`.
 * The page and each web worker are entries of their own, because a worker is loaded by its address and a strict
 * content security policy forbids making one from text. Names depend on contents alone, so equal sources give equal files.
 */
import { copyFile, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const [folder] = process.argv.slice(2);
const outdir = folder === undefined ? here('dist') : resolve(folder);

/** What both kinds of entry share. Licence texts go into files beside the bundles, which name them. */
const shared = {
  bundle: true,
  minify: true,
  target: 'es2022',
  absWorkingDir: here('.'),
  outdir,
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'linked',
  logLevel: 'warning',
};

if (folder === undefined) await rm(outdir, { recursive: true, force: true });

await Promise.all([
  build({
    ...shared,
    entryPoints: { main: here('src/main.tsx') },
    format: 'esm',
    // Monaco's languages and the formatter are loaded when they are first wanted.
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    assetNames: 'fonts/[name]',
    // GraphiQL asks for these two by their former names, which lead to a second copy that does not survive bundling.
    alias: {
      'prettier/parser-babel': 'prettier/plugins/babel',
      'prettier/parser-graphql': 'prettier/plugins/graphql',
    },
    loader: { '.woff2': 'file', '.ttf': 'file' },
    publicPath: '/playground',
  }),
  build({
    ...shared,
    entryPoints: {
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
    format: 'iife',
  }),
]);

// A chunk's style sheet is already a part of main.css, which imports the whole editor; nothing ever asks for it.
for (const name of await readdir(join(outdir, 'chunks'))) {
  if (name.endsWith('.css')) await rm(join(outdir, 'chunks', name));
}

for (const name of ['index.html', 'icon.svg']) await copyFile(here(`src/${name}`), join(outdir, name));
