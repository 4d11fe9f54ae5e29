// Is told of the changes of spokespersons as they happen and writes each, once and in order, as a line of a file. The file is all it remembers:
// it goes on behind the last whole line, however it was ended. npx tsx subscriber.ts [FILE] [URL]; TOKEN in the environment.
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { resuming } from '@phat-ngon/client';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

const [file = 'changes.ndjson', url = 'http://127.0.0.1:4000'] = process.argv.slice(2);
const { TOKEN } = process.env;
const query = `subscription ($after: String) {
  spokespersonChanged(after: $after) {
    cursor kind cause at effectiveFrom changedFields version after { fullName positionTitle } agency { uid name }
  }
}`;

/** What was written so far, up to the last whole line: half a line is a change whose writing was broken off, and comes again. */
function resume(): string | null {
  if (!existsSync(file)) return null;
  const whole = readFileSync(file, 'utf8').replace(/[^\n]*$/, '');
  truncateSync(file, Buffer.byteLength(whole));
  const last = whole.trimEnd().split('\n').at(-1);
  return last ? JSON.parse(last).cursor : null;
}

// It connects again by itself, behind the last change it was told.
const client = createClient(
  resuming({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    ...(TOKEN ? { connectionParams: { authorization: `Bearer ${TOKEN}` } } : {}),
  }),
);
for await (const { data, errors } of client.iterate({ query, variables: { after: resume() } })) {
  if (!data) throw new Error(JSON.stringify(errors));
  appendFileSync(file, `${JSON.stringify(data.spokespersonChanged)}\n`);
}
