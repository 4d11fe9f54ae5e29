import type { Delivered } from '../../load/followers/deliver.js';
import { median, medianRatio } from '../../load/followers/statistics.js';
import type { GatewayName } from '../gateways.js';
import { markdownTable, shortFigure } from '../markdown-table.js';

/** One gateway's part of a round. */
export interface Turn {
  readonly gateway: GatewayName;
  /** Subscriptions that it opened at the feed. */
  readonly upstreams: number;
  readonly paced: Delivered;
  readonly bursts: Delivered;
}

/** The gateway that the others are told by: the first of all peers does not know subscriptions. */
const OURS: GatewayName = 'ours';

const PHASES = ['paced', 'bursts'] as const;

/** Figures of a phase, by their names in the table. */
const FIGURES: Readonly<Record<string, (delivered: Delivered) => number>> = {
  'joined requests an event': ({ joinsPerEvent }) => joinsPerEvent,
  'gateway CPU ms a delivery': ({ cpuMsPerDelivery }) => cpuMsPerDelivery,
  'ms to the last, p50': ({ toLastMs }) => toLastMs.p50,
  'ms to the last, p99': ({ toLastMs }) => toLastMs.p99,
};

/** A line of the table: the medians of the rounds, and those of the ratios to ours within each round. */
export interface Line {
  readonly figure: string;
  readonly medians: Readonly<Partial<Record<GatewayName, number>>>;
  readonly timesOurs: Readonly<Partial<Record<GatewayName, number>>>;
}

/** What came of all rounds, each of which has a turn of every gateway. */
export function linesOf(rounds: readonly (readonly Turn[])[]): readonly Line[] {
  const line = (figure: string, of: (turn: Turn) => number): Line => {
    const names = (rounds[0] ?? []).map(({ gateway }) => gateway);
    const valuesOf = (name: GatewayName): readonly number[] =>
      rounds.flatMap((turns) => turns.filter(({ gateway }) => gateway === name).map(of));
    const ours = valuesOf(OURS);
    const each = (value: (name: GatewayName) => number) =>
      Object.fromEntries(names.map((name) => [name, value(name)] as const));
    return {
      figure,
      medians: each((name) => median(valuesOf(name))),
      timesOurs: each((name) => medianRatio(valuesOf(name), ours)),
    };
  };
  return [
    line('subscriptions at the feed', ({ upstreams }) => upstreams),
    ...PHASES.flatMap((phase) =>
      Object.entries(FIGURES).map(([figure, of]) => line(`${phase}: ${figure}`, (turn) => of(turn[phase]))),
    ),
    line('deliveries lost', ({ paced, bursts }) => paced.lost + bursts.lost),
  ];
}

/** The lines as Markdown: in brackets how many times ours. */
export function fanOutTable(lines: readonly Line[], names: readonly GatewayName[]): string {
  const rows = lines.map(({ figure, medians, timesOurs }) => [
    figure,
    ...names.map((name) => {
      const [value, times] = [medians[name] ?? Number.NaN, timesOurs[name] ?? Number.NaN];
      const isTold = name !== OURS && Number.isFinite(times);
      return isTold ? `${shortFigure(value)} (${shortFigure(times)}×)` : shortFigure(value);
    }),
  ]);
  return markdownTable(names, rows);
}

/** A gateway of ours shares: this is what it is held to. */
export const GOAL = { upstreams: 1, joinsPerEvent: 1, cpuMsPerDelivery: 0.03 } as const;

/** What must not have happened, a line each: a delivery lost by anybody, and ours not sharing. */
export function failuresOf(rounds: readonly (readonly Turn[])[]): readonly string[] {
  return rounds.flat().flatMap((turn) => {
    const { gateway, upstreams } = turn;
    return PHASES.flatMap((phase) => {
      const { lost, repeated, disordered, wrong, joinsPerEvent } = turn[phase];
      const failures = lost > 0 ? [`${gateway}: ${lost} deliveries lost (${phase})`] : [];
      if (gateway !== OURS) return failures;
      if (repeated + disordered > 0) failures.push(`ours: ${repeated} repeated, ${disordered} out of order (${phase})`);
      if (upstreams !== GOAL.upstreams) failures.push(`ours: ${upstreams} subscriptions at the feed`);
      if (joinsPerEvent > GOAL.joinsPerEvent) failures.push(`ours: ${joinsPerEvent} requests an event (${phase})`);
      return [...failures, ...wrong.map((text) => `ours: ${text}`)];
    });
  });
}
