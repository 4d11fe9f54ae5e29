import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocket } from 'ws';

/** A connection as bytes, for what no sound client does. */
export interface OpenedSocket {
  readonly socket: WebSocket;
  send(message: unknown): void;
  /** The next message. @throws Error when the connection has ended. */
  // biome-ignore lint/suspicious/noExplicitAny: a message is of any form.
  next(): Promise<any>;
  /** The code it was closed with. */
  readonly closed: Promise<number>;
}

/** Opens a connection to a gateway's graph, and initialises it unless told not to. */
export async function openSocket(
  url: string,
  { protocol = GRAPHQL_TRANSPORT_WS_PROTOCOL, init = {} as object | null } = {},
): Promise<OpenedSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol === '' ? [] : protocol);
  const waiting: unknown[] = [];
  let wake: () => void = () => undefined;
  socket.on('message', (data) => {
    waiting.push(JSON.parse(String(data)));
    wake();
  });
  const closed = new Promise<number>((resolve) =>
    socket.once('close', (code) => {
      resolve(code);
      wake();
    }),
  );
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const opened: OpenedSocket = {
    socket,
    closed,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next: async () => {
      while (waiting.length === 0) {
        if (socket.readyState !== socket.OPEN) throw new Error('the connection has ended');
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return waiting.shift();
    },
  };
  if (init !== null && protocol !== '') {
    opened.send({ type: 'connection_init', payload: init });
    await opened.next();
  }
  return opened;
}
