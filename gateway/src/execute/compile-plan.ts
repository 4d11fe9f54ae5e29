import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, isInterfaceType } from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import type { SubgraphResponse } from '../fetch/subgraph-client.js';
import { isObject } from '../lib/is-object.js';
import type { FetchNode, PlanNode, QueryPlan } from '../plan/query-plan.js';
import type { AskSubgraph } from './ask-subgraph.js';
import { type ContextOf, contextReading } from './context.js';
import { copyOf, type IsVague, type JsonObject, jsonOf, mergeInto, setAt, valueAt } from './json-object.js';
import { lineagesAt, objectsAt, type PlacePath, type ResponsePath, waysTo } from './places.js';
import { ordersOf, type PlanOrder, takesContext } from './plan-order.js';
import { questionOf } from './question.js';
import { type Represent, representing } from './represent.js';
import { type Rewrite, rewriting } from './rewrite.js';

/** One run of a plan. */
export interface Run {
  readonly ask: AskSubgraph;
  /** The values of the operation's variables, with their defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What was given for the variables, which subgraphs are told: they know the defaults. */
  readonly given: Readonly<Record<string, unknown>>;
  /** The answer as it grows: what subgraphs say is merged into it. */
  readonly data: JsonObject;
  readonly errors: GraphQLError[];
  /** Objects of which a subgraph has not said what it was asked: what is missing there is no error of its own. */
  readonly untold: WeakSet<object>;
  /** What is in several places of the answer, having been told once: what is written into it is for all of them. */
  readonly shared: Set<object>;
}

/** A step of a plan, the same for every run. It never rejects: what went wrong is among the errors. */
export type Step = (run: Run) => Promise<void>;

/** Makes a plan ready to run. @throws GatewayError `INTERNAL_SERVER_ERROR` for a node of a kind that no plan of a query or mutation has. */
export function compilePlan({ node }: QueryPlan, schema: GraphQLSchema): Step {
  if (node === undefined) return NOTHING;
  if (node.kind === 'Subscription') throw unexpected(node.kind);
  const isVague: IsVague = (typename) => isInterfaceType(schema.getType(String(typename)));
  const spread = (takesContext(node) ? spreadCopies : spreadShared)(isVague);
  return stepOf(node, { path: [], schema, order: { depth: 0, next: new Set() }, spread });
}

const NOTHING: Step = () => Promise.resolve();

interface Place {
  /** Where the step's fetches have their objects. */
  readonly path: PlacePath;
  readonly schema: GraphQLSchema;
  readonly order: PlanOrder;
  /** Writes what was told into the objects it is told of. */
  readonly spread: Spread;
}

function stepOf(node: PlanNode, place: Place): Step {
  switch (node.kind) {
    case 'Sequence': {
      const orders = ordersOf(node.nodes, place.order);
      const steps = node.nodes.map((each, index) => stepOf(each, { ...place, order: orders[index] ?? place.order }));
      return async (run) => {
        for (const step of steps) await step(run);
      };
    }
    case 'Parallel': {
      const steps = node.nodes.map((each) => stepOf(each, place));
      return async (run) => {
        await Promise.all(steps.map((step) => step(run)));
      };
    }
    case 'Flatten':
      return stepOf(node.node, { ...place, path: [...place.path, ...node.path] });
    case 'Condition': {
      const { condition, ifClause, elseClause } = node;
      const met = ifClause ? stepOf(ifClause, place) : NOTHING;
      const unmet = elseClause ? stepOf(elseClause, place) : NOTHING;
      return (run) => (run.variables[condition] === true ? met : unmet)(run);
    }
    case 'Fetch':
      return node.requires === undefined ? fetchOf(node, place) : entityFetchOf(node, node.requires, place);
    default:
      throw unexpected(node.kind);
  }
}

function unexpected(kind: string): GatewayError {
  return new GatewayError('INTERNAL_SERVER_ERROR', { cause: new Error(`a plan with a node ${kind}`) });
}

/** A fetch that needs to know nothing of the objects into which its answer goes. */
function fetchOf(fetch: FetchNode, { path, schema, order, spread }: Place): Step {
  const question = questionOf(fetch, order);
  const rewrite = rewriting(fetch.outputRewrites, schema);
  return async (run) => {
    const objects = objectsAt(run.data, path, run.shared.size > 0);
    if (objects.length === 0) return;
    const { data, errors = [] } = await run.ask(fetch.serviceName, question(run.given));
    if (errors.length > 0) {
      const ways = waysTo(run.data, path);
      for (const error of errors)
        for (const way of objects.flatMap((object) => ways.get(object) ?? []))
          run.errors.push(subgraphError(error, fetch.serviceName, error.path && [...way, ...error.path]));
    }
    if (data) rewrite(data);
    spread(data, objects, run);
  };
}

/** Writes what was told into each of the objects it is told of; where nothing was, that is kept in mind. */
type Spread = (told: unknown, objects: readonly JsonObject[], run: Run) => void;

function spreading(write: (told: JsonObject, objects: readonly JsonObject[], run: Run) => void): Spread {
  return (told, objects, run) => {
    if (isObject(told)) write(told, objects, run);
    else for (const object of objects) run.untold.add(object);
  };
}

