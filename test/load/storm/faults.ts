import { setTimeout as delay } from 'node:timers/promises';
import type { SubgraphName } from '../../../scripts/src/definitions.js';
import { FAULTS } from '../../harness/fault-proxy.js';
import type { OwnDatabase } from '../../harness/start-database.js';
import type { ProcessStack } from '../../harness/start-processes.js';
import type { Random } from '../random.js';
import { within } from './within.js';

/** What a storm has done. */
export interface FaultReport {
  readonly total: number;
  /** What befell whom how often; `killed` is SIGKILL and a start after it. */
  readonly byPlace: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** How long it took at most until a place was sound again. */
  readonly longestMs: Readonly<Record<string, number>>;
}

const SUBGRAPHS: readonly SubgraphName[] = ['units', 'spokespersons', 'training'];

/** What is killed; what stands before a subgraph misbehaves under the name {@link wayTo} it. */
export const MORTAL = ['database', ...SUBGRAPHS] as const;

const FAULT_EVERY_MS = 1_000;
const RESTART_AFTER_MS = 250;
const START_WITHIN_MS = 120_000;

/** A deck has each fault once: a storm of as many seconds meets each of them. */
export const FAULTS_IN_A_DECK = MORTAL.length + FAULTS.length * SUBGRAPHS.length;

interface Fault {
  readonly place: string;
  readonly what: string;
  /** Lets it happen; resolves when the place is sound again. */
  befall(): Promise<void>;
}

/** Where a storm rages. */
export interface StormPlaces {
  readonly stack: ProcessStack;
  readonly database: OwnDatabase;
  readonly random: Random;
}

/**
 * A fault every second, whether or not the earlier ones are over; what is down already is let be. Faults are dealt from a shuffled deck,
 * so none is left out by chance. Resolves when all is sound again. @throws Error when something that was killed cannot be started again.
 */
export async function rage(places: StormPlaces, seconds: number): Promise<FaultReport> {
  const faults = faultsOf(places);
  const deck: Fault[] = [];
  const down = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  const byPlace: Record<string, Record<string, number>> = {};
  const longestMs: Record<string, number> = {};
  const suffer = async ({ place, what, befall }: Fault): Promise<void> => {
    const began = performance.now();
    byPlace[place] = { ...byPlace[place], [what]: (byPlace[place]?.[what] ?? 0) + 1 };
    await befall().catch((error: unknown) => failures.push(error));
    longestMs[place] = Math.max(longestMs[place] ?? 0, Math.round(performance.now() - began));
    down.delete(place);
  };
  const began = performance.now();
  let total = 0;
  for (; total < seconds && failures.length === 0; total += 1) {
    await delay(Math.max(0, began + total * FAULT_EVERY_MS - performance.now()));
    const fault = deal(deck, faults, places.random, ({ place }) => !down.has(place));
    down.set(fault.place, suffer(fault));
  }
  await Promise.all(down.values());
  if (failures.length > 0) throw new Error(`what was killed did not come back: ${failures.join('; ')}`);
  return { total, byPlace, longestMs };
}

/** Takes the first that can happen now; where none can, the deck is filled up. */
function deal(deck: Fault[], faults: readonly Fault[], random: Random, canHappen: (fault: Fault) => boolean): Fault {
  if (!deck.some(canHappen)) deck.push(...random.shuffled(faults));
  const [fault] = deck.splice(deck.findIndex(canHappen), 1);
  if (fault === undefined) throw new Error('nothing is left that could fail');
  return fault;
}

function faultsOf({ stack, database, random }: StormPlaces): readonly Fault[] {
  const kills = MORTAL.map(
    (place): Fault => ({
      place,
      what: 'killed',
      befall: async () => {
        if (place === 'database') return within(START_WITHIN_MS, 'the database', database.crash());
        const start = await stack.kill(place);
        return within(START_WITHIN_MS, place, startAgain(start)).catch((error: unknown) => {
          throw new Error(`${String(error)}; it said ${stack.processOf(place).output().slice(-2_000)}`);
        });
      },
    }),
  );
  const disturbances = SUBGRAPHS.flatMap((name) =>
    FAULTS.map(
      (what): Fault => ({
        place: wayTo(name),
        what,
        befall: async () => {
          const recover = stack.disturb(name, what);
          await delay(300 + random.below(500));
          recover();
        },
      }),
    ),
  );
  return [...kills, ...disturbances];
}

const wayTo = (name: SubgraphName): string => `way to ${name}`;

/** A supervisor's part: a start that fails, as it does while the database is down, is tried again. */
async function startAgain(start: () => Promise<void>): Promise<void> {
  const until = performance.now() + START_WITHIN_MS;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (performance.now() > until) throw error;
    }
    await delay(RESTART_AFTER_MS);
  }
}
