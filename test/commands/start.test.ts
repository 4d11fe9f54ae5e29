import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { buildProject, type RunningCommand, runNode } from '../harness/run-command.js';

let directory: string;
beforeAll(async () => {
  await buildProject();
  directory = await mkdtemp(join(tmpdir(), 'phat-ngon-start-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const start = (...args: readonly string[]): RunningCommand =>
  runNode(['scripts/dist/start.js', ...args], {
    DATA_DIR: directory,
    PORT: '0',
    HOST: '127.0.0.1',
    CLOCK: '2026-11-24',
  });

/** Waits until it listens; the address is the one it prints. */
async function addressOf(command: RunningCommand): Promise<string> {
  return (await command.printed(/listening on (http:\/\/127\.0\.0\.1:\d+)/))[1] ?? '';
}

async function ask(address: string, query: string): Promise<any> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

const FIGURES = '{ country(asOf: "2023-08-08") { coverage { expected covered } trainingClasses { id } } }';

// One first start fills the databases for all of these: they run in their order.
describe('npm start', () => {
  it('killed in the middle of its first start serves nothing half, and is done over by the next', async () => {
    {
      await using first = start();
      await first.printed(/the fictional network/);
      first.signal('SIGKILL');
      await first.ended;
      expect(first.output()).not.toContain('listening');
    }
    await using second = start();
    const address = await addressOf(second);
    const { data } = await ask(address, FIGURES);
    expect(data.country.coverage).toEqual({ expected: 12_542, covered: 1_040 });
    expect(data.country.trainingClasses.length).toBeGreaterThan(0);
    expect(second.output()).toContain(`${address}/graphql`);
    second.signal('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  it('starts on what is there without filling it again, with the playground at its address', async () => {
    await using command = start();
    const address = await addressOf(command);
    expect(command.output()).not.toMatch(/register of both eras|fictional network/);
    const page = await fetch(address, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('<!doctype html>');
    const ready = await fetch(`${address}/ready`);
    const state: any = await ready.json();
    expect([ready.status, state.status]).toEqual([200, 'ready']);
    // The others know the placements as far as the units' log goes; units itself learns from nobody.
    const { units, spokespersons, training } = state.subgraphs;
    expect(units.projectedThrough).toBeNull();
    expect(spokespersons.projectedThrough).toBeGreaterThan(0);
    expect(training.projectedThrough).toBe(spokespersons.projectedThrough);
  });

  it('starts over when told to', async () => {
    await using command = start('--reset');
    await command.printed(/register of both eras/);
    const { data } = await ask(await addressOf(command), FIGURES);
    expect(data.country.coverage.covered).toBe(1_040);
  });

  it('refuses a database that is newer than the code, and says what to do', async () => {
    const file = new Database(join(directory, 'units.sqlite'));
    file.prepare("INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Later9999999999999')").run();
    file.close();
    await using command = start();
    expect(await command.ended).toBe(1);
    expect(command.output()).toMatch(/Later9999999999999/);
    expect(command.output()).toMatch(/Start the newer code/);
  });
});
