export {
  type Environment,
  httpUrl,
  isHttpUrl,
  milliseconds,
  oneOf,
  optionalSecret,
  port,
  readEnvironment,
  secret,
  text,
  type Variable,
  variablesOf,
  whole,
  words,
} from './environment.js';
export { answerFields, type Log, loggedMs, openLog, silentLog } from './log.js';
export { type Metrics, newMetrics } from './metrics.js';
export { OBSERVING_VARIABLES, type ObservingConfig, observingConfig } from './observing.js';
export { optimizeAsUsual } from './optimize-sooner.js';
export { noteCode, openAccount, type RequestAccount } from './request-account.js';
export { requestIdOf } from './request-id.js';
export { type ProcessParts, runProcess, type Started } from './run-process.js';
export { inSpan, pastSpan, type SpanFacts, spanHeaders } from './span.js';
