import { givenUp, type SubgraphResponse } from '../fetch/subgraph-client.js';
import { Ending, type EndSignal } from '../lib/ending.js';
import { PassingMap } from '../lib/passing-map.js';
import { askInOne } from './combine-questions.js';
import type { FetchForm, SubgraphQuestion } from './question.js';
import { repeater } from './repeat-question.js';

/** A question of one of several executions. */
export interface CrowdQuestion {
  readonly form: FetchForm;
  readonly question: SubgraphQuestion;
  /** For whom: only what agrees in that is put together. */
  readonly place: string;
  readonly signal: EndSignal;
  /** Sends a question to who is asked, for those for whom it is. */
  readonly send: (question: SubgraphQuestion, signal: EndSignal) => Promise<SubgraphResponse>;
}

/** So many questions are put together at most: subgraphs get to know few documents of each form. */
const MOST = 8;

/** A form of which one question takes so much of its subgraph's time is not put together: nothing is gained by it, and others would wait for it. */
const HEAVY_MS = 50;

/**
 * Nor is one of which several in one take longer than that, and so many times longer than one by itself: a subgraph that works on several requests at
 * once is done sooner with each alone, one that is full is not.
 */
const SOON_MS = 50;
const MUCH = 3;

/** That is forgotten with each question that is asked by itself, a little: after some thousand, it is tried again. */
const KEPT = 0.999;

/** What is known of a form is of the last so many of its requests, more or less: one alone says little where many wait. */
const LAST = 8;

/** The longest that a question waits for the answer to another of its form. */
const LONGEST_MS = 10;

interface Waiting extends CrowdQuestion {
  readonly resolve: (answer: SubgraphResponse) => void;
  readonly reject: (error: unknown) => void;
}

type Some = readonly [Waiting, ...Waiting[]];

/** The questions of one form and place. */
interface Crowd {
  readonly waiting: Waiting[];
  /** How many requests have not been answered. */
  underWay: number;
  timer: NodeJS.Timeout | null;
}

/** What is kept of a form. */
interface Known {
  /** How long one question of it by itself takes, and how much of that it has for itself; null where none has been answered yet. */
  alone: { ms: number; shareMs: number } | null;
  /** How long several in one take; null as before. */
  togetherMs: number | null;
  /** How many of its questions are under way. */
  underWay: number;
  /** By for whom they are. */
  readonly crowds: PassingMap<string, Crowd>;
}

/**
 * Puts together what several executions ask: equal questions about different things, as when many look up different places at once, go in one request.
 * A question waits for what is asked in the same turn of the event loop, and while one of its form is under way for its answer, but not long. A subgraph
 * that has nothing else to do is asked at once; and the more there is to do, the fewer requests go on for each question.
 */
export class Crowds {
  readonly #repeat = repeater();
  readonly #known = new WeakMap<FetchForm, Known>();

  /** Asks a question. @throws FetchError when no answer came. */
  ask({ form, question, place, signal, send }: CrowdQuestion): Promise<SubgraphResponse> {
    return new Promise((resolve, reject) => {
      const waiting = { form, question, place, signal, send, resolve, reject };
      const known = this.#knownOf(form);
      if (isGathered(known)) this.#gather(waiting, known.crowds);
      else void this.#askAlone(waiting);
    });
  }

