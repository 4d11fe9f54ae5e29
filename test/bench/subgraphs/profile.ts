import { type Profiler, Session } from 'node:inspector/promises';

/** What the time of a process went into: milliseconds by name, the most first. */
export type Shares = Readonly<Record<string, number>>;

/** By the file of a function; the first that fits. What lies in none of them is Node's own, or of a small library. */
const KINDS: readonly (readonly [name: string, file: RegExp])[] = [
  ['SQL', /better-sqlite3|\/typeorm\//],
  ['loaders', /\/dataloader\//],
  ['parse and validate', /\/graphql\/(language|validation)\//],
  ['execution', /\/graphql\//],
  ['references', /@apollo\/subgraph/],
  ['identity', /\/jose\/|internal\/crypto/],
  ['kit', /subgraphs\/kit\//],
  ['resolvers and stores', /subgraphs\/\w+\/src\//],
  [
    'HTTP and JSON',
    /fastify|secure-json-parse|light-my-request|\/zod\/|node:(?:_?http|net|stream|internal\/(?:streams|stream_base|http|timers|buffer))/,
  ],
  ['promises', /internal\/(?:process\/task_queues|async_hooks|promise)/],
];

const SAMPLING_US = 200;

/** Looks at what this process does from now on; the returned function ends that and gives the shares. */
export async function profile(): Promise<() => Promise<Shares>> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLING_US });
  await session.post('Profiler.start');
  return async () => {
    const { profile: taken } = await session.post('Profiler.stop');
    session.disconnect();
    return sharesOf(taken);
  };
}

function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Shares {
  const kinds = kindsOf(nodes);
  const sums = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const kind = kinds.get(id) ?? 'the rest';
    if (kind !== 'idle') sums.set(kind, (sums.get(kind) ?? 0) + (timeDeltas[index] ?? 0) / 1_000);
  }
  return Object.fromEntries([...sums].sort(([, left], [, right]) => right - left));
}

/** What runs natively has no file: it is done for who called it. */
function kindsOf(nodes: readonly Profiler.ProfileNode[]): ReadonlyMap<number, string> {
  const kinds = new Map<number, string>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const visit = (id: number, caller: string): void => {
    const node = byId.get(id);
    if (node === undefined) return;
    const { functionName, url } = node.callFrame;
    const kind = BY_NAME.get(functionName) ?? (url === '' ? caller : kindOf(url));
    kinds.set(id, kind);
    for (const child of node.children ?? []) visit(child, kind);
  };
  visit(nodes[0]?.id ?? 0, 'the rest');
  return kinds;
}

const BY_NAME: ReadonlyMap<string, string> = new Map([
  ['(idle)', 'idle'],
  ['(garbage collector)', 'garbage collection'],
  ['(program)', 'the rest'],
  ['runMicrotasks', 'promises'],
]);

function kindOf(url: string): string {
  return KINDS.find(([, file]) => file.test(url))?.[0] ?? 'the rest';
}
