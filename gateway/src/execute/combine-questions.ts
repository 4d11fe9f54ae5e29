import {
  type FieldNode,
  type GraphQLFormattedError,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { readAnswer } from '../fetch/read-answer.js';
import { FetchError, type SubgraphResponse } from '../fetch/subgraph-client.js';
import { responseKey } from '../lib/response-key.js';
import { isRefusal } from './fetch-error.js';
import type { JsonObject } from './json-object.js';
import { type FetchForm, formOf, type SubgraphQuestion, textOf } from './question.js';
import { bytesSplitter } from './split-bytes.js';

/** Questions to one subgraph put together as one document: each root field and each variable has its question's number before its name. */
export interface Combination {
  /** What is asked in place of the questions, given in the order of their forms. */
  question(questions: readonly SubgraphQuestion[]): SubgraphQuestion;
  /**
   * The answer to each; null where the answer cannot be told apart: a null that moved to the root is of one of them alone, and so is, where they are
   * of several askers, an error of no place.
   */
  split(answer: SubgraphResponse, askers: Askers): readonly SubgraphResponse[] | null;
  /** Says that the subgraph does not take it: it is not made again. */
  refuse(): void;
}

/** Whether one execution asks, or several. */
export type Askers = 'one' | 'several';

/**
 * Asks several questions in one. Gives the answer to each; null where each has to be asked by itself: what one of them does wrong is not the others'
 * affair. @throws what sending does.
 */
export async function askInOne(
  combination: Combination,
  { questions, askers, send }: AskedInOne,
): Promise<readonly SubgraphResponse[] | null> {
  try {
    const whole = await send(combination.question(questions));
    if (isRefusal(whole)) combination.refuse();
    return combination.split(whole, askers);
  } catch (error) {
    // What was too long for one answer need not be for several.
    if (error instanceof FetchError && error.code === 'SUBGRAPH_BAD_ANSWER') return null;
    throw error;
  }
}

/** What is asked in one, and how. */
export interface AskedInOne {
  readonly questions: readonly SubgraphQuestion[];
  readonly askers: Askers;
  readonly send: (question: SubgraphQuestion) => Promise<SubgraphResponse>;
}

/** Puts questions of these forms together; null where they cannot be. */
export type Combine = (forms: readonly FetchForm[]) => Combination | null;

const KEPT = 1_000;
/** Characters of the kept documents together. */
const KEPT_CHARACTERS = 8 * 1024 * 1024;

/** Makes combinations and keeps them: plans ask for the same again and again. */
export function combiner(): Combine {
  const kept = new LRUCache<string, { readonly made: Combination | null }>({
    max: KEPT,
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (_kept, key) => key.length,
  });
  return (forms) => {
    const key = forms.map(({ query }) => query).join('\n');
    const known = kept.get(key);
    if (known !== undefined) return known.made;
    const made = combinationOf(forms, () => kept.set(key, { made: null }));
    kept.set(key, { made });
    return made;
  };
}

/** Puts so many questions of one form together; null where that cannot be. */
export type Repeat = (form: FetchForm, count: number) => Combination | null;

/** Makes combinations of one form with itself and keeps them. */
export function repeater(): Repeat {
  const kept = new LRUCache<FetchForm, Map<number, Combination | null>>({
    max: KEPT,
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (_kept, { query }) => query.length * MOST_REPEATED,
  });
  return (form, count) => {
    const known = kept.get(form) ?? new Map<number, Combination | null>();
    kept.set(form, known);
    const made = known.get(count);
    if (made !== undefined) return made;
    const combination = combinationOf(
      Array.from({ length: count }, () => form),
      () => known.set(count, null),
    );
    known.set(count, combination);
    return combination;
  };
}

/** A query stands so often in all of its combinations with itself, at most. */
const MOST_REPEATED = 16;

function combinationOf(forms: readonly FetchForm[], refuse: () => void): Combination | null {
  const parts = forms.flatMap(({ query }, index) => partOf(query, `p${index}_`) ?? []);
  const [first] = forms;
  if (parts.length < forms.length || first === undefined) return null;
  const named = first.operationName === undefined ? {} : { operationName: first.operationName };
  const query = stripIgnoredCharacters(print(together(parts)));
  const whole = { query, ...named };
  const form = formOf({ ...whole, isQuery: true, order: first.order });
  const splitBytes = bytesSplitter(parts.map(({ prefix, keys }) => keys.map((key) => ({ came: prefix + key, key }))));
  return {
    question: (questions) => {
      const variables: JsonObject = {};
      for (const [index, { prefix }] of parts.entries()) {
        const own = questions[index]?.variables ?? {};
        // Values are looked at by who does not send text.
        for (const name of Object.keys(own))
          Object.defineProperty(variables, prefix + name, { get: () => own[name], enumerable: true });
      }
      const texts = parts.flatMap(({ prefix }, index) =>
        (questions[index]?.parts?.texts ?? []).map(([name, text]) => [prefix + name, text] as const),
      );
      const asBytes = questions.every((question) => question.asBytes);
      return { ...whole, variables, asBytes, parts: { form, texts, text: textOf(texts) } };
    },
    split: (answer, askers) => {
      const { bytes } = answer;
      if (bytes !== undefined) {
        const answers = splitBytes(bytes)?.map((each) => ({ bytes: each }));
        // Of what cannot be told apart byte by byte, objects are made.
        return answers ?? splitAnswer(readAnswer(bytes), parts);
      }
      return askers === 'several' && !isPlaced(answer) ? null : splitAnswer(answer, parts);
    },
    refuse,
  };
}

/** One of the questions in the whole document. */
interface Part {
  readonly prefix: string;
  readonly operation: OperationDefinitionNode;
  /** The response keys of its root fields. */
  readonly keys: readonly string[];
}

/** A question as part of a document; null for one whose root is more than fields, or that brings fragments of its own. */
function partOf(query: string, prefix: string): Part | null {
  const [operation, ...others] = parse(query, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0 || operation.directives?.length) return null;
  const fields = operation.selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? node : []));
  if (fields.length < operation.selectionSet.selections.length) return null;
  const prefixed = (name: NameNode): NameNode => ({ ...name, value: prefix + name.value });
  const own: OperationDefinitionNode = visit(operation, {
    Variable: (node) => ({ ...node, name: prefixed(node.name) }),
  });
  const selections = own.selectionSet.selections.map((node) => {
    const field = node as FieldNode;
    return { ...field, alias: prefixed(field.alias ?? field.name) };
  });
  return {
    prefix,
    operation: { ...own, selectionSet: { kind: Kind.SELECTION_SET, selections } },
    keys: fields.map(responseKey),
  };
}

