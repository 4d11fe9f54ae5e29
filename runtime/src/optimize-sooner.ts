import { setFlagsFromString } from 'node:v8';

/** A flag of V8 that says how often something has to have run: as V8 has it, and less. */
interface Flag {
  readonly name: string;
  readonly usual: number;
  readonly sooner: number;
}

/** Later lines count calls of a function. */
const BY_CALLS: Flag = { name: 'invocation-count-for-turbofan', usual: 3_000, sooner: 300 };

/**
 * How often a function has to have run before V8 optimises it, by Node's release lines. Node 20 counts bytes of bytecode that have run. A line that is
 * not here stays as it is: of a flag that it does not have V8 complains on the standard error.
 */
const FLAG_BY_LINE: Readonly<Record<string, Flag>> = {
  20: { name: 'interrupt-budget', usual: 67_584, sooner: 5_000 },
  22: BY_CALLS,
  24: BY_CALLS,
};

let isServing = false;
let starting = 0;

/**
 * From now on V8 optimises what runs often sooner than it would, after a tenth: a process that serves runs the same again and again, and is slow for its
 * first thousands of requests by what V8 expects of a page in a browser. To be called when a process serves: what runs at its start runs once, and would
 * be optimised in vain.
 */
export function optimizeSooner(): void {
  isServing = true;
  setFlag();
}

/**
 * Starts something in a process that serves, a thread, with V8 as it would be until that is there: V8's flags are of the whole process, and the start of a
 * thread is as much in vain to optimise as that of a process.
 */
export async function optimizeAsUsual<Started>(start: () => Promise<Started>): Promise<Started> {
  starting += 1;
  setFlag();
  try {
    return await start();
  } finally {
    starting -= 1;
    setFlag();
  }
}

/** V8 reads the figure each time it counts anew, so that it may be set while it runs. */
function setFlag(): void {
  const [line = ''] = process.versions.node.split('.');
  const flag = FLAG_BY_LINE[line];
  if (flag === undefined || !isServing) return;
  setFlagsFromString(`--${flag.name}=${starting === 0 ? flag.sooner : flag.usual}`);
}
