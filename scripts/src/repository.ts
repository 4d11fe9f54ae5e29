import { fileURLToPath } from 'node:url';

/** The root of the checkout: commands work on it from whichever folder they are called. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Where the composed schemas lie. */
export const SCHEMA_FILES = {
  supergraph: `${ROOT}schema/supergraph.graphql`,
  api: `${ROOT}schema/api.graphql`,
  operations: `${ROOT}schema/operations`,
} as const;

/** What a release moves. */
export const RELEASE_FILES = {
  root: ROOT,
  api: SCHEMA_FILES.api,
  released: `${ROOT}schema/released.graphql`,
  history: `${ROOT}schema/CHANGES.md`,
  changelog: `${ROOT}CHANGELOG.md`,
} as const;
