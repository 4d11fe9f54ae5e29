import type { FetchRequest } from '../fetch/subgraph-client.js';
import { interner } from '../lib/interner.js';
import type { FetchNode } from '../plan/query-plan.js';
import type { JsonObject } from './json-object.js';
import type { PlanOrder } from './plan-order.js';

/** What a fetch of a plan asks, whatever the values of its variables are. */
export interface FetchForm {
  /** Who is asked. */
  readonly subgraph: string;
  readonly query: string;
  readonly operationName: string | undefined;
  /** Whether it is a query: what is none is asked by itself, each time. */
  readonly isQuery: boolean;
  /**
   * The same number for what asks one subgraph the same under another name: the planner counts fetches in their names, and by anything else they may be
   * equal.
   */
  readonly number: number;
  /** The beginning of its request's body, up to its variables; `}` ends it. */
  readonly head: string;
  readonly order: PlanOrder;
}

/** A variable with its value, as JSON. */
export type VariableText = readonly [name: string, text: string];

/** A question to a subgraph. */
export interface SubgraphQuestion {
  readonly query: string;
  readonly operationName: string | undefined;
  /** The values of its variables: made for who does not send text. */
  readonly variables: () => Readonly<Record<string, unknown>>;
  /** How many entities it asks for by reference (`_Any` of the subgraph specification); null where it does not ask so. */
  readonly entities: number | null;
  /** Its parts, by which it can be told from others and put together with them; null for one that is asked as it is. */
  readonly parts: QuestionParts | null;
  /** Whether its answer is taken as the bytes that came: {@link FetchRequest.asBytes}. */
  readonly asBytes: boolean;
}

/** A question's form, and its variables as JSON, one by one and as an object. */
export interface QuestionParts {
  readonly form: FetchForm;
  readonly texts: readonly VariableText[];
  readonly text: string;
  /** By what it is told from others: its answer as bytes is another than that as an object. */
  readonly key: string;
}

/** What is asked for by reference (`_Any` of the subgraph specification). */
export interface Representations {
  readonly count: number;
  /** All of them, as JSON. */
  readonly text: string;
  /** The same as objects: made for who does not send text. */
  readonly list: () => readonly JsonObject[];
}

/** What a question is made with beside the values given for variables. */
export interface Wanted {
  /** The entities it is about. */
  readonly entities?: Representations;
  readonly asBytes?: boolean;
}

/** Makes the question of a fetch of what was given for the operation's variables. */
export type QuestionOf = (given: Readonly<Record<string, unknown>>, wanted?: Wanted) => SubgraphQuestion;

const NOTHING: Wanted = {};

/** What a fetch asks: its operation, and of the variables those that it uses and the client gave. */
export function questionOf(fetch: FetchNode, order: PlanOrder): QuestionOf {
  const { serviceName: subgraph, operation: query, operationName, variableUsages: used = [], operationKind } = fetch;
  const form = formOf({ subgraph, query, operationName, isQuery: operationKind === 'query', order });
  return (given, { entities, asBytes = false } = NOTHING) => {
    const texts: VariableText[] = [];
    for (const name of used) if (given[name] !== undefined) texts.push([name, JSON.stringify(given[name])]);
    if (entities !== undefined) texts.push(['representations', entities.text]);
    return {
      query,
      operationName,
      variables: () => variablesOf(used, given, entities),
      entities: entities === undefined ? null : entities.count,
      parts: partsOf(form, texts, asBytes),
      asBytes,
    };
  };
}

function variablesOf(used: readonly string[], given: Readonly<Record<string, unknown>>, entities?: Representations) {
  const variables: JsonObject = {};
  for (const name of used) if (given[name] !== undefined) variables[name] = given[name];
  if (entities !== undefined) variables.representations = entities.list();
  return variables;
}

/** The parts of a question of this form. Names of GraphQL need no escapes. */
export function partsOf(form: FetchForm, texts: readonly VariableText[], asBytes: boolean): QuestionParts {
  let text = '{';
  for (let index = 0; index < texts.length; index += 1) {
    const [name, value] = texts[index] as VariableText;
    text += `${index === 0 ? '"' : ',"'}${name}":${value}`;
  }
  text += '}';
  return { form, texts, text, key: `${form.number}${asBytes ? ' bytes ' : ' '}${text}` };
}

const numbers = interner();

/** A form, with what is made of its query. */
export function formOf(asked: Omit<FetchForm, 'number' | 'head'>): FetchForm {
  return { ...asked, number: numbers(`${asked.subgraph} ${namelessOf(asked.query)}`), head: headOf(asked) };
}

/** An operation's text without its name. */
function namelessOf(query: string): string {
  return query.replace(/^(query|mutation)\s+\w+/, '$1');
}

/** The beginning of a request's body (GraphQL over HTTP, section 5.4), up to its variables; `}` ends it. */
function headOf({ query, operationName }: Pick<FetchForm, 'query' | 'operationName'>): string {
  return `${JSON.stringify({ query, operationName }).slice(0, -1)},"variables":`;
}
