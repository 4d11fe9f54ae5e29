import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from './config.js';
import { createGateway, type Gateway } from './gateway.js';
import type { GatewayEvent } from './observe/event.js';
import { composed, LINK, resolved } from './testing/open-test-gateway.js';

const sdl = (fields: string): string => `${LINK} type Query { ${fields} }`;
const supergraph = (fields: string): string => composed({ posts: { sdl: sdl(fields) } });

const OLD = supergraph('posts: Int');
const NEW = supergraph('posts: Int  pages: Int');

interface Stand extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly url: string;
  readonly events: readonly GatewayEvent[];
  /** Puts another supergraph in the place of the one that is served, whole. */
  put(text: string): Promise<void>;
  /** Resolves with the next event of a kind. */
  next(kind: GatewayEvent['kind']): Promise<GatewayEvent>;
  /** Resolves once the subgraph has been asked so many times. */
  underWay(count: number): Promise<void>;
}

/** A gateway whose one subgraph answers slowly enough that a reload meets requests under way. */
async function stand(
  env: Readonly<Record<string, string>> = {},
  posts: () => unknown = () => new Promise((resolve) => setImmediate(() => resolve(1))),
): Promise<Stand> {
  const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-reload-'));
  const file = join(folder, 'supergraph.graphql');
  await writeFile(file, OLD);
  let asked = 0;
  let onAsked: () => void = () => undefined;
  const events: GatewayEvent[] = [];
  const waiting = new Map<GatewayEvent['kind'], (event: GatewayEvent) => void>();
  const answers = resolved(sdl('posts: Int  pages: Int'), {
    Query: {
      posts: () => {
        asked += 1;
        onAsked();
        return posts();
      },
      pages: () => 2,
    },
  });
  const gateway = await createGateway(loadConfig({ SUPERGRAPH: file, PORT: '0', SUPERGRAPH_POLL_MS: '0', ...env }), {
    inProcess: new Map([['posts', answers]]),
    onEvent: (event) => {
      events.push(event);
      waiting.get(event.kind)?.(event);
    },
  });
  const { url } = await gateway.listen();
  return {
    gateway,
    url,
    events,
    put: async (text) => {
      await writeFile(`${file}.new`, text);
      await rename(`${file}.new`, file);
    },
    underWay: (count) =>
      new Promise((resolve) => {
        onAsked = () => (asked >= count ? resolve() : undefined);
        onAsked();
      }),
    next: (kind) => new Promise((resolve) => waiting.set(kind, resolve)),
    [Symbol.asyncDispose]: async () => {
      await gateway.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function ask({ url }: Stand, query: string): Promise<any> {
  const response = await fetch(`${url}/graphql?query=${encodeURIComponent(query)}`);
  return response.json();
}

describe('a changed supergraph', () => {
  it('is switched in when it is looked at, and a second look finds nothing new', async () => {
    await using here = await stand();
    expect((await ask(here, '{ pages }')).errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    await here.put(NEW);
    expect(await here.gateway.reload()).toBe('switched');
    expect(await ask(here, '{ posts pages }')).toEqual({ data: { posts: 1, pages: 2 } });
    expect(await here.gateway.reload()).toBe('unchanged');
    expect(await (await fetch(`${here.url}/schema.graphql`)).text()).toContain('pages');
  });

  it('is noticed by itself', async () => {
    await using here = await stand({ SUPERGRAPH_POLL_MS: '5' });
    const switched = here.next('supergraph-switched');
    await here.put(NEW);
    await switched;
    expect((await ask(here, '{ pages }')).data).toEqual({ pages: 2 });
  });

  it.each([
    ['no schema', 'type Query {'],
    ['no supergraph', 'type Query { posts: Int }'],
    ['nothing', ''],
    ['one with a subgraph that has no address', composed({ elsewhere: { sdl: sdl('posts: Int'), url: '' } })],
  ])('that is %s is refused once, and the old one stays', async (_what, text) => {
    await using here = await stand();
    await here.put(text);
    expect(await here.gateway.reload()).toBe('refused');
    expect(await here.gateway.reload()).toBe('unchanged');
    expect(here.events.map((event) => event.kind)).toEqual(['supergraph-refused']);
    expect(await ask(here, '{ posts }')).toEqual({ data: { posts: 1 } });
    await here.put(NEW);
    expect(await here.gateway.reload()).toBe('switched');
  });

  it('drops no request, however often it changes', async () => {
    await using here = await stand();
    let isOver = false;
    const answers: unknown[] = [];
    const clients = Array.from({ length: 8 }, async () => {
      while (!isOver) answers.push(await ask(here, '{ posts }'));
    });
    for (let time = 0; time < 20; time += 1) {
      await here.put(time % 2 === 0 ? NEW : OLD);
      expect(await here.gateway.reload()).toBe('switched');
    }
    isOver = true;
    await Promise.all(clients);
    expect(answers.length).toBeGreaterThan(20);
    for (const answer of answers) expect(answer).toEqual({ data: { posts: 1 } });
  });
});

describe('a gateway that is told to stop', () => {
  it('finishes the answers under way, and takes no more', async () => {
    let release: (value: number) => void = () => undefined;
    const held = new Promise<number>((resolve) => {
      release = resolve;
    });
    await using here = await stand({}, () => held);
    // Of equal ones one would be under way.
    const asked = Array.from({ length: 5 }, (_, index) => ask(here, `{ posts${index}: posts }`));
    await here.underWay(5);
    const closed = here.gateway.close();
    release(1);
    expect(await Promise.all(asked)).toEqual(
      Array.from({ length: 5 }, (_, index) => ({ data: { [`posts${index}`]: 1 } })),
    );
    await closed;
    await expect(ask(here, '{ posts }')).rejects.toThrow();
  });
});
