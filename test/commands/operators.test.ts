import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPage } from '../../scripts/src/read-pages.js';
import { buildProject, type RunningCommand, runProgram } from '../harness/run-command.js';

const SECRETS = {
  IDENTITY_SECRET: 'what the four processes of an operator share',
  TOKEN_SECRET: 'what signs the tokens of an operator',
};
const METRICS_ABOVE = 5_000;

/** The first of four ports in a row that are free, with those of their metrics. */
async function freePorts(): Promise<number> {
  for (let first = 21_000; first < 59_000; first += 7) {
    const ports = [0, 1, 2, 3].flatMap((next) => [first + next, first + next + METRICS_ABOVE]);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
  throw new Error('no four ports in a row are free');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

let folder: string;
let port: number;
let script: RunningCommand;
beforeAll(async () => {
  await buildProject();
  folder = await mkdtemp(join(tmpdir(), 'phat-ngon-operators-'));
  port = await freePorts();
  script = runProgram('docs/examples/four-processes/start.sh', [], {
    ...SECRETS,
    PORT: String(port),
    DATABASE: `sqlite:${join(folder, 'phat_ngon')}`,
  });
  for (const name of ['units', 'spokespersons', 'training', 'gateway'])
    await script.printed(new RegExp(`"${name} listening on `));
});
afterAll(async () => {
  // Killed outright it would leave the four behind.
  if (script.exitCode() === null) script.signal('SIGTERM');
  await script.ended;
  await rm(folder, { recursive: true });
});

/** The names of our measures that a page mentions. */
function measuresIn(text: string): readonly string[] {
  return [
    ...new Set([...text.matchAll(/`((?:gateway|subgraph|nodejs|process)_[a-z0-9_]+)/g)].map(([, name = '']) => name)),
  ];
}

describe('four processes, started as the operators’ guide says', () => {
  it('are ready, each of them', async () => {
    for (const at of [port, port + 1, port + 2, port + 3])
      expect([at, (await fetch(`http://127.0.0.1:${at}/ready`)).status]).toEqual([at, 200]);
  });

  it('serve what is public record, and nobody who is made up', async () => {
    const query = '{ provinces: units(filter: {level: PROVINCE}) { totalCount } spokespersons { totalCount } }';
    const response = await fetch(`http://127.0.0.1:${port}/graphql?query=${encodeURIComponent(query)}`);
    expect(await response.json()).toEqual({
      data: { provinces: { totalCount: 34 }, spokespersons: { totalCount: 0 } },
    });
  });

  it('serve every measure that the runbook names', async () => {
    const measures = await Promise.all(
      [port, port + 1, port + 2].map(async (at) =>
        (await fetch(`http://127.0.0.1:${at + METRICS_ABOVE}/metrics`)).text(),
      ),
    );
    const known = new Set([...measures.join('\n').matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
    const named = measuresIn((await readPage('docs/operations.md')).text);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('end together, each with what is under way finished', async () => {
    script.signal('SIGTERM');
    await script.ended;
    for (const name of ['units', 'spokespersons', 'training', 'gateway'])
      expect(script.output()).toMatch(new RegExp(`"process":"${name}"[^\\n]*"event":"stopping"`));
    expect(await Promise.all([0, 1, 2, 3].map((next) => isFree(port + next)))).toEqual([true, true, true, true]);
  });
});
