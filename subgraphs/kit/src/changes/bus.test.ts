import { once } from 'node:events';
import { createServer } from 'node:net';
import { joinBus } from './bus.js';

const SERVER = process.env.TEST_BUS_URL;

describe('the bus', () => {
  it('that is away holds nothing up', async () => {
    // A port that was free a moment ago: nobody listens there.
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const address = probe.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    probe.close();
    await once(probe, 'close');
    const errors: unknown[] = [];
    const bus = joinBus(`nats://127.0.0.1:${port}`, (error) => errors.push(error));
    let rung = 0;
    const hush = bus.onRing('units', () => {
      rung += 1;
    });
    bus.ring('units');
    hush();
    await bus.close();
    expect(rung).toBe(0);
  });

  (SERVER ? it : it.skip)('carries hints of one subgraph to those who listen for it', async () => {
    const name = `units-${crypto.randomUUID()}`;
    const fail = (error: unknown): never => {
      throw error;
    };
    const [sender, receiver] = [joinBus(SERVER ?? '', fail), joinBus(SERVER ?? '', fail)];
    try {
      const rung = new Promise<void>((resolve) => receiver.onRing(name, resolve));
      const ringing = setInterval(() => {
        sender.ring('another');
        sender.ring(name);
      }, 10);
      await rung;
      clearInterval(ringing);
    } finally {
      await sender.close();
      await receiver.close();
    }
  });
});
