import { median, medianRatio } from '../../load/followers/statistics.js';
import type { GatewayName } from '../gateways.js';
import type { Driven } from './drive.js';

/** What one gateway made of one question, over so many connections, in one round. */
export interface Turn extends Driven {
  readonly gateway: GatewayName;
  readonly question: string;
  readonly connections: number;
  /** Requests to subgraphs, by the request. */
  readonly fetches: number;
  /** Memory of the process after it, in MiB. */
  readonly residentMb: number;
}

/** The gateway that the others are told by. */
const REFERENCE: GatewayName = 'apollo';

const FIGURES: readonly { readonly name: string; readonly of: (turn: Turn) => number; readonly digits: number }[] = [
  { name: 'gateway CPU, ms a request', of: ({ cpuMs }) => cpuMs, digits: 3 },
  { name: 'requests a second', of: ({ perSecond }) => perSecond, digits: 0 },
  { name: 'p50, ms', of: ({ p50Ms }) => p50Ms, digits: 1 },
  { name: 'p99, ms', of: ({ p99Ms }) => p99Ms, digits: 1 },
  { name: 'requests to subgraphs', of: ({ fetches }) => fetches, digits: 1 },
  { name: 'memory, MiB', of: ({ residentMb }) => residentMb, digits: 0 },
];

/** A cell: the median of the rounds, and the median of the ratios to the reference within each round. */
interface Cell {
  readonly value: number;
  readonly ratio: number;
}

/** The figures of all rounds as Markdown: a table a question and number of connections, in brackets how often the reference's goes into it. */
export function markdownOf(turns: readonly Turn[], names: readonly GatewayName[]): string {
  const cases = [...new Set(turns.map(({ question, connections }) => JSON.stringify([question, connections])))];
  return cases
    .map((key) => {
      const [question, connections] = JSON.parse(key) as [string, number];
      const own = turns.filter((turn) => turn.question === question && turn.connections === connections);
      const rows = FIGURES.map(({ name, of, digits }) => {
        const cells = names.map((gateway) => shown(cellOf(own, gateway, of), digits));
        return `| ${[name, ...cells].join(' | ')} |`;
      });
      return [
        `### ${question}, ${connections} ${connections === 1 ? 'connection' : 'connections'}\n`,
        `| | ${names.join(' | ')} |`,
        `|---${'|---:'.repeat(names.length)}|`,
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}

function cellOf(turns: readonly Turn[], gateway: GatewayName, of: (turn: Turn) => number): Cell {
  const valuesOf = (name: GatewayName): readonly number[] => turns.filter((turn) => turn.gateway === name).map(of);
  const values = valuesOf(gateway);
  return { value: median(values), ratio: medianRatio(valuesOf(REFERENCE), values) };
}

function shown({ value, ratio }: Cell, digits: number): string {
  const times = Number.isFinite(ratio) ? ` (${ratio.toFixed(2)}×)` : '';
  return `${value.toFixed(digits)}${times}`;
}
