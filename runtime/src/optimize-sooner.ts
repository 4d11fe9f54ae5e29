import { setFlagsFromString } from 'node:v8';

/**
 * How often a function has to have run before V8 optimises it, by Node's release lines: a tenth or less of what V8 has. Node 20 counts bytes of
 * bytecode that have run, later lines count calls. A line that is not here stays as it is: of a flag that it does not have V8 complains on the standard error.
 */
const FLAG_BY_LINE: Readonly<Record<string, string>> = {
  20: '--interrupt-budget=5000',
  22: '--invocation-count-for-turbofan=300',
  24: '--invocation-count-for-turbofan=300',
};

/**
 * From now on V8 optimises what runs often sooner than it would: a process that serves runs the same again and again, and is slow for its first thousands
 * of requests by what V8 expects of a page in a browser. To be called when a process serves: what runs at its start runs once, and would be optimised in vain.
 * V8 reads the figure each time it counts anew, so that it may be set while it runs.
 */
export function optimizeSooner(): void {
  const [line = ''] = process.versions.node.split('.');
  const flag = FLAG_BY_LINE[line];
  if (flag !== undefined) setFlagsFromString(flag);
}
