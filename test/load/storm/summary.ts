import type { Footprint } from '../../harness/inspect-process.js';
import type { Tally } from './clients.js';
import { type FaultReport, MORTAL } from './faults.js';

/** What a storm came to. */
export interface Summary {
  readonly seed: number;
  readonly seconds: number;
  /** The requests of each phase, in their order. */
  readonly requests: {
    readonly calm: Tally;
    readonly storm: Tally;
    /** After the storm, until each operation has been answered whole. */
    readonly healing: Tally;
    /** A while after that: nothing may be left of the faults. */
    readonly healed: Tally;
    /** While the supergraph changes. */
    readonly reloads: Tally;
  };
  readonly faults: FaultReport;
  readonly reloads: { readonly asked: number; readonly switched: number };
  readonly gateway: {
    readonly crashes: number;
    /** At rest each time: no client asks, and what was idle has been closed. */
    readonly afterCalm: Footprint;
    readonly afterStorm: Footprint;
    readonly afterReloads: Footprint;
  };
}

/** Held memory may grow by this factor and a little more: compiled code and caches that fill up. One supergraph kept in 50 would be seen. */
const HELD_FACTOR = 1.25;
const HELD_ADDEND_MB = 8;
/** Clients keep their connections; how many of them they have open differs from one moment to the next. */
const HANDLES_ADDEND = 8;

/** Why the storm has failed, a line each; empty when all held. */
export function failuresOf(summary: Summary): readonly string[] {
  const { requests, faults, reloads, gateway } = summary;
  return [
    ...(['wrong', 'hung', 'dropped'] as const).flatMap((verdict) => {
      const count = Object.values(requests).reduce((sum, tally) => sum + tally[verdict], 0);
      return count > 0 ? [`${count} requests ${verdict}`] : [];
    }),
    ...(['calm', 'healed', 'reloads'] as const).flatMap((phase) => {
      const { degraded, codes } = requests[phase];
      return degraded > 0 ? [`${phase}: ${degraded} answers degraded without a fault: ${JSON.stringify(codes)}`] : [];
    }),
    ...crashFailures(gateway.crashes),
    ...(faults.total < summary.seconds ? [`${faults.total} faults in ${summary.seconds} s`] : []),
    ...MORTAL.flatMap((place) => (faults.byPlace[place]?.killed ? [] : [`${place} was never killed`])),
    ...(reloads.switched < reloads.asked ? [`${reloads.switched} of ${reloads.asked} reloads`] : []),
    ...growth('the storm', gateway.afterCalm, gateway.afterStorm),
    ...growth('the reloads', gateway.afterCalm, gateway.afterReloads),
  ];
}

/** The same for a crash alone, which may end a storm before all is measured. */
export function crashFailures(crashes: number): readonly string[] {
  return crashes > 0 ? ['the gateway crashed'] : [];
}

function growth(after: string, before: Footprint, now: Footprint): readonly string[] {
  const heldMb = before.heldMb * HELD_FACTOR + HELD_ADDEND_MB;
  const handles = before.handles + HANDLES_ADDEND;
  return [
    ...(now.heldMb > heldMb ? [`after ${after} the gateway holds ${now.heldMb} MiB, ${before.heldMb} before`] : []),
    ...(now.handles > handles
      ? [`after ${after} the gateway has ${now.handles} handles, ${before.handles} before`]
      : []),
  ];
}