function together(parts: readonly Part[]): OperationDefinitionNode {
  const operations = parts.map(({ operation }) => operation);
  const [first] = operations as [OperationDefinitionNode];
  return {
    ...first,
    variableDefinitions: operations.flatMap(({ variableDefinitions = [] }) => variableDefinitions),
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: operations.flatMap(({ selectionSet }) => selectionSet.selections),
    },
  };
}

function isPlaced({ errors = [] }: SubgraphResponse): boolean {
  return errors.every(({ path }) => path !== undefined);
}

function splitAnswer(
  { data, errors = [] }: SubgraphResponse,
  parts: readonly Part[],
): readonly SubgraphResponse[] | null {
  if (!data) return null;
  return parts.map(({ prefix, keys }, index) => {
    const own: JsonObject = {};
    for (const key of keys) if (data[prefix + key] !== undefined) own[key] = data[prefix + key];
    // An error of no place can be of any of them: it is told once.
    const told = errors.flatMap((error) => (error.path ? located(error, prefix) : index === 0 ? error : []));
    return { data: own, ...(told.length > 0 ? { errors: told } : {}) };
  });
}

/** An error of a part at its place there; none where it is of another. */
function located(error: GraphQLFormattedError, prefix: string): readonly GraphQLFormattedError[] {
  const [first, ...rest] = error.path ?? [];
  if (typeof first !== 'string' || !first.startsWith(prefix)) return [];
  return [{ ...error, path: [first.slice(prefix.length), ...rest] }];
}
