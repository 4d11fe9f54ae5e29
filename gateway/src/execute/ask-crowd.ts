import { FetchError, type SubgraphResponse } from '../fetch/subgraph-client.js';
import { isTimeUp } from '../lib/time-up.js';
import { type Combination, repeater } from './combine-questions.js';
import { isRefusal } from './fetch-error.js';
import type { FetchForm, SubgraphQuestion } from './question.js';

/** A question of one of several executions. */
export interface CrowdQuestion {
  readonly form: FetchForm;
  readonly question: SubgraphQuestion;
  /** Who is asked, and for whom: only what agrees in that is put together. */
  readonly place: string;
  readonly signal: AbortSignal;
  /** Sends a question to who is asked, for those for whom it is. */
  readonly send: (question: SubgraphQuestion, signal: AbortSignal) => Promise<SubgraphResponse>;
}

/** Asks a question. @throws FetchError when no answer came. */
export type AskCrowd = (asked: CrowdQuestion) => Promise<SubgraphResponse>;

/** Numbers of questions that are put together, the greatest first: subgraphs get to know few documents of each form. */
const SIZES = [8, 4, 2] as const;

/** A form is put together while a question of it takes no longer than that; by what takes longer nothing is gained, and others would wait for it. */
const LIGHT_MS = 50;

/** The longest that a question waits for the answer to another of its form. */
const LONGEST_MS = 10;

interface Waiting extends CrowdQuestion {
  readonly resolve: (answer: SubgraphResponse | Promise<SubgraphResponse>) => void;
  readonly reject: (error: unknown) => void;
}

/** The questions of one form and place. */
interface Crowd {
  readonly waiting: Waiting[];
  /** How many requests have not been answered. */
  underWay: number;
  timer: NodeJS.Timeout | null;
}

/**
 * Puts together what several executions ask: equal questions about different things, as when many look up different places at once, go in one request.
 * A question waits for what is asked in the same turn of the event loop, and while one of its form is under way for its answer, but not long. A subgraph
 * that has nothing else to do is asked at once; and the more there is to do, the fewer requests go on for each question.
 */
export function crowdAsker(): AskCrowd {
  const repeat = repeater();
  /** How long one question of a form has taken, the last time. */
  const took = new WeakMap<FetchForm, number>();
  const crowds = new Map<string, Map<FetchForm, Crowd>>();

  const send = async (form: FetchForm, count: number, work: () => Promise<SubgraphResponse>) => {
    const began = performance.now();
    const answer = await work();
    took.set(form, (performance.now() - began) / count);
    return answer;
  };
  const askEach = (all: readonly Waiting[]): Promise<unknown> =>
    Promise.allSettled(
      all.map(({ form, question, signal, send: sendTo, resolve }) => {
        const answer = send(form, 1, () => sendTo(question, signal));
        resolve(answer);
        return answer;
      }),
    );
  const askTogether = async (all: readonly [Waiting, ...Waiting[]], combination: Combination): Promise<unknown> => {
    const [{ form, send: sendTo }] = all;
    const { signal, end } = followed(all);
    try {
      const asked = combination.question(all.map(({ question }) => question));
      const whole = await send(form, all.length, () => sendTo(asked, signal));
      if (isRefusal(whole)) combination.refuse();
      // What is wrong at no place is wrong for one of them, and not for each.
      const isPlaced = whole.errors?.every(({ path }) => path !== undefined) ?? true;
      const answers = isPlaced ? combination.split(whole) : null;
      if (answers === null) return askEach(all);
      for (const [index, { resolve }] of all.entries()) resolve(answers[index] ?? {});
    } catch (error) {
      // What was too long for one answer need not be for several.
      if (error instanceof FetchError && error.code === 'SUBGRAPH_BAD_ANSWER') return askEach(all);
      for (const { reject } of all) reject(error);
    } finally {
      end();
    }
    return undefined;
  };
  const askSome = (form: FetchForm, all: readonly [Waiting, ...Waiting[]]): Promise<unknown> => {
    const combination = all.length > 1 ? repeat(form, all.length) : null;
    return combination === null ? askEach(all) : askTogether(all, combination);
  };
  const go = (place: string, form: FetchForm, crowd: Crowd): void => {
    if (crowd.timer !== null) clearTimeout(crowd.timer);
    crowd.timer = null;
    for (const some of partsOf(crowd.waiting.splice(0))) {
      crowd.underWay += 1;
      void askSome(form, some).then(() => {
        crowd.underWay -= 1;
        if (crowd.waiting.length > 0) go(place, form, crowd);
        else if (crowd.underWay === 0) forget(place, form);
      });
    }
  };
  const forget = (place: string, form: FetchForm): void => {
    const forms = crowds.get(place);
    forms?.delete(form);
    if (forms?.size === 0) crowds.delete(place);
  };
  const crowdOf = (place: string, form: FetchForm): Crowd => {
    const forms = crowds.get(place) ?? new Map<FetchForm, Crowd>();
    crowds.set(place, forms);
    const crowd = forms.get(form) ?? { waiting: [], underWay: 0, timer: null };
    forms.set(form, crowd);
    return crowd;
  };
  return (asked) =>
    new Promise((resolve, reject) => {
      const { place, form } = asked;
      const waiting = { ...asked, resolve, reject };
      if ((took.get(form) ?? Number.POSITIVE_INFINITY) > LIGHT_MS) {
        void askEach([waiting]);
        return;
      }
      const crowd = crowdOf(place, form);
      crowd.waiting.push(waiting);
      if (crowd.waiting.length > 1) return;
      if (crowd.underWay === 0) setImmediate(go, place, form, crowd);
      else crowd.timer = setTimeout(go, LONGEST_MS, place, form, crowd);
    });
}

/** Questions in as few parts as can be, each of one of the {@link SIZES} or by itself. */
function partsOf(all: readonly Waiting[]): readonly (readonly [Waiting, ...Waiting[]])[] {
  const parts: (readonly [Waiting, ...Waiting[]])[] = [];
  let from = 0;
  while (from < all.length) {
    const left = all.length - from;
    const size = SIZES.find((each) => each <= left) ?? 1;
    parts.push(all.slice(from, from + size) as [Waiting, ...Waiting[]]);
    from += size;
  }
  return parts;
}

/** Lets go each of several whose signal aborts, and aborts when all of them have gone. */
function followed(all: readonly Waiting[]): { readonly signal: AbortSignal; readonly end: () => void } {
  const ending = new AbortController();
  let left = all.length;
  const listeners = all.map(({ signal, reject }) => {
    const leave = (): void => {
      reject(new FetchError(isTimeUp(signal) ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_UNAVAILABLE', signal.reason));
      left -= 1;
      if (left === 0) ending.abort(signal.reason);
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    return { signal, leave };
  });
  return {
    signal: ending.signal,
    end: () => {
      for (const { signal, leave } of listeners) signal.removeEventListener('abort', leave);
    },
  };
}
