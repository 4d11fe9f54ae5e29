import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ReleaseFiles, releaseSchema } from './release-schema.js';
import { checkPromise } from './schema-promise.js';

const SCHEMA = 'type Query {\n  name: String\n  size: Int\n}\n';
const FIRST = { version: '0.1.0', date: '2026-01-02' };
const SECOND = { version: '0.2.0', date: '2026-02-03' };

/** A project of one workspace, with something unreleased. */
interface Project extends AsyncDisposable {
  readonly files: ReleaseFiles;
  write(file: keyof Omit<ReleaseFiles, 'root'>, text: string): Promise<void>;
  read(path: string): Promise<string>;
  /** Every file with its text. */
  everything(): Promise<Readonly<Record<string, string>>>;
}

async function makeProject(): Promise<Project> {
  const root = await mkdtemp(join(tmpdir(), 'phat-ngon-release-'));
  const files: ReleaseFiles = {
    root,
    api: join(root, 'api.graphql'),
    released: join(root, 'released.graphql'),
    history: join(root, 'CHANGES.md'),
    changelog: join(root, 'CHANGELOG.md'),
  };
  const project = { name: 'project', version: '0.1.0', dependencies: { '@own/part': '0.1.0', graphql: '0.1.0' } };
  const part = { name: '@own/part', version: '0.1.0', exports: { '.': './index.js' } };
  const lock = {
    name: 'project',
    version: '0.1.0',
    packages: {
      '': project,
      'node_modules/@own/part': { resolved: 'part', link: true },
      'node_modules/graphql': { version: '0.1.0' },
      part: { name: '@own/part', version: '0.1.0' },
      'part/node_modules/other': { version: '0.1.0' },
    },
  };
  await mkdir(join(root, 'part'));
  await writeFile(join(root, 'package.json'), JSON.stringify(project));
  await writeFile(join(root, 'part/package.json'), JSON.stringify(part));
  await writeFile(join(root, 'package-lock.json'), JSON.stringify(lock));
  await writeFile(files.api, SCHEMA);
  await writeFile(files.changelog, '# Changelog\n\n## Unreleased\n\n- The first things.\n');
  const everything: Project['everything'] = async () => {
    const names = await readdir(root, { recursive: true, withFileTypes: true });
    const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return Object.fromEntries(
      await Promise.all(paths.map(async (path) => [path, await readFile(path, 'utf8')] as const)),
    );
  };
  return {
    files,
    everything,
    write: (file, text) => writeFile(files[file], text),
    read: (path) => readFile(join(root, path), 'utf8'),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

/** A project with one release behind it, and words on what comes next. */
async function makeReleasedProject(words: string): Promise<Project> {
  const project = await makeProject();
  await releaseSchema(project.files, FIRST);
  const changelog = await project.read('CHANGELOG.md');
  await project.write('changelog', changelog.replace('## Unreleased\n', `## Unreleased\n\n${words}\n`));
  return project;
}

const WITHOUT_SIZE = SCHEMA.replace('  size: Int\n', '');
const RECORD = '### Breaking\n- `Query.size` removed: nobody asked for it.';

describe('a release', () => {
  it('makes the schema the promise, and counts the first', async () => {
    await using project = await makeProject();
    expect(await releaseSchema(project.files, FIRST)).toBeNull();
    expect(await project.read('released.graphql')).toBe(SCHEMA);
    expect(await project.read('CHANGELOG.md')).toContain('## 0.1.0 - 2026-01-02\n\n- The first things.\n');
    expect(await project.read('CHANGES.md')).toMatch(
      /## 0\.1\.0 - 2026-01-02\n\nThe first release: 1 types with 2 fields/,
    );
  });

  it('tells what changed by type, the newest release on top', async () => {
    await using project = await makeReleasedProject(RECORD);
    await project.write('api', `${WITHOUT_SIZE.replace('}', '  tier: Tier\n}')}\nenum Tier {\n  ALL\n}\n`);
    await releaseSchema(project.files, SECOND);
    const history = await project.read('CHANGES.md');
    expect(history.slice(history.indexOf('## 0.2.0'), history.indexOf('The first release'))).toBe(
      [
        '## 0.2.0 - 2026-02-03\n\n### Query\n',
        '- `Query.size` removed: **breaking**, Field `size` was removed from object type `Query`\n',
        '- `Query.tier` added: Field `tier` was added to object type `Query`\n',
        '\n### Tier\n- `Tier` added: Type `Tier` was added\n',
        '\n## 0.1.0 - 2026-01-02\n\n',
      ].join(''),
    );
    expect(history.match(/^# /gm)).toHaveLength(1);
  });

  it('gives the version to every manifest and to what they say of each other, and to nothing else', async () => {
    await using project = await makeReleasedProject('- More.');
    await releaseSchema(project.files, SECOND);
    expect(JSON.parse(await project.read('package.json'))).toMatchObject({
      version: '0.2.0',
      dependencies: { '@own/part': '0.2.0', graphql: '0.1.0' },
    });
    expect(JSON.parse(await project.read('part/package.json'))).toEqual({
      name: '@own/part',
      version: '0.2.0',
      exports: { '.': './index.js' },
    });
    expect(JSON.parse(await project.read('package-lock.json'))).toMatchObject({
      version: '0.2.0',
      packages: {
        '': { version: '0.2.0', dependencies: { '@own/part': '0.2.0', graphql: '0.1.0' } },
        'node_modules/@own/part': { resolved: 'part', link: true },
        'node_modules/graphql': { version: '0.1.0' },
        part: { version: '0.2.0' },
        'part/node_modules/other': { version: '0.1.0' },
      },
    });
  });

  it.each([
    [
      'a breaking change that is not recorded',
      '- More.',
      WITHOUT_SIZE,
      '0.2.0',
      /^Query\.size: breaks what was released/,
    ],
    ['the same version again', '- More.', SCHEMA, '0.1.0', '0.1.0 has been released'],
    ['an older version', '- More.', SCHEMA, '0.0.9', '0.0.9 is older than 0.1.0'],
    ['a near version for a breaking change', RECORD, WITHOUT_SIZE, '0.1.1', 'so the second number moves'],
    ['a version that is none', '- More.', SCHEMA, 'v0.2', 'expected a version such as 1.2.3, got "v0.2"'],
    ['a release of nothing', '', SCHEMA, '0.2.0', 'nothing is written under "Unreleased"'],
  ])('refuses %s, and writes nothing', async (_name, words, api, version, message) => {
    await using project = await makeReleasedProject(words);
    await project.write('api', api);
    const before = await project.everything();
    await expect(releaseSchema(project.files, { version, date: '2026-02-03' })).rejects.toThrow(message);
    expect(await project.everything()).toEqual(before);
  });

  it('of a breaking change is near enough to none after 1.0.0 but a new first number', async () => {
    await using project = await makeReleasedProject('- More.');
    await releaseSchema(project.files, { ...SECOND, version: '1.0.0' });
    await project.write('api', WITHOUT_SIZE);
    const changelog = await project.read('CHANGELOG.md');
    await project.write('changelog', changelog.replace('## Unreleased\n', `## Unreleased\n\n${RECORD}\n`));
    await expect(releaseSchema(project.files, { ...SECOND, version: '1.1.0' })).rejects.toThrow(
      'the first number moves',
    );
    await releaseSchema(project.files, { ...SECOND, version: '2.0.0' });
    expect(await project.read('released.graphql')).toBe(WITHOUT_SIZE);
  });
});

describe('the promise', () => {
  it('holds while what breaks is recorded; each break that is not is named by its coordinate', async () => {
    await using project = await makeReleasedProject(RECORD);
    const { changes, problems } = await checkPromise(project.files, 'type Query {\n  other: Int\n}\n');
    expect(changes).toHaveLength(3);
    expect(problems).toEqual([expect.stringMatching(/^Query\.name: breaks .*- `Query\.name` …$/)]);
    expect((await checkPromise(project.files, WITHOUT_SIZE)).problems).toEqual([]);
  });

  it('lists what may surprise, and does not fail on it', async () => {
    await using project = await makeReleasedProject('- More.');
    const { changes, problems } = await checkPromise(project.files, SCHEMA.replace('name:', 'name(short: Boolean):'));
    expect(changes).toMatchObject([{ coordinate: 'Query.name(short:)', effect: 'DANGEROUS' }]);
    expect(problems).toEqual([]);
  });

  it('is none before the first release', async () => {
    await using project = await makeProject();
    expect(await checkPromise(project.files, 'type Query {\n  other: Int\n}\n')).toEqual({
      changes: null,
      problems: [],
    });
  });
});
