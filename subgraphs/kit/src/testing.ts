export { bareSubgraph } from './testing/bare-subgraph.js';
export { countStatements } from './testing/count-statements.js';
export { ask, openTestSubgraph, TEST_CLOCK } from './testing/open-test-subgraph.js';
export { signAsGateway } from './testing/sign-as-gateway.js';
export { type ReadStatement, statementsRead } from './testing/statements-read.js';
export { type TestDatabase, temporaryDatabase } from './testing/temporary-database.js';
