export type { Question } from './answer.js';
export { type Config, loadConfig } from './config.js';
export { type CodeFacts, ERROR_CODES, type ErrorCode } from './errors/codes.js';
export type { InProcessSubgraph, SubgraphRequest, SubgraphResponse } from './fetch/subgraph-client.js';
export { createGateway, type Gateway, type GatewayEvent, type GatewayOptions } from './gateway.js';
export { type OperationAtHand, readOperations } from './http/playground.js';
export { ANONYMOUS, IDENTITY_HEADER, type Principal } from './identity/principal.js';
export { operationExplainer } from './plan/explain-operation.js';
