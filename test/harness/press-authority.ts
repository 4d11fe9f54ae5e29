import type { GraphClient } from './stack.js';

/** The claims of the press authority's tokens: it may see and confirm every record, at whatever cost. */
export const AUTHORITY = { role: 'AUTHORITY', sub: 'co-quan-thu', costLimit: null } as const;

/** A record, as it is confirmed. */
export interface ReadRecord {
  readonly uid: string;
  readonly version: number;
  readonly agency: { readonly name: string };
}

const RECORDS = `query ($first: Int, $filter: SpokespersonFilter) { spokespersons(first: $first, filter: $filter) {
  nodes { uid version agency { name } } } }`;
const CONFIRM = `mutation ($input: ConfirmSpokespersonInput!) { confirmSpokesperson(input: $input) {
  cursor userErrors { code message } } }`;

/** The first so many records that everybody may see; of those that a filter selects, where there is one. */
export async function readRecords(
  graph: GraphClient,
  first: number,
  filter: object | null = null,
): Promise<readonly ReadRecord[]> {
  return (await graph.ask(RECORDS, { first, filter }, await graph.token(AUTHORITY))).data.spokespersons.nodes;
}

/** A command that was answered, and not carried out. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/**
 * Confirms a record as it was read, and gives the cursor of that change. Under a key it is carried out once, however often it is sent.
 * @throws Refused; Error for an answer that is none.
 */
export async function confirmRecord(
  graph: GraphClient,
  { uid, version }: Pick<ReadRecord, 'uid' | 'version'>,
  idempotencyKey?: string,
): Promise<string> {
  const key = idempotencyKey === undefined ? {} : { idempotencyKey };
  const input = { spokesperson: uid, expectedVersion: version, ...key };
  const answer = await graph.ask(CONFIRM, { input }, await graph.token(AUTHORITY));
  const confirmed = answer.data?.confirmSpokesperson;
  if (!confirmed) throw new Error(JSON.stringify(answer));
  if (confirmed.userErrors.length > 0) throw new Refused(JSON.stringify([input, confirmed.userErrors]));
  return confirmed.cursor;
}

/** Confirms a record so often, and gives the cursors of those changes. @throws Error like {@link confirmRecord}. */
export async function confirmOften(
  graph: GraphClient,
  { uid, version }: ReadRecord,
  times: number,
): Promise<readonly string[]> {
  const cursors: string[] = [];
  for (let count = 0; count < times; count += 1)
    cursors.push(await confirmRecord(graph, { uid, version: version + count }));
  return cursors;
}
