import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT, SCHEMA_FILES } from '../../scripts/src/repository.js';
import { type Stack, startStack } from '../harness/start-stack.js';
import { generateTypes } from './generate-types.js';

const EXAMPLE = join(ROOT, 'docs/examples/typed-client');
const PROGRAM = 'whom-to-call.ts';
const run = promisify(execFile);
const bin = (name: string): string => join(ROOT, 'node_modules/.bin', name);

/** What the type checker says of the example; nothing when it is content. */
async function typeErrors(): Promise<string> {
  const { NODE_OPTIONS: _flags, ...env } = process.env;
  return run(bin('tsc'), ['-p', EXAMPLE], { env }).then(
    () => '',
    (failure: { readonly stdout: string }) => failure.stdout,
  );
}

let stack: Stack;
beforeAll(async () => {
  await generateTypes(EXAMPLE, [PROGRAM]);
  stack = await startStack();
});
afterAll(() => stack[Symbol.asyncDispose]());

describe('the typed client of docs/examples', () => {
  it('is content with the types made from the schema', async () => {
    expect(await typeErrors()).toBe('');
  });

  it('would not be content with a field that is not there, a variable left out, or a null that nobody thought of', async () => {
    const file = join(EXAMPLE, 'generated/misuse.ts');
    await writeFile(
      file,
      `import { ask } from '../ask.ts';
import { WhomToCallDocument } from './graphql.ts';
const { units } = await ask('', WhomToCallDocument, { name: 'a' });
units?.nodes[0]?.population;
units.nodes;
await ask('', WhomToCallDocument, {});\n`,
    );
    try {
      const errors = await typeErrors();
      expect(errors).toMatch(/'population' does not exist/);
      expect(errors).toMatch(/'units' is possibly 'null'/);
      expect(errors).toMatch(/'name' is missing/);
    } finally {
      await rm(file);
    }
  });

  it('says whom to call from an old name without accents', async () => {
    const { NODE_OPTIONS: _flags, ...env } = process.env;
    const { stdout, stderr } = await run(bin('tsx'), [join(EXAMPLE, PROGRAM), 'truc bach'], {
      env: { ...env, GRAPH: `${stack.url}/graphql` },
    });
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội \(until 2025-07-01\)\n {2}Ủy ban nhân dân phường Ba Đình: .+ \[made up\]\n/,
    );
  });

  it('may read the schema from the graph itself', async () => {
    const response = await fetch(`${stack.url}/schema.graphql`);
    expect((await response.text()).trim()).toBe((await readFile(SCHEMA_FILES.api, 'utf8')).trim());
  });

  it('says what it needs in the versions that are tested here', async () => {
    const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(
      await readFile(join(EXAMPLE, 'package.json'), 'utf8'),
    );
    const here = createRequire(import.meta.url);
    for (const name of ['@graphql-codegen/client-preset', 'graphql', 'tsx', 'typescript'])
      expect([name, devDependencies[name]]).toEqual([name, here(`${name}/package.json`).version]);
  });
});