/** Objects at one path of which the same was told are asked the same from there on: they have it together, and no copies of it. */
const spreadShared = (isVague: IsVague): Spread =>
  spreading((told, objects, { shared }) => {
    for (const object of objects) mergeInto(object, told, isVague);
    if (objects.length === 1) return;
    for (const value of Object.values(told)) if (typeof value === 'object' && value !== null) shared.add(value);
  });

/** Where what is asked depends on what an object lies in, each place has its own. */
const spreadCopies = (isVague: IsVague): Spread =>
  spreading((told, objects) => {
    for (const [index, object] of objects.entries())
      mergeInto(object, index === objects.length - 1 ? told : copyOf(told), isVague);
  });

/** An entity that a fetch asks for. */
interface Entity {
  readonly representation: JsonObject;
  /** The same as JSON. */
  readonly text: string;
  /** The objects of the answer that it is. */
  readonly objects: JsonObject[];
}

/** A fetch of entities (`_entities` of the subgraph specification): each is asked for once, however often it is in the answer. */
function entityFetchOf(
  fetch: FetchNode,
  requires: NonNullable<FetchNode['requires']>,
  { path, schema, order, spread }: Place,
): Step {
  const question = questionOf(fetch, order);
  const represent = representing(requires, schema);
  const rewriteInput = rewriting(fetch.inputRewrites, schema);
  const rewriteOutput = rewriting(fetch.outputRewrites, schema);
  const ask = async (run: Run, { context, objects }: Asked): Promise<void> => {
    const entities = entitiesOf(objects, represent, rewriteInput);
    if (entities.length === 0) return;
    const given = context === null ? run.given : { ...run.given, ...context };
    const answer = await run.ask(
      fetch.serviceName,
      question(given, {
        entities: {
          count: entities.length,
          text: `[${entities.map(({ text }) => text).join(',')}]`,
          list: () => entities.map(({ representation }) => representation),
        },
      }),
    );
    for (const error of entityErrors(answer, { run, path, entities, subgraph: fetch.serviceName }))
      run.errors.push(error);
    const told = answer.data?._entities;
    for (const [index, { objects }] of entities.entries()) {
      const entity: unknown = Array.isArray(told) ? told[index] : null;
      if (isObject(entity) && !valueAt(entity, '__typename'))
        setAt(entity, '__typename', objects[0] && valueAt(objects[0], '__typename'));
      rewriteOutput(entity);
      spread(entity, objects, run);
    }
  };
  if (!fetch.contextRewrites?.length)
    return (run) => ask(run, { context: null, objects: objectsAt(run.data, path, run.shared.size > 0) });
  const contextOf = contextReading(fetch.contextRewrites, schema);
  // What is asked under other arguments is another question.
  return async (run) => {
    await Promise.all(byContext(run.data, path, contextOf).map((asked) => ask(run, asked)));
  };
}

/** What is asked for together. */
interface Asked {
  /** The arguments from the context that all of it is in. */
  readonly context: JsonObject | null;
  readonly objects: readonly JsonObject[];
}

function byContext(data: JsonObject, path: PlacePath, contextOf: ContextOf): readonly Asked[] {
  const known = new Map<string, { readonly context: JsonObject; readonly objects: JsonObject[] }>();
  for (const lineage of lineagesAt(data, path)) {
    const context = contextOf(lineage);
    const text = JSON.stringify(context);
    const asked = known.get(text) ?? { context, objects: [] };
    known.set(text, asked);
    asked.objects.push(lineage.object);
  }
  return [...known.values()];
}

function entitiesOf(objects: readonly JsonObject[], represent: Represent, rewrite: Rewrite): readonly Entity[] {
  const known = new Map<string, Entity>();
  for (const object of objects) {
    const representation = represent(object);
    if (representation === null) continue;
    rewrite(representation);
    const text = jsonOf(representation);
    const entity = known.get(text) ?? { representation, text, objects: [] };
    known.set(text, entity);
    entity.objects.push(object);
  }
  return [...known.values()];
}

interface Answered {
  readonly run: Run;
  readonly path: PlacePath;
  readonly entities: readonly Entity[];
  readonly subgraph: string;
}

/** The errors of an answer, each at the places of the entity it is of; those of none, at the first. */
function entityErrors(
  { errors = [] }: SubgraphResponse,
  { run, path, entities, subgraph }: Answered,
): readonly GraphQLError[] {
  if (errors.length === 0) return [];
  const ways = waysTo(run.data, path);
  const waysOf = (index: number): readonly ResponsePath[] =>
    (entities[index]?.objects ?? []).flatMap((object) => ways.get(object) ?? []);
  return errors.flatMap((error) => {
    const [, index, ...rest] = error.path ?? [];
    const places = typeof index === 'number' ? waysOf(index).map((way) => [...way, ...rest]) : waysOf(0).slice(0, 1);
    return places.map((place) => subgraphError(error, subgraph, place));
  });
}

/** A subgraph's error at a place of the whole answer. */
function subgraphError(error: GraphQLFormattedError, subgraph: string, path: ResponsePath | undefined): GraphQLError {
  return new GraphQLError(error.message, {
    ...(path ? { path } : {}),
    extensions: { ...error.extensions, serviceName: subgraph },
  });
}
