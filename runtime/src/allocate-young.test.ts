import { runScript } from './testing/run-script.js';

/** How often V8 decides, at places of which all that is made is held for long, to make it among the old. */
async function decisions(setUp: string): Promise<number> {
  const script = `${setUp}
    const held = [];
    function make(index) { return [index, { index }]; }
    for (let index = 0; index < 200_000; index += 1) held[index % 100_000] = make(index);
  `;
  const { stdout } = await runScript(script, ['--trace-pretenuring-statistics', '--max-semi-space-size=1']);
  // What tsx has come to before is not counted.
  const [, ...told] = stdout.split('BEGIN');
  return told.join('').match(/=> tenure/g)?.length ?? 0;
}

describe('allocateYoung', () => {
  it('has V8 make nothing among the old, however long the like of it has been held', async () => {
    const begin = "process.stdout.write('BEGIN');";
    expect(await decisions(begin)).toBeGreaterThan(0);
    expect(await decisions(`(await import('./allocate-young.ts')).allocateYoung(); ${begin}`)).toBe(0);
  });
});
