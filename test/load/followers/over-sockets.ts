import { WebSocket } from 'ws';
import { FOLLOWED } from './graph.js';
import { machineMs } from './machine-clock.js';
import type { FollowerListener, Leave } from './over-events.js';

const INIT = JSON.stringify({ type: 'connection_init' });
const SUBSCRIBE = JSON.stringify({ id: '1', type: 'subscribe', payload: { query: FOLLOWED } });

/** Follows over a socket of its own. Resolves when it has been acknowledged and has asked. @throws Error when it is refused. */
export function followBySocket(url: string, listener: FollowerListener): Promise<Leave> {
  return new Promise((resolve, reject) => {
    let left = false;
    const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws', { perMessageDeflate: false });
    socket.once('open', () => socket.send(INIT));
    socket.on('error', reject);
    socket.once('close', (code) => {
      reject(new Error(`closed with ${code}`));
      if (!left) listener.ended(`closed with ${code}`);
    });
    socket.on('message', (data) => {
      const atMs = machineMs();
      const message = String(data);
      const { type } = JSON.parse(message);
      if (type === 'next') listener.next(message, atMs);
      else if (type === 'ping') socket.send('{"type":"pong"}');
      else if (type === 'connection_ack') {
        socket.send(SUBSCRIBE);
        resolve(() => {
          left = true;
          socket.terminate();
        });
      } else listener.ended(message);
    });
  });
}
