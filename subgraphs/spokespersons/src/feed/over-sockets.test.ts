import { IDENTITY_HEADER, type Principal, PUBLIC, type Served, serveSubgraph } from '@phat-ngon/kit';
import { signAsGateway, temporaryDatabase } from '@phat-ngon/kit/testing';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { CALLERS, send } from '../testing/commands.js';
import { type Network, openNetwork } from '../testing/open-network.js';

const SECRET = new TextEncoder().encode('a secret of at least thirty-two characters');
const QUERY = 'subscription ($after: String) { spokespersonChanged(after: $after) { cursor kind version } }';
const RECORDS = [
  { uid: 'health', agencyUid: 'so-y-te-p01-1', validFrom: '2025-08-01' },
  { uid: 'ward', agencyUid: 'ub-c004-2', validFrom: '2025-08-01' },
];

const serve = ({ subgraph }: Network) => serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, secret: SECRET });

/** A client that somebody else wrote, as a gateway would use it. */
function clientOf({ url }: Served, principal: Partial<Principal> = PUBLIC): Client {
  return createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    lazy: true,
    retryAttempts: 0,
    connectionParams: async () => ({ [IDENTITY_HEADER]: await signAsGateway(SECRET, { role: 'NONE', ...principal }) }),
  });
}

const confirm = (network: Network, expectedVersion: number, spokesperson = 'ward') =>
  send(network, 'clerk', 'confirmSpokesperson', { spokesperson, expectedVersion });

async function take(events: AsyncIterator<any>, count: number): Promise<readonly any[]> {
  const taken: any[] = [];
  while (taken.length < count) taken.push((await events.next()).value.data.spokespersonChanged);
  return taken;
}

const cursorOf = async (network: Network): Promise<string> =>
  ((await network.data('{ spokespersonFeedCursor }')) as any).spokespersonFeedCursor;

const follow = (client: Client, after: string): AsyncIterator<any> =>
  client.iterate({ query: QUERY, variables: { after } });

describe('over graphql-transport-ws', () => {
  it('a feed is followed, and resumed at another process behind the last cursor', async () => {
    await using database = await temporaryDatabase();
    let after = '';
    const seen: number[] = [];
    for (const from of [1, 4]) {
      await using network = await openNetwork({ database, records: RECORDS });
      const served = await serve(network);
      const client = clientOf(served);
      after ||= await cursorOf(network);
      const events = follow(client, after);
      for (let version = from; version < from + 3; version += 1) await confirm(network, version);
      // One of those that were sent is left: it comes again at the other process.
      for (const change of await take(events, from === 1 ? 2 : 4)) {
        seen.push(change.version);
        after = change.cursor;
      }
      await client.dispose();
      await served.close();
    }
    expect(seen).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('each is delivered what the identity of its connection may see', async () => {
    await using network = await openNetwork({ records: RECORDS });
    const served = await serve(network);
    const after = await cursorOf(network);
    const [open, own] = [clientOf(served), clientOf(served, CALLERS.departmentClerk)];
    const [public_, staff] = [follow(open, after), follow(own, after)];
    await send(network, 'departmentClerk', 'appointSpokesperson', {
      ...{ agency: 'so-y-te-p01-1', role: 'HEAD', validFrom: '2026-11-24' },
      person: { fullName: 'Mẫu Văn Mới', positionTitle: 'Giám đốc', contacts: [] },
    });
    await confirm(network, 1);
    expect((await take(staff, 2)).map(({ kind }) => kind)).toEqual(['APPOINTED', 'CONFIRMED']);
    expect((await take(public_, 1)).map(({ kind }) => kind)).toEqual(['CONFIRMED']);
    await Promise.all([open.dispose(), own.dispose()]);
    await served.close();
  });

  it('what is wrong with a subscription is told by its code', async () => {
    await using network = await openNetwork({ records: RECORDS });
    const served = await serve(network);
    const client = clientOf(served);
    await expect(follow(client, 'x').next()).rejects.toMatchObject([{ extensions: { code: 'BAD_CURSOR' } }]);
    const malformed = client.iterate({ query: 'subscription { nothing }' });
    await expect(malformed.next()).rejects.toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    await client.dispose();
    await served.close();
  });

  it.each([
    ['no identity', {}],
    ['an identity nobody has signed', { [IDENTITY_HEADER]: 'x' }],
  ])('%s is not served', async (_what, connectionParams) => {
    await using network = await openNetwork({ records: RECORDS });
    const served = await serve(network);
    const url = `${served.url.replace('http', 'ws')}/graphql`;
    const client = createClient({ ...{ url, webSocketImpl: WebSocket, retryAttempts: 0 }, connectionParams });
    await expect(follow(client, 'x').next()).rejects.toMatchObject({ code: 4403 });
    await client.dispose();
    await served.close();
  });

  it('a server that closes ends what is followed, so that it is resumed elsewhere', async () => {
    await using network = await openNetwork({ records: RECORDS });
    const served = await serve(network);
    const client = clientOf(served);
    const closed = new Promise<any>((resolve) => client.on('closed', resolve));
    const events = follow(client, await cursorOf(network));
    const last = events.next();
    await confirm(network, 1);
    await last;
    const ended = events.next().catch((error: unknown) => error);
    await served.close();
    expect([(await closed).code, await ended]).toEqual([1001, expect.anything()]);
    await client.dispose();
  });
});
