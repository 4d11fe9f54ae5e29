import { randomUUID } from 'node:crypto';
import { IDENTITY_HEADER, serveServices } from '@phat-ngon/kit';
import { signAsGateway } from '@phat-ngon/kit/testing';
import type { ToldJob } from '../import/job/told-job.js';
import { CALLERS, type Caller } from './commands.js';
import type { Network } from './open-network.js';

const SECRET = new TextEncoder().encode('a secret of at least thirty-two characters');

/** What an answer of a service says. */
export interface Told {
  readonly status: number;
  readonly type: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at the parts they are about.
  readonly body: any;
}

/** The services of a network's subgraph, asked over HTTP as the gateway asks. */
export interface Imports extends AsyncDisposable {
  /** Asks as a caller; nobody when null. The body is told as JSON where it is some, as text otherwise. */
  ask(caller: Caller | null, path: string, init?: RequestInit): Promise<Told>;
  /** A file that anybody is given. */
  bytes(path: string): Promise<Buffer>;
  /** Sends a list, under a UUID of its own unless one is given. */
  send(list: string | Buffer, how?: { readonly caller?: Caller; readonly uid?: string }): Promise<Told>;
  /** Imports what was found of a list. */
  commit(job: ToldJob, caller?: Caller): Promise<Told>;
}

/** Serves the services of a network's subgraph; `await using` stops that. */
export async function openImports({ subgraph }: Network): Promise<Imports> {
  const served = await serveServices(subgraph, { host: '127.0.0.1', port: 0, secret: SECRET });
  const fetched = async (caller: Caller | null, path: string, init: RequestInit = {}): Promise<Response> => {
    const identity = caller === null ? { role: 'NONE' as const } : CALLERS[caller];
    const headers = { ...init.headers, [IDENTITY_HEADER]: await signAsGateway(SECRET, identity) };
    return fetch(`${served.url}/services${path}`, { ...init, headers });
  };
  const ask: Imports['ask'] = async (caller, path, init) => {
    const answer = await fetched(caller, path, init);
    const type = answer.headers.get('content-type');
    const text = await answer.text();
    return { status: answer.status, type, body: type?.includes('json') ? JSON.parse(text) : text };
  };
  return {
    ask,
    bytes: async (path) => Buffer.from(await (await fetched(null, path)).arrayBuffer()),
    send: (list, { caller = 'authority', uid = randomUUID() } = {}) =>
      ask(caller, `/imports/${uid}?name=danh-sach.csv`, { method: 'PUT', body: new Uint8Array(Buffer.from(list)) }),
    commit: ({ uid, token }, caller = 'authority') =>
      ask(caller, `/imports/${uid}/commit?token=${token}`, { method: 'POST' }),
    [Symbol.asyncDispose]: () => served.close(),
  };
}
