import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What a process does for the one that started it: what it takes and gives is copied. */
export type Services = Readonly<Record<string, (asked: any) => unknown>>;

/** A process of its own; `await using` ends it. */
export interface Worker<Offered extends Services> extends AsyncDisposable {
  readonly pid: number;
  /** Has it do something. @throws Error with what it threw; when it has ended. */
  call<Name extends keyof Offered & string>(
    name: Name,
    asked: Parameters<Offered[Name]>[0],
  ): Promise<Awaited<ReturnType<Offered[Name]>>>;
}

interface Call {
  readonly id: number;
  readonly name: string;
  readonly asked: unknown;
}

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Starts a module that {@link serveCalls}; the flags of this process are its own too. */
export function startWorker<Offered extends Services>(module: URL): Worker<Offered> {
  const child = fork(fileURLToPath(module), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  let calls = 0;
  const ended = once(child, 'exit').then(([code]) => {
    for (const [id, answer] of waiting) answer({ id, error: `the worker has ended (${code})` });
  });
  child.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  return {
    pid: child.pid ?? 0,
    call: async (name, asked) => {
      calls += 1;
      const id = calls;
      const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      if (!child.connected) throw new Error('the worker has ended');
      child.send({ id, name, asked } satisfies Call);
      const { value, error } = await answered;
      if (error !== undefined) throw new Error(`${name}: ${error}`);
      return value as never;
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended;
    },
  };
}

/** In a worker: does what it is asked to, and ends with the process that asks. */
export function serveCalls(services: Services): void {
  process.on('disconnect', () => process.exit());
  process.on('message', async ({ id, name, asked }: Call) => {
    try {
      process.send?.({ id, value: await services[name]?.(asked) } satisfies Answer);
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
}
