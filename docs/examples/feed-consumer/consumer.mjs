// Follows the changes of spokespersons and writes each, once and in order, as a line of a file. The file is all it remembers: it goes on
// behind the last whole line, however it was ended. Node ≥ 20: node consumer.mjs [FILE] [URL]; TOKEN and SECONDS in the environment.
import { appendFileSync, closeSync, existsSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const [file = 'changes.ndjson', url = 'http://127.0.0.1:4000'] = process.argv.slice(2);
const { TOKEN, SECONDS = '5' } = process.env;
const query = `query ($after: String) {
  spokespersonChanges(after: $after, first: 500) {
    nodes { cursor kind cause at effectiveFrom changedFields version after { fullName positionTitle } agency { uid name } }
    pageInfo { endCursor hasNextPage }
  }
}`;

/** What was written so far, up to the last whole line: half a line is a change whose writing was broken off, and comes again. */
function resume() {
  if (!existsSync(file)) return null;
  const whole = readFileSync(file, 'utf8').replace(/[^\n]*$/, '');
  const handle = openSync(file, 'r+');
  ftruncateSync(handle, Buffer.byteLength(whole));
  closeSync(handle);
  const last = whole.trimEnd().split('\n').at(-1);
  return last ? JSON.parse(last).cursor : null;
}

async function pull(after) {
  const headers = { 'content-type': 'application/json', ...(TOKEN ? { authorization: `Bearer ${TOKEN}` } : {}) };
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables: { after } }),
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data.spokespersonChanges;
}

for (let after = resume(); ; ) {
  const { nodes, pageInfo } = await pull(after).catch((error) => {
    process.stderr.write(`${error.message}: trying again\n`);
    return { nodes: [], pageInfo: { endCursor: after, hasNextPage: false } };
  });
  for (const change of nodes) appendFileSync(file, `${JSON.stringify(change)}\n`);
  after = pageInfo.endCursor;
  if (!pageInfo.hasNextPage) await delay(1_000 * Number(SECONDS));
}
