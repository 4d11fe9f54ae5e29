/** A process full of followers, who do as little as they can. */
import { Deliveries, Ledger } from './ledger.js';
import { followByEvents, type Leave } from './over-events.js';
import { followBySocket } from './over-sockets.js';
import { serveCalls } from './worker.js';

const TRANSPORTS = { events: followByEvents, sockets: followBySocket } as const;

/** How they are told. */
export type TransportName = keyof typeof TRANSPORTS;

/** Who joins. */
export interface Joining {
  /** Of the gateway's graph. */
  readonly url: string;
  readonly transport: TransportName;
  readonly count: number;
}

/** What they have been delivered. */
export type Received = Omit<Deliveries, 'from' | 'lastAtMs' | 'wrong'> & { readonly wrong: readonly string[] };

/** So many join at once. */
const JOINING_AT_ONCE = 25;

const followers = new Map<Ledger, Leave>();
let deliveries = new Deliveries();

const services = {
  join: async ({ url, transport, count }: Joining): Promise<void> => {
    let left = count;
    const joinOn = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const ledger = new Ledger(() => deliveries);
        const leave = await TRANSPORTS[transport](url, {
          next: (result, atMs) => ledger.take(result, atMs),
          ended: (why) => deliveries.wrong.push(why),
        });
        followers.set(ledger, leave);
      }
    };
    await Promise.all(Array.from({ length: JOINING_AT_ONCE }, joinOn));
  },
  /** All of them go away. */
  leave: (): void => {
    for (const leave of followers.values()) leave();
    followers.clear();
  },
  /** The number of the event that all of them have had, or a later one. */
  reached: (): number => [...followers.keys()].reduce((least, { latest }) => Math.min(least, latest), Infinity),
  /** From this event on they keep count. */
  expect: (from: number): void => {
    deliveries = new Deliveries();
    deliveries.from = from;
    for (const ledger of followers.keys()) ledger.expect(from);
  },
  received: (): Received => {
    const { received, disordered, repeated, wrong } = deliveries;
    return { received, disordered, repeated, wrong: wrong.slice(0, 5) };
  },
  /** When the last of them had each event. */
  lastAtMs: (): readonly (readonly [number, number])[] => [...deliveries.lastAtMs],
};

/** What this process does for the one that started it. */
export type CrowdServices = typeof services;

serveCalls(services);
