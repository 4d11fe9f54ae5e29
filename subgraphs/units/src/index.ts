export { type CodePair, checkLineage, type LineageCheck } from './lineage/check-lineage.js';
export { LineageFileError, type LineageRow, parseLineageFile } from './lineage/parse-lineage-file.js';
export { buildRegister } from './seed/build-register.js';
export { units } from './subgraph.js';
