import { readFile } from 'node:fs/promises';
import { ROOT } from '../repository.js';

/** The questions of a report, each a file beside this one. */
export type ReportQuestion = 'coverage' | 'turnover' | 'stale' | 'lapsing' | 'issues';

/** Where the questions lie, by their path in the checkout. */
export const QUESTIONS = 'scripts/src/report';

/** A refusal of the graph, in its own words. */
export class GraphRefusalError extends Error {
  override readonly name = 'GraphRefusalError';
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/** A graph at an address. */
export interface Graph {
  /** The data of an answer, whole. @throws GraphRefusalError for an answer with errors, Error where there is none. */
  ask<Data>(question: ReportQuestion, variables: Readonly<Record<string, unknown>>): Promise<Data>;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly messageVi?: string };
  }[];
}

/** Asks over HTTP; with a token as the caller it names. Each question is checked against the schema by its test. */
export function graphAt(url: string, token: string | undefined): Graph {
  return {
    ask: async <Data>(question: ReportQuestion, variables: Readonly<Record<string, unknown>>) => {
      const query = await readFile(`${ROOT}${QUESTIONS}/${question}.graphql`, 'utf8');
      const response = await fetch(new URL('/graphql', url), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query, variables }),
      }).catch((cause: unknown) => {
        throw new Error(`nothing answers at ${url}: start the graph, or name its address with --url`, { cause });
      });
      const { data, errors } = (await response.json()) as Answer;
      const [refusal] = errors ?? [];
      if (refusal !== undefined)
        throw new GraphRefusalError(refusal.extensions?.messageVi ?? refusal.message, refusal.extensions?.code ?? '');
      return data as Data;
    },
  };
}
