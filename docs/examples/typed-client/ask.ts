import type { TypedDocumentString } from './generated/graphql.ts';

/** Asks the graph; the document says what comes back and what has to be given. A part that failed is null, and said on standard error. */
export async function ask<Result, Variables>(
  graph: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch(graph, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors = [] }: { data?: Result | null; errors?: { message: string }[] } = await response.json();
  for (const { message } of errors) console.error(message);
  if (data === undefined || data === null) throw new Error(`the graph answered ${response.status} without data`);
  return data;
}
