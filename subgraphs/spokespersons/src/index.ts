export type { ImportOutcome } from './import/compare/outcome.js';
export type { ToldImportRow, ToldJob } from './import/job/told-job.js';
export { columnName, IMPORT_PROBLEM_CODES, type ImportProblem } from './import/problem.js';
export { spokespersons } from './subgraph.js';
