import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningCommand } from './run-command.js';

const LOOK_MS = 50;

/** Resolves once somebody listens there. What it logs does not tell: it logs errors alone. @throws Error when the process has ended. */
export async function listens(port: number, running: RunningCommand): Promise<void> {
  for (;;) {
    if (running.exitCode() !== null) throw new Error(`it ended: ${running.output().slice(-2_000)}`);
    const socket = connect(port, '127.0.0.1');
    const isUp = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'close').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isUp) return;
    await delay(LOOK_MS);
  }
}
