import { parseArgs } from 'node:util';
import { wholeNumber } from '../../harness/whole-number.js';
import { GATEWAYS, type GatewayName } from '../gateways.js';
import { GRAPHS, type GraphName } from './open-graph.js';

/** What is measured, and how long. */
export interface Options {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: readonly number[];
  readonly gateways: readonly GatewayName[];
  readonly graphs: readonly GraphName[];
  /** Whether subscriptions' fan-out is measured, too. */
  readonly isFollowed: boolean;
  /** By their names; null: all. */
  readonly questions: readonly string[] | null;
  /** A Markdown file to be written; the picture beside it has the same name. */
  readonly out: string | undefined;
}

/** The graph that is followed, not asked, and what its one question is called. */
const FEED = 'feed';
const FOLLOWED = 'fan-out';
const ALL = [...GRAPHS, FEED] as const;

/** Reads the command line. @throws Error for what is no number, and for a gateway or a graph that is none. */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '4' },
      connections: { type: 'string', default: '1,16' },
      gateways: { type: 'string', default: GATEWAYS.join(',') },
      graph: { type: 'string', default: 'all' },
      questions: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const { out } = values;
  const graphs = someOf('graph', values.graph === 'all' ? ALL.join(',') : values.graph, ALL);
  const questions = values.questions?.split(',') ?? null;
  if (out !== undefined && !out.endsWith('.md')) throw new Error(`--out: expected a file that ends in .md, not ${out}`);
  return {
    ...{ rounds: wholeNumber('rounds', values.rounds), seconds: wholeNumber('seconds', values.seconds) },
    connections: values.connections.split(',').map((text) => wholeNumber('connections', text)),
    gateways: someOf('gateways', values.gateways, GATEWAYS),
    graphs: GRAPHS.filter((name) => graphs.includes(name)),
    isFollowed: graphs.includes(FEED) && (questions?.includes(FOLLOWED) ?? true),
    ...{ questions, out },
  };
}

function someOf<Name extends string>(option: string, text: string, names: readonly Name[]): readonly Name[] {
  return text.split(',').map((given) => {
    const known = names.find((name) => name === given);
    if (known === undefined) throw new Error(`--${option}: expected some of ${names.join(',')}, not ${given}`);
    return known;
  });
}
