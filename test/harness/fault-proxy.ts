import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Dispatcher, request as forward } from 'undici';

/** What can happen on the way to a server. */
export const FAULTS = ['refuse', 'hang', 'status-500', 'garbage', 'half', 'huge', 'reset'] as const;

/** One of {@link FAULTS}. */
export type Fault = (typeof FAULTS)[number];

/** A server between two others that lets everything through until it is told to misbehave. */
export interface FaultProxy extends AsyncDisposable {
  readonly url: string;
  /** Misbehaves until the returned function is called; the latest fault counts. What was upgraded is broken off. */
  fail(fault: Fault): () => void;
  /** How many requests to `/graphql` came since the last call. */
  takeRequests(): number;
  /** Resolves at the next request. */
  reached(): Promise<void>;
}

const HUGE_CHUNK = Buffer.alloc(1024 * 1024, 'x');

/** Starts a proxy on a free port of the loopback. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  let fault: Fault | null = null;
  let requests = 0;
  const server = createServer((request, response) => {
    if (request.url === '/graphql') requests += 1;
    if (fault === null) void pass(request, response, target);
    else misbehave(fault, request, response);
    server.emit('reached');
  });
  const tunnels = new Set<Duplex>();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (fault !== null) socket.destroy();
    else tunnel(request, socket, head, { target, tunnels });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    fail: (next) => {
      fault = next;
      for (const socket of tunnels) socket.destroy();
      return () => {
        if (fault === next) fault = null;
      };
    },
    takeRequests: () => {
      const taken = requests;
      requests = 0;
      return taken;
    },
    reached: async () => {
      await once(server, 'reached');
    },
    [Symbol.asyncDispose]: () => {
      for (const socket of tunnels) socket.destroy();
      return close(server);
    },
  };
}

/** What the other side does not answer is a broken connection here, as it would be without a proxy. */
async function pass(request: IncomingMessage, response: ServerResponse, target: string): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const { host: _host, connection: _connection, 'transfer-encoding': _coding, ...headers } = request.headers;
    const answer = await forward(`${target}${request.url}`, {
      method: (request.method ?? 'GET') as Dispatcher.HttpMethod,
      headers: { ...headers },
      body: request.method === 'GET' ? null : request,
      signal: gone.signal,
    });
    response.writeHead(answer.statusCode, { 'content-type': String(answer.headers['content-type'] ?? '') });
    for await (const chunk of answer.body) response.write(chunk);
    response.end();
  } catch {
    response.destroy();
  }
}

interface Tunnels {
  readonly target: string;
  readonly tunnels: Set<Duplex>;
}

/** Joins the two ends of a connection that was upgraded: to a socket, whatever it carries. */
function tunnel(request: IncomingMessage, socket: Duplex, head: Buffer, { target, tunnels }: Tunnels): void {
  const { hostname, port } = new URL(target);
  const other = connect(Number(port), hostname, () => {
    const headers = request.rawHeaders.flatMap((name, index, all) =>
      index % 2 === 0 ? `${name}: ${all[index + 1]}` : [],
    );
    other.write(`${[`GET ${request.url} HTTP/1.1`, ...headers].join('\r\n')}\r\n\r\n`);
    other.write(head);
    socket.pipe(other).pipe(socket);
  });
  for (const [end, far] of [
    [socket, other],
    [other, socket],
  ] as const) {
    tunnels.add(end);
    end
      .on('error', () => undefined)
      .once('close', () => {
        tunnels.delete(end);
        far.destroy();
      });
  }
}

function misbehave(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  switch (fault) {
    case 'refuse':
      request.socket.destroy();
      return;
    case 'hang':
      request.resume();
      return;
    case 'status-500':
      request.resume();
      response
        .writeHead(500, { 'content-type': 'text/html' })
        .end('<h1>Internal Server Error at /srv/units/main.js:12</h1>');
      return;
    case 'garbage':
      request.resume();
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data": {"unit": [1, 2');
      return;
    case 'half':
      request.resume();
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '10000' });
      response.write('{"data": {', () => response.destroy());
      return;
    case 'huge':
      request.resume();
      response.writeHead(200, { 'content-type': 'application/json' });
      pourOut(response);
      return;
    case 'reset':
      request.once('data', () => request.socket.resetAndDestroy());
  }
}

/** Writes until the other side has had enough, no faster than it reads. */
function pourOut(response: ServerResponse): void {
  const more = (): void => {
    while (!response.destroyed && response.write(HUGE_CHUNK));
  };
  response.on('drain', more);
  more();
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
