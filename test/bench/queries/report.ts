import { median, medianRatio } from '../../load/followers/statistics.js';
import type { GatewayName } from '../gateways.js';
import { markdownTable, shortFigure } from '../markdown-table.js';
import type { Absence } from './compare-answers.js';
import type { Driven } from './drive.js';

/** What one gateway made of one question, over so many connections, in one round. */
export interface Turn extends Driven {
  readonly gateway: GatewayName;
  /** Its title. */
  readonly question: string;
  readonly connections: number;
  /** Requests to subgraphs, by the request. */
  readonly fetches: number;
  /** Memory of the process after it, in MiB. */
  readonly residentMb: number;
  /** The most it had during it; NaN where the system does not tell. */
  readonly peakMb: number;
}

/** The gateway that the others are told by. */
export const REFERENCE: GatewayName = 'apollo';

/** Something that is counted. */
export interface Figure {
  readonly name: string;
  readonly of: (turn: Turn) => number;
  readonly better: 'less' | 'more';
}

/** What a request costs. */
export const CPU: Figure = { name: 'gateway CPU, ms a request', of: ({ cpuMs }) => cpuMs, better: 'less' };
/** How many are answered. */
export const RATE: Figure = { name: 'requests a second', of: ({ perSecond }) => perSecond, better: 'more' };

const FIGURES: readonly Figure[] = [
  CPU,
  RATE,
  { name: 'p50, ms', of: ({ p50Ms }) => p50Ms, better: 'less' },
  { name: 'p99, ms', of: ({ p99Ms }) => p99Ms, better: 'less' },
  { name: 'requests to subgraphs', of: ({ fetches }) => fetches, better: 'less' },
  { name: 'memory, MiB', of: ({ residentMb }) => residentMb, better: 'less' },
  { name: 'memory at most, MiB', of: ({ peakMb }) => peakMb, better: 'less' },
];

/** One question over one number of connections, with what came of it. */
export interface Case {
  readonly title: string;
  readonly turns: readonly Turn[];
}

/** The cases in the order in which they were measured. */
export function casesOf(turns: readonly Turn[]): readonly Case[] {
  const titleOf = ({ question, connections }: Turn): string =>
    `${question}, ${connections} ${connections === 1 ? 'connection' : 'connections'}`;
  const titles = new Set(turns.map(titleOf));
  return [...titles].map((title) => ({ title, turns: turns.filter((turn) => titleOf(turn) === title) }));
}

/** A cell: the median of the rounds, and how many times better than the reference, as the median of the ratios within each round; NaN: not there. */
export interface Cell {
  readonly value: number;
  readonly times: number;
}

/** What came of a case for one gateway. */
export function cellOf({ turns }: Case, gateway: GatewayName, { of, better }: Figure): Cell {
  const valuesOf = (name: GatewayName): readonly number[] => turns.filter((turn) => turn.gateway === name).map(of);
  const [values, reference] = [valuesOf(gateway), valuesOf(REFERENCE)];
  const times = better === 'less' ? medianRatio(reference, values) : medianRatio(values, reference);
  return { value: median(values), times: values.length === 0 ? Number.NaN : times };
}

/**
 * All of it as Markdown: what is summed up of processor time and of answers a second, and a table a case. In brackets how many times better than the
 * reference.
 */
export function sectionsOf(turns: readonly Turn[], names: readonly GatewayName[]): readonly string[] {
  if (turns.length === 0) return [];
  const cases = casesOf(turns);
  return [
    ...[CPU, RATE].map((figure) => timesTable(cases, names, figure)),
    ...cases.map((each) => caseTable(each, names)),
  ];
}

/** The ratios alone, a line a case. */
function timesTable(cases: readonly Case[], names: readonly GatewayName[], figure: Figure): string {
  const rows = cases.map((each) => [
    each.title,
    ...names.map((name) => ratio(cellOf(each, name, figure).times) ?? '—'),
  ]);
  return [`### ${figure.name}: how many times better than ${REFERENCE}\n`, markdownTable(names, rows)].join('\n');
}

function caseTable(each: Case, names: readonly GatewayName[]): string {
  const rows = FIGURES.map((figure) => [figure.name, ...names.map((name) => shown(cellOf(each, name, figure)))]);
  return [`### ${each.title}\n`, markdownTable(names, rows)].join('\n');
}

/** Who was left out, and why, as Markdown; nothing where nobody was. */
export function absenceList(absences: readonly Absence[]): readonly string[] {
  if (absences.length === 0) return [];
  const lines = absences.map(({ gateway, question, reason }) => `- ${gateway}, ${question}: \`${reason}\``);
  return [['### Not there\n', ...lines].join('\n')];
}

function ratio(times: number): string | undefined {
  return Number.isFinite(times) ? `${times.toFixed(2)}×` : undefined;
}

function shown({ value, times }: Cell): string {
  if (!Number.isFinite(value)) return '—';
  const [figure, told] = [shortFigure(value), ratio(times)];
  return told === undefined ? figure : `${figure} (${told})`;
}
