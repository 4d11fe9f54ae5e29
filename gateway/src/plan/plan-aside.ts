import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { optimizeAsUsual } from '@phat-ngon/runtime';
import { BulkheadRejectedError, bulkhead } from 'cockatiel';
import { Piscina } from 'piscina';
import type { ErrorCode } from '../errors/codes.js';
import { GatewayError } from '../errors/gateway-error.js';
import type { Overrides } from './draw-shares.js';
import type { NotedPlan } from './finish-result.js';
import type { OperationText } from './plan-operation.js';

/** What is to be planned. */
export interface PlanningTask extends OperationText {
  readonly shares: Overrides;
}

/** Plans operations beside the event loop. */
export interface PlanAside {
  /**
   * Makes a plan when those before it are made.
   * @throws GatewayError `PLAN_LIMIT` when there are too many ways, or it takes too long, or more memory than there is for it; `OVERLOADED` when too many wait, or it is closed.
   */
  plan(task: PlanningTask): Promise<NotedPlan>;
  close(): Promise<void>;
}

/** What bounds planning. */
export interface PlanningLimits {
  /** How long a plan may take to be made. */
  readonly planTimeoutMs: number;
}

const MOST_WAITING = 64;
const MOST_MEMORY_MB = 512;
/** For so long the thread is kept when it has nothing to do: it starts in about a second, and holds some ninety megabytes. */
const IDLE_MS = 60_000;

const THREAD = fileURLToPath(new URL(`./planning-thread${extname(import.meta.url)}`, import.meta.url));
/** Sources are run by tsx, in a thread as in a process. */
const RUN_BY = THREAD.endsWith('.ts') ? { execArgv: ['--conditions=source', '--import', 'tsx'] } : {};

/**
 * Makes what plans in a thread of its own, which starts with the first task: one operation at a time, so that those who ask for much take nothing from
 * those who ask for little. A thread that does not come to an end is ended, and another takes its place.
 */
export function planAside(supergraphSdl: string, { planTimeoutMs }: PlanningLimits): PlanAside {
  const threads = new Piscina<PlanningTask | null, NotedPlan | ErrorCode | null>({
    filename: THREAD,
    ...RUN_BY,
    workerData: supergraphSdl,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  const inTurn = bulkhead(1, MOST_WAITING);
  let isClosed = false;
  const plan = async (task: PlanningTask): Promise<NotedPlan> => {
    // The time it takes to start is not the operation's.
    await optimizeAsUsual(() => threads.run(null));
    const signal = AbortSignal.timeout(planTimeoutMs);
    try {
      const planned = await threads.run(task, { signal });
      if (planned === null) throw new Error('the thread made no plan');
      if (typeof planned === 'string') throw new GatewayError(planned);
      return planned;
    } catch (cause) {
      throw signal.aborted || isOutOfMemory(cause) ? new GatewayError('PLAN_LIMIT', { cause }) : cause;
    }
  };
  return {
    plan: async (task) => {
      try {
        return await inTurn.execute(() => plan(task));
      } catch (error) {
        // Who asks of a supergraph that is no longer served asks the next one when coming again.
        const isPassing = isClosed || error instanceof BulkheadRejectedError;
        throw isPassing ? new GatewayError('OVERLOADED', { cause: error }) : error;
      }
    },
    close: async () => {
      isClosed = true;
      await threads.destroy();
    },
  };
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
