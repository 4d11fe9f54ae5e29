import type { SubgraphRequest } from '../fetch/subgraph-client.js';
import type { FetchNode } from '../plan/query-plan.js';
import type { JsonObject } from './json-object.js';
import type { PlanOrder } from './plan-order.js';

/** What a fetch of a plan asks, whatever the values of its variables are. */
export interface FetchForm {
  readonly query: string;
  readonly operationName?: string;
  /** Whether it is a query: what is none is asked by itself, each time. */
  readonly isQuery: boolean;
  /** The query without its name: the planner counts fetches in their names, and by anything else they may be equal. */
  readonly nameless: string;
  /** The beginning of its request's body, up to its variables; `}` ends it. */
  readonly head: string;
  readonly order: PlanOrder;
}

/** A variable with its value, as JSON. */
export type VariableText = readonly [name: string, text: string];

/** A question to a subgraph. */
export interface SubgraphQuestion extends Pick<SubgraphRequest, 'query' | 'variables' | 'operationName'> {
  /** Its parts, by which it can be told from others and put together with them; one without them is asked as it is. */
  readonly parts?: QuestionParts;
  /** Whether its answer is taken as the bytes that came: {@link SubgraphRequest.asBytes}. */
  readonly asBytes?: boolean;
}

/** A question's form, and its variables as JSON, one by one and as an object. */
export interface QuestionParts {
  readonly form: FetchForm;
  readonly texts: readonly VariableText[];
  readonly text: string;
}

/** What is asked for by reference (`_Any` of the subgraph specification). */
export interface Representations {
  /** As JSON, one by one. */
  readonly texts: readonly string[];
  /** The same as objects: made for who does not send text. */
  readonly list: () => readonly JsonObject[];
}

/** Makes the question of a fetch of what was given for the operation's variables, and of the entities it is about. */
export type QuestionOf = (given: Readonly<Record<string, unknown>>, entities?: Representations) => SubgraphQuestion;

/** What a fetch asks: its operation, and of the variables those that it uses and the client gave. */
export function questionOf(fetch: FetchNode, order: PlanOrder): QuestionOf {
  const { operation: query, operationName, variableUsages: used = [], operationKind } = fetch;
  const named = operationName === undefined ? {} : { operationName };
  const form = formOf({ query, ...named, isQuery: operationKind === 'query', order });
  return (given, entities) => {
    const variables: JsonObject = {};
    const texts: VariableText[] = [];
    for (const name of used) {
      if (given[name] === undefined) continue;
      variables[name] = given[name];
      texts.push([name, JSON.stringify(given[name])]);
    }
    if (entities !== undefined) {
      let list: readonly JsonObject[] | null = null;
      const get = (): readonly JsonObject[] => {
        list ??= entities.list();
        return list;
      };
      Object.defineProperty(variables, 'representations', { get, enumerable: true, configurable: true });
      texts.push(['representations', `[${entities.texts.join(',')}]`]);
    }
    return { query, ...named, variables, parts: { form, texts, text: textOf(texts) } };
  };
}

/** A form, with what is made of its query. */
export function formOf(asked: Pick<FetchForm, 'query' | 'operationName' | 'isQuery' | 'order'>): FetchForm {
  return { ...asked, nameless: namelessOf(asked.query), head: headOf(asked) };
}

/** An operation's text without its name. */
function namelessOf(query: string): string {
  return query.replace(/^(query|mutation)\s+\w+/, '$1');
}

/** Variables as a JSON object. Names of GraphQL need no escapes. */
export function textOf(texts: readonly VariableText[]): string {
  return `{${texts.map(([name, text]) => `"${name}":${text}`).join(',')}}`;
}

/** The beginning of a request's body (GraphQL over HTTP, section 5.4), up to its variables; `}` ends it. */
function headOf({ query, operationName }: Pick<SubgraphRequest, 'query' | 'operationName'>): string {
  return `${JSON.stringify({ query, operationName }).slice(0, -1)},"variables":`;
}