  #gather(asked: Waiting, crowds: PassingMap<string, Crowd>): void {
    const { place, form } = asked;
    const crowd = crowds.get(place) ?? { waiting: [], underWay: 0, timer: null };
    crowd.waiting.push(asked);
    if (crowd.waiting.length > 1) return;
    crowds.set(place, crowd);
    const go = (): void => this.#go(place, form, crowd);
    if (crowd.underWay === 0) setImmediate(go);
    else crowd.timer = setTimeout(go, LONGEST_MS);
  }

  #knownOf(form: FetchForm): Known {
    const known = this.#known.get(form);
    if (known !== undefined) return known;
    const nothing = { alone: null, togetherMs: null, underWay: 0, crowds: new PassingMap<string, Crowd>() };
    this.#known.set(form, nothing);
    return nothing;
  }

  #go(place: string, form: FetchForm, crowd: Crowd): void {
    if (crowd.timer !== null) clearTimeout(crowd.timer);
    crowd.timer = null;
    for (const some of partsOf(crowd.waiting.splice(0))) {
      crowd.underWay += 1;
      void this.#askSome(form, some).then(() => {
        crowd.underWay -= 1;
        if (crowd.waiting.length > 0) this.#go(place, form, crowd);
        else if (crowd.underWay === 0) this.#knownOf(form).crowds.delete(place);
      });
    }
  }

  /** Never rejects: what went wrong is told to those who asked. */
  async #askSome(form: FetchForm, all: Some): Promise<void> {
    if (all.length === 1) await this.#askAlone(all[0]);
    else if (!(await this.#askTogether(form, all))) await Promise.all(all.map((each) => this.#askAlone(each)));
  }

  /** Never rejects. */
  async #askAlone({ form, question, signal, send, resolve, reject }: Waiting): Promise<void> {
    const known = this.#knownOf(form);
    const began = performance.now();
    known.underWay += 1;
    const among = known.underWay;
    try {
      const answer = await send(question, signal);
      const took = performance.now() - began;
      known.alone ??= { ms: took, shareMs: took / among };
      known.alone.ms = toward(known.alone.ms, took);
      known.alone.shareMs = toward(known.alone.shareMs, took / among);
      if (known.togetherMs !== null) known.togetherMs *= KEPT;
      resolve(answer);
    } catch (error) {
      reject(error);
    } finally {
      known.underWay -= 1;
    }
  }

  /** False where each has to be asked by itself. */
  async #askTogether(form: FetchForm, all: Some): Promise<boolean> {
    const questions = all.map(({ question }) => question);
    const combination = this.#repeat(form, questions);
    if (combination === null) return false;
    const { signal, end } = followed(all);
    const known = this.#knownOf(form);
    known.underWay += all.length;
    try {
      const send = async (whole: SubgraphQuestion): Promise<SubgraphResponse> => {
        const began = performance.now();
        const answer = await all[0].send(whole, signal);
        const took = performance.now() - began;
        known.togetherMs = toward(known.togetherMs ?? took, took);
        return answer;
      };
      const answers = await askInOne(combination, { questions, askers: 'several', send });
      for (const [index, answer] of (answers ?? []).entries()) all[index]?.resolve(answer);
      return answers !== null;
    } catch (error) {
      for (const { reject } of all) reject(error);
      return true;
    } finally {
      known.underWay -= all.length;
      end();
    }
  }
}

/** The mean of the last ones, with one more. */
function toward(mean: number, value: number): number {
  return mean + (value - mean) / LAST;
}

function isGathered({ alone, togetherMs }: Known): boolean {
  if (alone === null || alone.shareMs > HEAVY_MS) return false;
  return togetherMs === null || togetherMs <= Math.max(SOON_MS, MUCH * alone.ms);
}

/** Questions in as few parts as can be, all about as large. */
function partsOf(all: readonly Waiting[]): readonly Some[] {
  const count = Math.ceil(all.length / MOST);
  const boundOf = (part: number): number => Math.round((part * all.length) / count);
  return Array.from(
    { length: count },
    (_, part) => all.slice(boundOf(part), boundOf(part + 1)) as [Waiting, ...Waiting[]],
  );
}

/** Lets go each of several whose signal aborts, and aborts when all of them have gone. */
function followed(all: readonly Waiting[]): { readonly signal: EndSignal; readonly end: () => void } {
  const ending = new Ending();
  let left = all.length;
  const listeners = all.map(({ signal, reject }) => {
    const leave = (): void => {
      reject(givenUp(signal));
      left -= 1;
      if (left === 0) ending.abort(signal.reason);
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave);
    return { signal, leave };
  });
  return {
    signal: ending,
    end: () => {
      for (const { signal, leave } of listeners) signal.removeEventListener('abort', leave);
    },
  };
}
