import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Every worker has it from here: where the demonstration data of a run lie, once somebody has needed them.
process.env.SEEDED_DATABASES ??= mkdtempSync(join(tmpdir(), 'phat-ngon-seeded-'));

/** One transform and one resolution for every suite: TypeScript sources by swc, workspace packages by their `source` export. */
const shared = {
  extensionsToTreatAsEsm: ['.ts'],
  // A package's `….json.js` is a module of its own beside the JSON.
  moduleNameMapper: { '^(\\.{1,2}/.*)(?<!\\.json)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'es6' },
      },
    ],
  },
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  modulePathIgnorePatterns: ['/dist/', '/test/bench/'],
};

/** What asks no database is the same on all of them. */
const WITHOUT_DATABASE = [
  'subgraphs/kit/src/identity/',
  'subgraphs/kit/src/text/',
  'subgraphs/spokespersons/src/contact/normalise',
  'subgraphs/spokespersons/src/coverage/coverage.rules',
  'subgraphs/spokespersons/src/import/read-list',
  'subgraphs/spokespersons/src/seed/',
  'subgraphs/units/src/lineage/check-lineage',
  'subgraphs/units/src/reorganisation/plan-reorganisation',
  'subgraphs/units/src/seed/',
];

export default {
  testTimeout: 240_000,
  globalTeardown: '<rootDir>/test/harness/remove-seeded-databases.mjs',
  // A suite waits for databases and processes more than it computes: leaving a core free costs two fifths of the time on two cores.
  maxWorkers: '100%',
  // Modules of suites that are over stay in memory (ECMAScript modules in a VM are not let go): a worker grows to gigabytes, and slow.
  workerIdleMemoryLimit: '2GB',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/{gateway,runtime,scripts}/**/src/**/*.test.ts',
        ...WITHOUT_DATABASE.map((path) => `<rootDir>/${path}${path.endsWith('/') ? '**/*' : ''}.test.ts`),
      ],
    },
    {
      ...shared,
      displayName: 'subgraphs',
      testMatch: ['<rootDir>/subgraphs/*/src/**/*.test.ts'],
      testPathIgnorePatterns: WITHOUT_DATABASE.map((path) => `/${path}`),
    },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
    // The commands of the project, which bring what they need: once, whatever else is tested on.
    { ...shared, displayName: 'commands', testMatch: ['<rootDir>/test/commands/**/*.test.ts'] },
    { ...shared, displayName: 'clients', testMatch: ['<rootDir>/test/clients/**/*.test.ts'] },
    { ...shared, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.test.ts'] },
  ],
};
