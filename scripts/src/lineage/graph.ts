import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

/** A graph that is asked over HTTP, and its services. */
export interface Graph {
  /** The answer's data. @throws Error with what the graph says is wrong. */
  ask<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
  /** Sends a file to a service of the units subgraph. @throws Error with what it says is wrong. */
  send<Answer>(path: string, query: Readonly<Record<string, string>>, file: string): Promise<Answer>;
}

/** The graph at a URL, asked with a token, or by the public. */
export function graphAt(url: string, token: string | undefined): Graph {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    ask: async <Data>(query: string, variables: Readonly<Record<string, unknown>> = {}) => {
      const body = JSON.stringify({ query, variables });
      const headers = { ...authorization, 'content-type': 'application/json' };
      const answer = await fetched(new URL('/graphql', url), { method: 'POST', headers, body });
      const { data, errors } = (await answer.json()) as GraphAnswer;
      if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
      return data as Data;
    },
    send: async <Answer>(path: string, query: Readonly<Record<string, string>>, file: string) => {
      const address = new URL(`/services/units/${path}?${new URLSearchParams(query)}`, url);
      const headers = { ...authorization, 'content-type': 'text/csv' };
      const body = Readable.toWeb(createReadStream(file)) as ReadableStream;
      const answer = await fetched(address, { method: 'POST', headers, body, duplex: 'half' });
      const told: unknown = await answer.json();
      if (!answer.ok) throw new Error(wordsOf(told as Problem));
      return told as Answer;
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
