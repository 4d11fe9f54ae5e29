import { buildSchema, isInterfaceType, isIntrospectionType, isObjectType, isSpecifiedScalarType } from 'graphql';
import type { ReleaseHeading } from './changelog.js';
import type { ChangeEffect, SchemaChange } from './schema-changes.js';

const INTRODUCTION = `# What changed in the schema

For those who build on the graph: what each release added, deprecated, changed and removed, by type. \`npm run release\` writes it, from
\`released.graphql\` before and after; changes of descriptions are left out. A change marked **breaking** can fail an operation that
worked; \`CHANGELOG.md\` says why it came and what to do. One marked **careful** fails none, but a program may meet what it does not expect: a new
value of an enum, say.
`;

const MARKS: Readonly<Record<ChangeEffect, string>> = {
  BREAKING: '**breaking**, ',
  DANGEROUS: '**careful**, ',
  SAFE: '',
};

/** The history with a release on top. `changes` null: the first release, which has nothing to be compared with. */
export function withRelease(
  history: string | null,
  release: ReleaseHeading & { readonly api: string; readonly changes: readonly SchemaChange[] | null },
): string {
  const { version, date, api, changes } = release;
  const body = changes === null ? firstRelease(api) : byType(changes);
  const older = history === null ? '' : history.slice(startOfReleases(history));
  return [INTRODUCTION, `## ${version} - ${date}\n`, `${body}\n`, older].filter((part) => part !== '').join('\n');
}

function startOfReleases(history: string): number {
  const start = history.search(/^## /m);
  return start < 0 ? history.length : start;
}

function firstRelease(api: string): string {
  const types = Object.values(buildSchema(api).getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  const fields = types
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .reduce((count, type) => count + Object.keys(type.getFields()).length, 0);
  return `The first release: ${types.length} types with ${fields} fields. From here on nothing that breaks an operation comes unannounced.`;
}

function byType(changes: readonly SchemaChange[]): string {
  if (changes.length === 0) return 'No change.';
  const types = new Map<string, SchemaChange[]>();
  for (const change of changes) {
    const [type = ''] = change.coordinate.split(/[.(]/);
    types.set(type, [...(types.get(type) ?? []), change]);
  }
  return [...types].map(([type, own]) => [`### ${type}`, ...own.map(line)].join('\n')).join('\n\n');
}

function line({ coordinate, verb, effect, text }: SchemaChange): string {
  return `- \`${coordinate}\` ${verb}: ${MARKS[effect]}${text}`;
}
