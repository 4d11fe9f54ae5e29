import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The root of the checkout. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const SHELL_TIMEOUT_MS = 60_000;

/** A process of the project's own, started by a test. */
export interface RunningCommand extends AsyncDisposable {
  /** Resolves with the first match in what it prints, on either stream, within a line; rejects when it ends without one. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Everything it has printed so far. */
  output(): string;
  readonly pid: number;
  /** How it ended; null while it runs, -1 when a signal ended it. */
  exitCode(): number | null;
  /** Sends a signal. */
  signal(name: NodeJS.Signals): void;
  /** Resolves with its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts `node FILE ARGS…` from the root; `await using` kills what is left of it. */
export function runNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningCommand {
  return runProgram(process.execPath, args, env);
}

const children = new Set<ChildProcess>();

/** Counts a process among those that this one has started and has to end. */
export function own<Child extends ChildProcess>(child: Child): Child {
  children.add(child);
  child.once('close', () => children.delete(child));
  return child;
}

/** For programs of their own: however they end, by an error or by a signal, what they have started ends with them. */
export function leaveNothingBehind(): void {
  process.once('exit', () => {
    for (const child of children) child.kill('SIGKILL');
  });
  for (const [signal, number] of Object.entries({ SIGINT: 2, SIGTERM: 15 }))
    process.once(signal, () => process.exit(128 + number));
}

/** Starts a program from the root. What it has started itself is its own to end. */
export function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningCommand {
  const child = own(spawn(program, args, { cwd: ROOT, env: { ...ownEnvironment(), ...env } }));
  let output = '';
  let unfinishedLine = '';
  const waiting = new Set<(text: string) => void>();
  const hear = (chunk: Buffer): void => {
    const text = chunk.toString('utf8');
    output += text;
    // A log grows long: who waits has seen all but what is new.
    const fresh = unfinishedLine + text;
    unfinishedLine = fresh.slice(fresh.lastIndexOf('\n') + 1);
    for (const look of waiting) look(fresh);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = once(child, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : null));
  return {
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (text: string): void => {
          const found = pattern.exec(text);
          if (found === null) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look(output);
        void ended.then(() => reject(new Error(`ended without printing ${pattern}:\n${output}`)));
      }),
    output: () => output,
    pid: child.pid ?? 0,
    exitCode: () => (child.signalCode === null ? child.exitCode : -1),
    signal: (name) => child.kill(name),
    ended,
    [Symbol.asyncDispose]: () => stop(child, ended),
  };
}

/** Runs commands as a shell does, from the root, and gives what they print. @throws Error with what they said, when one fails or hangs. */
export async function runShell(script: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const options = { cwd: ROOT, env: { ...ownEnvironment(), ...env }, timeout: SHELL_TIMEOUT_MS };
  const { stdout } = await promisify(execFile)('sh', ['-eu', '-c', script], options);
  return stdout;
}

/** Builds the workspaces as `npm start` does; a build that is fresh takes a moment. */
export async function buildProject(): Promise<void> {
  const child = spawn('npm', ['run', '-s', 'build'], { cwd: ROOT, env: ownEnvironment(), stdio: 'ignore' });
  const [code]: unknown[] = await once(child, 'close');
  if (code !== 0) throw new Error(`npm run build ended with ${String(code)}`);
}

/** The environment without what this test run set for itself: jest's module flags would go to every child. */
function ownEnvironment(): Record<string, string> {
  const { NODE_OPTIONS: _flags, TEST_DATABASE_URL: _url, NODE_ENV: _mode, ...rest } = process.env;
  return Object.fromEntries(Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function stop(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await ended;
}
