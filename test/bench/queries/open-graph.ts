import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { signAsGateway } from '@phat-ngon/kit/testing';
import { Opened } from '../../harness/opened.js';
import { IDENTITY_SECRET } from '../../harness/stack.js';
import { startWorker, type Worker } from '../../load/followers/worker.js';
import type { ServedGraph } from '../gateways.js';
import { productSupergraph, withoutSecurity } from '../product-supergraph.js';
import { DEMO_NAMES, DEMO_QUESTIONS, demoSupergraph, federation1Sdl } from './demo-graph.js';
import type { DemoServices } from './demo-subgraphs.js';
import { productQuestions } from './product-questions.js';
import type { ProductServices, ProductSubgraphs } from './product-subgraphs.js';
import type { Question } from './question.js';

/** Subgraphs that run beside the gateways, and what is asked of them. */
export interface Graph {
  readonly served: ServedGraph;
  readonly questions: readonly Question[];
  /** Requests to its subgraphs so far. */
  requests(): Promise<number>;
}

/** The demonstration of four subgraphs, or the product's own three. */
export const GRAPHS = ['demo', 'product'] as const;
export type GraphName = (typeof GRAPHS)[number];

/** Starts the subgraphs of a graph; `await using` ends them, and removes what they stood on. */
export function openGraph(name: GraphName): Promise<Graph & AsyncDisposable> {
  return Opened.during(async (opened) => {
    const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-bench-'));
    opened.defer(() => rm(folder, { recursive: true }));
    return name === 'demo' ? openDemo(opened, folder) : openProduct(opened, folder);
  });
}

async function openDemo(opened: Opened, folder: string): Promise<Graph> {
  const subgraphs = opened.use(startWorker<DemoServices>(new URL('./demo-subgraphs.ts', import.meta.url)));
  const addresses = await subgraphs.call('addresses', undefined);
  return {
    served: {
      supergraph: await written(join(folder, 'supergraph.graphql'), demoSupergraph(addresses)),
      services: DEMO_NAMES.map((service) => ({
        ...{ name: service, url: addresses[service], schema: federation1Sdl(service) },
      })),
    },
    questions: DEMO_QUESTIONS,
    requests: () => subgraphs.call('requests', undefined),
  };
}

/** Who asks is told as long as a run may take: the others than ours sign nothing themselves. */
const SIGNED_FOR = '1d';

async function openProduct(opened: Opened, folder: string): Promise<Graph> {
  const subgraphs = await startProduct(opened, folder);
  const { served, questions } = await servedProduct(subgraphs.opened, folder);
  return { served, questions, requests: () => subgraphs.worker.call('requests', undefined) };
}

/** The product's subgraphs in a process of their own. */
export interface Product {
  readonly worker: Worker<ProductServices>;
  readonly opened: ProductSubgraphs;
}

/** Starts them, from this checkout or from another at a folder of the machine, and fills their databases. */
export async function startProduct(opened: Opened, folder: string, checkout?: string): Promise<Product> {
  process.stderr.write("the product's subgraphs: their databases are filled, which takes a while\n");
  const root = checkout === undefined ? import.meta.url : pathToFileURL(join(checkout, 'test/bench/queries/'));
  const worker = opened.use(startWorker<ProductServices>(new URL('./product-subgraphs.ts', root)));
  return { worker, opened: await worker.call('open', folder) };
}

/** What gateways are put in front of, with files in a folder, and what they are asked. */
export async function servedProduct(
  { addresses, places }: ProductSubgraphs,
  folder: string,
): Promise<Pick<Graph, 'served' | 'questions'>> {
  const secret = IDENTITY_SECRET;
  const signed = await signAsGateway(new TextEncoder().encode(secret), { role: 'NONE' }, SIGNED_FOR);
  const supergraph = await productSupergraph((name) => addresses[name]);
  return {
    served: {
      supergraph: await written(join(folder, 'supergraph.graphql'), supergraph),
      openSupergraph: await written(join(folder, 'open.graphql'), withoutSecurity(supergraph)),
      services: Object.entries(addresses).map(([name, url]) => ({ name, url })),
      identity: { secret, signed },
    },
    questions: productQuestions(places),
  };
}

async function written(file: string, supergraph: string): Promise<string> {
  await writeFile(file, supergraph);
  return file;
}
