import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

/** Runs a script, which can import this package's sources by `./name.ts`, in a process of its own with flags of V8. @throws what it fails with. */
export async function runScript(
  script: string,
  flags: readonly string[],
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const module = ['--conditions=source', '--import', 'tsx', '--input-type=module'];
  return promisify(execFile)(process.execPath, [...flags, ...module, '--eval', script], {
    ...{ maxBuffer: 1e9, cwd: dirname(import.meta.dirname) },
  });
}
