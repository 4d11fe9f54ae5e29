import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** One address before several servers, by turns: what stands before replicas. */
export interface Balancer extends AsyncDisposable {
  readonly port: number;
}

/** Listens on the loopback; a connection that one server does not take goes to the next. */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const sockets = new Set<Socket>();
  let turn = 0;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  };
  const join = (client: Socket, tries: number): void => {
    const port = ports[turn % ports.length] ?? 0;
    turn += 1;
    const server = keep(connect(port, '127.0.0.1'));
    let isJoined = false;
    server.once('connect', () => {
      isJoined = true;
      client.pipe(server).pipe(client);
    });
    client.once('close', () => server.destroy());
    server.once('close', () => {
      if (isJoined || tries === ports.length || client.destroyed) client.destroy();
      else join(client, tries + 1);
    });
  };
  const listening = createServer((client) => join(keep(client), 1)).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      listening.close();
      await once(listening, 'close');
    },
  };
}
