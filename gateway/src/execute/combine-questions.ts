import {
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
import { variablesIn } from '../lib/variables-in.js';
import { isRefusal } from './fetch-error.js';
import { copyOfValue, type JsonObject } from './json-object.js';
import { type FetchForm, formOf, partsOf, type SubgraphQuestion, type VariableText } from './question.js';
import { bytesSplitter, type Members } from './split-bytes.js';

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

/** So many combinations are kept. */
export const KEPT = 1_000;
/** Characters of the kept documents together. */
export const KEPT_CHARACTERS = 8 * 1024 * 1024;

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

/**
 * Puts questions together; what is asked alike is asked for the first one, and told to all. `refuse` is called when the subgraph does not take it. Null where
 * they cannot be.
 */
export function combinationOf(
  forms: readonly FetchForm[],
  refuse: () => void,
  alike: ReadonlySet<string> = NONE,
): Combination | null {
  const parts = forms.flatMap(
    ({ query }, index) => partOf(query, { prefix: prefixOf(index), alike: index === 0 ? NONE : alike }) ?? [],
  );
  const [first] = forms;
  if (parts.length < forms.length || first === undefined) return null;
  const { subgraph, operationName, order } = first;
  const query = stripIgnoredCharacters(print(together(parts)));
  const form = formOf({ subgraph, query, operationName, isQuery: true, order });
  const splitBytes = bytesSplitter(parts.map(({ members }) => members));
  return {
    question: (questions) => {
      const texts = textsOf(questions, parts);
      const asBytes = questions.every((question) => question.asBytes);
      const variables = (): JsonObject => variablesOf(questions, parts);
      return { query, operationName, variables, entities: null, parts: partsOf(form, texts, asBytes), asBytes };
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
  /** Its root fields, and under which key each comes: what is asked alike under that of the first part. */
  readonly members: Members;
  /** The variables that its own root fields depend on. */
  readonly used: ReadonlySet<string>;
}

/** The values of all variables, each under the name that it has in the whole. */
function textsOf(questions: readonly SubgraphQuestion[], parts: readonly Part[]): readonly VariableText[] {
  const texts: VariableText[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const { prefix, used } = parts[index] as Part;
    for (const [name, text] of questions[index]?.parts?.texts ?? [])
      if (used.has(name)) texts.push([prefix + name, text]);
  }
  return texts;
}

function variablesOf(questions: readonly SubgraphQuestion[], parts: readonly Part[]): JsonObject {
  const variables: JsonObject = {};
  for (const [index, { prefix, used }] of parts.entries())
    for (const [name, value] of Object.entries(questions[index]?.variables() ?? {}))
      if (used.has(name)) variables[prefix + name] = value;
  return variables;
}

/** Begins with what few values have in them: where one begins is found by it in long answers. */
const prefixOf = (index: number): string => `Q${index}_`;
const FIRST = prefixOf(0);
const NONE: ReadonlySet<string> = new Set();

/** A question as part of a document; null for one whose root is more than fields, or that brings fragments of its own. */
function partOf(
  query: string,
  { prefix, alike }: { readonly prefix: string; readonly alike: ReadonlySet<string> },
): Part | null {
  const [operation, ...others] = parse(query, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0 || operation.directives?.length) return null;
  const fields = operation.selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? node : []));
  if (fields.length < operation.selectionSet.selections.length) return null;
  const prefixed = (name: NameNode): NameNode => ({ ...name, value: prefix + name.value });
  const selections = fields
    .filter((field) => !alike.has(responseKey(field)))
    .map((field) => ({ ...field, alias: prefixed(field.alias ?? field.name) }));
  const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
  const used = variablesIn(selectionSet);
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value));
  return {
    ...{ prefix, used },
    operation: visit(
      { ...operation, ...(variableDefinitions ? { variableDefinitions } : {}), selectionSet },
      { Variable: (node) => ({ ...node, name: prefixed(node.name) }) },
    ),
    members: fields.map(responseKey).map((key) => ({ came: (alike.has(key) ? FIRST : prefix) + key, key })),
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
  return parts.map(({ prefix, members }, index) => {
    const own: JsonObject = {};
    for (const { came, key } of members) {
      const value = data[came];
      // What is asked alike is told once, and each who asked may write into it.
      if (value !== undefined) own[key] = came.startsWith(prefix) ? value : copyOfValue(value);
    }
    // An error of no place can be of any of them: it is told once.
    const told = errors.flatMap((error) => (error.path ? located(error, members) : index === 0 ? error : []));
    return { data: own, ...(told.length > 0 ? { errors: told } : {}) };
  });
}

/** An error of a part at its place there; none where it is of another. */
function located(error: GraphQLFormattedError, members: Members): readonly GraphQLFormattedError[] {
  const [first, ...rest] = error.path ?? [];
  const member = members.find(({ came }) => came === first);
  return member === undefined ? [] : [{ ...error, path: [member.key, ...rest] }];
}
