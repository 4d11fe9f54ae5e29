import type { SubgraphResponse } from '../fetch/subgraph-client.js';
import type { AskSubgraph } from './ask-subgraph.js';
import type { PlanOrder } from './plan-order.js';
import type { SubgraphQuestion } from './question.js';

/** A question that has not been asked yet. */
export interface Waiting {
  readonly question: SubgraphQuestion;
  readonly answer: (answer: SubgraphResponse) => void;
}

/** Asks one subgraph several questions, and answers each. It never rejects. */
export type AskAll = (subgraph: string, all: readonly Waiting[]) => Promise<void>;

/** The longest that a question waits for others. */
const LONGEST_MS = 10;

/**
 * Gathers what one execution asks the same subgraph at about the same time. A question waits for what is asked in the same turn; and where the
 * answer to a question that was asked before leads to that subgraph too, for that, but no longer than the execution has taken so far: waiting can
 * double the time of an answer at worst.
 */
export function gatherQuestions(askAll: AskAll): AskSubgraph {
  const began = performance.now();
  const gathered = new Map<string, Gathered>();
  /** Those whose answers have not come. */
  const asked = new Set<Waiting>();
  const ask = async (subgraph: string, all: readonly Waiting[]): Promise<void> => {
    for (const each of all) asked.add(each);
    await askAll(subgraph, all);
    for (const each of all) asked.delete(each);
    if (gathered.size > 0) process.nextTick(look);
  };
  const go = (subgraph: string): void => {
    const { all = [], timer } = gathered.get(subgraph) ?? {};
    clearTimeout(timer);
    gathered.delete(subgraph);
    void ask(subgraph, all);
  };
  const look = (): void => {
    // Whole milliseconds: timers of equal lengths are kept together.
    for (const [subgraph, waiting] of gathered)
      if (!isAwaited(subgraph, waiting.all, asked)) go(subgraph);
      else waiting.timer ??= setTimeout(go, Math.min(LONGEST_MS, Math.ceil(performance.now() - began)), subgraph);
  };
  return (subgraph, question) =>
    new Promise((answer) => {
      const waiting = gathered.get(subgraph);
      if (waiting !== undefined) waiting.all.push({ question, answer });
      else {
        gathered.set(subgraph, { all: [{ question, answer }] });
        process.nextTick(look);
      }
    });
}

interface Gathered {
  readonly all: Waiting[];
  /** When no more are waited for. */
  timer?: NodeJS.Timeout;
}

/** Whether something that was asked before leads to the subgraph that these are for. */
function isAwaited(subgraph: string, all: readonly Waiting[], asked: ReadonlySet<Waiting>): boolean {
  if (asked.size === 0) return false;
  let shallowest = Number.POSITIVE_INFINITY;
  for (const { question } of all) shallowest = Math.min(shallowest, orderOf(question).depth);
  for (const { question } of asked) {
    const { depth, next } = orderOf(question);
    if (depth < shallowest && next.has(subgraph)) return true;
  }
  return false;
}

const FIRST: PlanOrder = { depth: 0, next: new Set() };

function orderOf({ parts }: SubgraphQuestion): PlanOrder {
  return parts?.form.order ?? FIRST;
}
