import { runScript } from './testing/run-script.js';

/** More calls than are needed with it, and fewer than without; what V8 optimises of it, and what it says of a flag that it does not have. */
async function optimised(setUp: string): Promise<{ readonly names: readonly string[]; readonly faults: string }> {
  const script = `
    const numbers = Array.from({ length: 1200 }, (_, first) => ({ first, second: 1 }));
    let sum = 0;
    function early(value) { return value === null ? 0 : (value.first - value.second) % 7; }
    function often(value) { return value === null ? 0 : (value.first + value.second) % 7; }
    ${setUp}
    for (const value of numbers) sum += often(value);
  `;
  const flags = ['--trace-opt', '--no-concurrent-recompilation', '--no-use-osr', '--max-inlined-bytecode-size=0'];
  const { stdout, stderr } = await runScript(script, flags);
  const names = [...stdout.matchAll(/completed [^<]*<JSFunction (\w+)[^>]*> \(target TURBOFAN/g)];
  return { names: names.map(([, name = '']) => name), faults: stderr };
}

const MODULE = "const { optimizeSooner, optimizeAsUsual } = await import('./optimize-sooner.ts');";

describe('optimizeSooner', () => {
  it('has V8 optimise what has run a tenth as often as it would have to', async () => {
    const sooner = await optimised(`${MODULE} optimizeSooner();`);
    const otherwise = await optimised('');
    expect(sooner.names).toContain('often');
    expect(otherwise.names).not.toContain('often');
    expect(sooner.faults).toBe(otherwise.faults);
  });

  it('waits where something is started meanwhile', async () => {
    const start = 'async () => { for (const value of numbers) sum += early(value); }';
    const { names, faults } = await optimised(`${MODULE} optimizeSooner(); await optimizeAsUsual(${start});`);
    expect(names).not.toContain('early');
    expect(names).toContain('often');
    expect(faults).toBe((await optimised('')).faults);
  });
});
