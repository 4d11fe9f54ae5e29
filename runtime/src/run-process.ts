import { allocateYoung } from './allocate-young.js';
import type { Environment } from './environment.js';
import { type Log, openLog } from './log.js';
import { type Metrics, measureProcess, newMetrics, serveMetrics } from './metrics.js';
import type { ObservingConfig } from './observing.js';
import { optimizeSooner } from './optimize-sooner.js';
import type { TracingOptions } from './tracing.js';

/** What a process is given to tell of itself. */
export interface ProcessParts {
  readonly log: Log;
  readonly metrics: Metrics;
}

/** A process that serves. */
export interface Started {
  readonly url: string;
  /** Stops listening, lets what is under way finish, closes the rest. */
  close(): Promise<void>;
}

/** A process, as it is run from the command line. */
export interface ProcessDefinition<Config extends ObservingConfig> {
  readonly name: string;
  /** Whether callers come from outside the system. */
  readonly atEdge: boolean;
  /** @throws Error that names each variable at fault. */
  readonly load: (env: Environment) => Config | Promise<Config>;
  readonly start: (config: Config, parts: ProcessParts) => Promise<Started>;
}

/**
 * Runs a process to its end: configuration, log, metrics, traces, start, signals. Logs one line containing `listening` when
 * it serves; on a fault at the start it says what to do and exits 1. SIGTERM and SIGINT drain it, and it exits 0.
 */
export async function runProcess<Config extends ObservingConfig>(definition: ProcessDefinition<Config>): Promise<void> {
  const { name, load } = definition;
  try {
    await run(definition, await load(process.env));
  } catch (error) {
    process.stderr.write(`${name} cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
    // What a failed start leaves open, a timer or a connection, must not keep it from ending.
    process.exit(1);
  }
}

async function run<Config extends ObservingConfig>(
  { name, atEdge, start }: ProcessDefinition<Config>,
  config: Config,
): Promise<void> {
  const log = openLog(name, config.logLevel);
  const metrics = newMetrics();
  measureProcess(metrics);
  exitOnAccident(log);
  const { tracesUrl: url, tracesShare: share, host, metricsPort: port } = config;
  const tracing = url === null ? null : await openTracing({ name, url, share, atEdge });
  const measured = port === null ? null : await serveMetrics(metrics, { host, port });
  if (measured !== null) log.info({ event: 'metrics', url: measured.url }, `metrics at ${measured.url}`);
  const started = await start(config, { log, metrics });
  allocateYoung();
  optimizeSooner();
  log.info({ event: 'listening', url: started.url }, `${name} listening on ${started.url}`);
  stopOnSignal(log, async () => {
    await started.close();
    await measured?.close();
    await tracing?.close();
  });
}

/** What it stands on takes megabytes, which nobody has to spare who does not trace. */
async function openTracing(options: TracingOptions): Promise<{ close(): Promise<void> }> {
  const { startTracing } = await import('./tracing.js');
  return startTracing(options);
}

/** A promise nobody waits for, or an error nobody catches, leaves a process in a state nobody knows: whoever supervises it starts another. */
function exitOnAccident(log: Log): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.once(event, (error: unknown) => {
      log.fatal({ event, error }, 'the process ends by accident');
      process.exit(1);
    });
  }
}

function stopOnSignal(log: Log, stop: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info({ event: 'stopping', signal }, 'stopping');
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ error }, 'stopping failed');
          process.exit(1);
        },
      );
    });
  }
}
