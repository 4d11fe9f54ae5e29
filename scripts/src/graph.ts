import { createReadStream, createWriteStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';

/** Where `npm start` serves the graph. */
export const DEFAULT_URL = 'http://127.0.0.1:4000';

/** A graph that is asked over HTTP, and its services. */
export interface Graph {
  /** The answer's data. @throws Error with what the graph says is wrong. */
  ask<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
  /** What a service answers, its address below `/services/`. @throws Error with what it says is wrong. */
  call<Answer>(path: string, request?: ServiceRequest): Promise<Answer>;
  /** Writes what a service gives to a file, which must not be there yet. @throws Error like {@link call}. */
  save(path: string, file: string, query?: Readonly<Record<string, string>>): Promise<void>;
}

/** What is asked of a service, and how. */
export interface ServiceRequest {
  /** GET unless it says otherwise. */
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as the body. */
  readonly file?: string;
  /** How many seconds it may think before it tells how far it has come (RFC 7240, section 4.3). */
  readonly wait?: number;
}

/** The graph at a URL, asked with a token, or by the public. */
export function graphAt(url: string, token: string | undefined): Graph {
  const authorization: Readonly<Record<string, string>> =
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  const service = async (path: string, { method = 'GET', query, file, wait }: ServiceRequest): Promise<Response> => {
    const address = new URL(`/services/${path}?${new URLSearchParams(query)}`, url);
    const preference = wait === undefined ? {} : { prefer: `wait=${wait}` };
    const headers = { ...authorization, ...preference };
    // Otherwise a file that is not there would look like a graph that is not.
    if (file !== undefined) await access(file);
    const body =
      file === undefined
        ? {}
        : ({ body: Readable.toWeb(createReadStream(file)) as ReadableStream, duplex: 'half' } as const);
    const answer = await fetched(address, { method, headers, ...body });
    if (answer.ok) return answer;
    throw new Error(wordsOf((await answer.json()) as Problem));
  };
  return {
    ask: async <Data>(query: string, variables: Readonly<Record<string, unknown>> = {}) => {
      const body = JSON.stringify({ query, variables });
      const headers = { ...authorization, 'content-type': 'application/json' };
      const answer = await fetched(new URL('/graphql', url), { method: 'POST', headers, body });
      const { data, errors } = (await answer.json()) as GraphAnswer;
      if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
      return data as Data;
    },
    call: async <Answer>(path: string, request: ServiceRequest = {}) =>
      (await (await service(path, request)).json()) as Answer,
    save: async (path, file, query = {}) => {
      const { body } = await service(path, { query });
      if (body === null) throw new Error(`${path}: an answer without a body`);
      await pipeline(Readable.fromWeb(body as WebStream), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    },
  };
}

interface GraphAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string }[];
}

/** RFC 9457, as the services refuse. */
interface Problem {
  readonly title: string;
  readonly status: number;
  readonly code?: string;
  readonly detail?: string;
  readonly messageVi?: string;
}

function wordsOf({ title, status, code, detail, messageVi }: Problem): string {
  return [`${code ?? status} ${detail ?? title}`, messageVi].filter((line) => line !== undefined).join('\n');
}

async function fetched(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    throw new Error(`no answer from ${url.origin}: is the graph running?`, { cause: error });
  }
}
