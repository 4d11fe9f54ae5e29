import { readAnswer } from '../fetch/read-answer.js';
import { FetchError, type SubgraphResponse } from '../fetch/subgraph-client.js';
import { askInOne, type Combine } from './combine-questions.js';
import type { Execution, KnownAnswer, SubgraphClients } from './execution.js';
import { failedAnswer, soundAnswer } from './fetch-error.js';
import { type AskAll, gatherQuestions, type Waiting } from './gather-questions.js';
import type { QuestionParts, SubgraphQuestion } from './question.js';
import { ownCopy, requestSender, type SendRequest, type SharedRequests } from './send-request.js';

/** Asks a subgraph. Never rejects: where there is no answer, what comes says so at each place that stays empty. */
export type AskSubgraph = (subgraph: string, question: SubgraphQuestion) => Promise<SubgraphResponse>;

/** How the questions of an executor are put together. */
export interface Together {
  readonly combine: Combine;
  readonly shared: SharedRequests;
}

/**
 * How one execution asks subgraphs: their clients, or for a question whose answer is at hand a copy of that, since an executor writes what it
 * learns elsewhere into what it is given. What is asked while the same is being asked is not asked again, and what one subgraph is asked at
 * about the same time goes to it in one request.
 */
export function subgraphAsker(clients: SubgraphClients, execution: Execution, together?: Together): AskSubgraph {
  const knownTo = (subgraph: string, { query }: SubgraphQuestion): KnownAnswer | null =>
    execution.known?.subgraph === subgraph && execution.known.query === query ? execution.known : null;
  const send = requestSender(clients, execution, together?.shared);
  const askAlone = asking((subgraph, question) => {
    const known = knownTo(subgraph, question);
    return known === null ? send(subgraph, question) : Promise.resolve(structuredClone(known.answer));
  });
  const gather =
    together === undefined ? askAlone : gatherQuestions(askingAll({ send, askAlone, combine: together.combine }));
  const underWay = new Map<string, Promise<SubgraphResponse>>();
  return (subgraph, question) => {
    const { parts, asBytes } = question;
    if (!parts?.form.isQuery) return askAlone(subgraph, question);
    const equal = underWay.get(parts.key);
    // All who wait are woken before the first of them goes on: nobody has written into what is copied here.
    if (equal !== undefined) return equal.then(ownCopy);
    const ask = knownTo(subgraph, question) === null ? gather : askAlone;
    const answer = ask(subgraph, question);
    underWay.set(parts.key, answer);
    // Bytes stay as they came, for whoever asks later too.
    if (!asBytes) void answer.then(() => underWay.delete(parts.key));
    return answer;
  };
}

/** What asks, and tells of failures in the answer. */
function asking(ask: AskSubgraph): AskSubgraph {
  return async (subgraph, question) => {
    try {
      return usable(await ask(subgraph, question), question);
    } catch (error) {
      return failedAnswer(codeOf(error), question);
    }
  };
}

/** Whoever takes bytes sees for itself whether they are what it asked for. */
function usable(answer: SubgraphResponse, question: SubgraphQuestion): SubgraphResponse {
  return answer.bytes === undefined ? soundAnswer(answer, question) : answer;
}

/** What asks for answers as bytes, and what asks the same again for objects: what has been told is not asked a second time. */
export function askingTwice(ask: AskSubgraph): { readonly asBytes: AskSubgraph; readonly asObjects: AskSubgraph } {
  const asked: { readonly parts: QuestionParts; readonly told: Promise<SubgraphResponse> }[] = [];
  const readAgain = asking((subgraph, question) => {
    const { form, text } = question.parts ?? {};
    const index = asked.findIndex(({ parts }) => parts.form.number === form?.number && parts.text === text);
    const [known] = index < 0 ? [] : asked.splice(index, 1);
    return known === undefined ? ask(subgraph, question) : known.told.then(asObjects);
  });
  return {
    asBytes: (subgraph, question) => {
      const told = ask(subgraph, question);
      if (question.parts !== null) asked.push({ parts: question.parts, told });
      return told;
    },
    asObjects: readAgain,
  };
}

function asObjects(answer: SubgraphResponse): SubgraphResponse {
  return answer.bytes === undefined ? answer : readAnswer(answer.bytes);
}

function codeOf(error: unknown): FetchError['code'] {
  return error instanceof FetchError ? error.code : 'SUBGRAPH_UNAVAILABLE';
}

interface Asking {
  readonly send: SendRequest;
  readonly askAlone: AskSubgraph;
  readonly combine: Combine;
}

/** Asks all in one request where that can be, and else each by itself. */
function askingAll({ send, askAlone, combine }: Asking): AskAll {
  const askOne = (subgraph: string, { question, answer }: Waiting): Promise<void> =>
    askAlone(subgraph, question).then(answer);
  const askEach = async (subgraph: string, all: readonly Waiting[]): Promise<void> => {
    await Promise.all(all.map((each) => askOne(subgraph, each)));
  };
  return async (subgraph, all) => {
    const [first, ...others] = all;
    if (first !== undefined && others.length === 0) return askOne(subgraph, first);
    const questions = all.map(({ question }) => question);
    const combination = combine(questions.flatMap(({ parts }) => parts?.form ?? []));
    if (combination === null) return askEach(subgraph, all);
    try {
      const sendTo = (whole: SubgraphQuestion) => send(subgraph, whole);
      const answers = await askInOne(combination, { questions, askers: 'one', send: sendTo });
      if (answers === null) return await askEach(subgraph, all);
      for (const [index, { question, answer }] of all.entries()) answer(usable(answers[index] ?? {}, question));
    } catch (error) {
      for (const { question, answer } of all) answer(failedAnswer(codeOf(error), question));
    }
  };
}
