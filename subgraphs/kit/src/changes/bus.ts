import { setTimeout as delay } from 'node:timers/promises';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { ErrorListener } from '../errors/mask.js';

/** Carries hints that a log has grown from process to process. A hint that is lost costs a poll's interval, never a change. */
export interface Bus {
  /** Says that a subgraph's log has grown; does nothing while the bus is away. */
  ring(subgraph: string): void;
  /** Calls the listener at every hint of a subgraph, until the returned function is called. */
  onRing(subgraph: string, listener: () => void): () => void;
  close(): Promise<void>;
}

const RETRY_MS = 1_000;
const CONNECT_MS = 2_000;

/** The subject on which a subgraph's hints travel. */
function subjectOf(subgraph: string): string {
  return `phat-ngon.changes.${subgraph}`;
}

/**
 * Joins a NATS server (`nats://host:port`). Returns at once: nothing waits for the bus, and it may come and go; `onError` hears once
 * when it cannot be reached.
 */
export function joinBus(url: string, onError: ErrorListener): Bus {
  const listeners = new Map<string, Set<() => void>>();
  const closing = new AbortController();
  let connection: NatsConnection | null = null;
  const subscribe = (subject: string): void => {
    const callback = (): void => {
      for (const listener of listeners.get(subject) ?? []) listener();
    };
    connection?.subscribe(subject, { callback });
  };
  const joined = reach(url, closing.signal, onError).then((made) => {
    connection = made;
    for (const subject of listeners.keys()) subscribe(subject);
  });
  return {
    ring: (subgraph) => connection?.publish(subjectOf(subgraph)),
    onRing: (subgraph, listener) => {
      const subject = subjectOf(subgraph);
      const known = listeners.get(subject) ?? new Set();
      known.add(listener);
      if (!listeners.has(subject)) {
        listeners.set(subject, known);
        subscribe(subject);
      }
      return () => known.delete(listener);
    },
    close: async () => {
      closing.abort();
      await joined;
      await connection?.close();
    },
  };
}

/** Tries until it is connected, or null once nobody wants it any more; what is lost later the client itself joins again. */
async function reach(url: string, signal: AbortSignal, onError: ErrorListener): Promise<NatsConnection | null> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      return await connect({
        servers: url,
        maxReconnectAttempts: -1,
        reconnectTimeWait: RETRY_MS,
        timeout: CONNECT_MS,
      });
    } catch (error) {
      if (attempt === 1) onError(error);
    }
    await delay(RETRY_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
  return null;
}
