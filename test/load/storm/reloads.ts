import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { SCHEMA_FILES } from '../../../scripts/src/repository.js';
import type { RunningCommand } from '../../harness/run-command.js';
import { within } from './within.js';

const SWITCH_WITHIN_MS = 30_000;

/**
 * Has the gateway take one supergraph after the other from a file, by a signal each time. Each has a type that no other has: nothing
 * that was made for one fits the next. Resolves with how many were switched in. @throws Error when one is not.
 */
export async function reloadOften(gateway: RunningCommand, file: string, times: number): Promise<number> {
  const sdl = await readFile(SCHEMA_FILES.supergraph, 'utf8');
  let switched = 0;
  for (let time = 1; time <= times; time += 1) {
    const text = `${sdl}\ntype Reload${time}\n  @join__type(graph: UNITS)\n{\n  field: Int\n}\n`;
    const id = createHash('sha256').update(text).digest('hex').slice(0, 16);
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
    gateway.signal('SIGHUP');
    const told = gateway.printed(new RegExp(`supergraph-switched.*${id}`));
    await within(SWITCH_WITHIN_MS, `reload ${time} of ${times}`, told);
    switched += 1;
  }
  return switched;
}
