import { isUtf8 } from 'node:buffer';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { END_OF_LINE } from '../fetch/read-answer.js';
import { fragmentsOf } from '../lib/fragments-of.js';
import type { FetchNode, QueryPlan } from '../plan/query-plan.js';
import { AnswerReader } from './answer-reader.js';
import type { AskSubgraph } from './ask-subgraph.js';
import { NotVerbatim, placeOf, type ReadFetch, ReadingCompiler, type RootPart } from './compile-reading.js';
import { SIGN } from './json-reader.js';
import { Occurrences } from './occurrences.js';
import { ordersOf, type PlanOrder } from './plan-order.js';
import { type QuestionOf, questionOf, type Wanted } from './question.js';
import type { Read } from './read-object.js';
import { AnswerWriter, type Told } from './write-answer.js';

/** An operation of which answers are made, under those of its variables that decide what is selected. */
export interface PassedOperation {
  readonly plan: QueryPlan;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The schema that clients see, and the supergraph's, with what they do not see. */
  readonly api: GraphQLSchema;
  readonly whole: GraphQLSchema;
}

/** One run of it. */
export interface PassedRun {
  readonly ask: AskSubgraph;
  readonly given: Readonly<Record<string, unknown>>;
}

/**
 * Executes a plan by passing on the bytes in which subgraphs answer: they are checked against what was asked, cut, and put together, and no objects are made
 * of them. Gives the whole answer as it is sent; null where not everything came as it would be written here, or something in it is wrong.
 */
export type PassOn = (run: PassedRun) => Promise<Buffer | null>;

/** Makes it; null for a plan whose answers have to be looked into. */
export function passingOn(passed: PassedOperation): PassOn | null {
  try {
    return unlessInVain(passOn(passed));
  } catch (error) {
    if (error instanceof NotVerbatim) return null;
    throw error;
  }
}

/** After so many runs in a row that came to nothing, one in so many is tried: a subgraph can have its own way of writing, or be away. */
const PATIENCE = 8;
const SELDOM = 64;

function unlessInVain(pass: PassOn): PassOn {
  let inVain = 0;
  return async (run) => {
    const isTried = inVain < PATIENCE || inVain % SELDOM === 0;
    const bytes = isTried ? await pass(run) : null;
    inVain = bytes === null ? inVain + 1 : 0;
    return bytes;
  };
}

function passOn({ plan: { node }, document, operation, variables, api, whole }: PassedOperation): PassOn {
  const fetches = fetchesOf(node, { path: [], order: { depth: 0, next: new Set() }, variables, into: [] });
  const isRoot = ({ requires }: PassedFetch): boolean => requires === null;
  const compiler = new ReadingCompiler({
    ...{ api: { schema: api, fragments: fragmentsOf(document), variables }, whole },
    fetchesAt: byPlace(fetches.all.filter((fetch) => !isRoot(fetch))),
  });
  const root = api.getRootType(operation.operation)?.name ?? '';
  const parts = compiler.root(root, [operation.selectionSet], fetches.all.filter(isRoot));
  // Answers of one form are alike in that.
  let times = 1;
  return async ({ ask, given }) => {
    const occurrences = fetches.all.map((fetch) => (isRoot(fetch) ? NOWHERE : new Occurrences()));
    const told: (Told | undefined)[] = [];
    const isTold = await fetches.step({ ask, given, root, occurrences, told });
    if (!isTold) return null;
    const writer = new AnswerWriter(told, times);
    write(writer, parts);
    times = writer.times;
    return writer.written;
  };
}

function byPlace(fetches: readonly PassedFetch[]): ReadonlyMap<string, readonly PassedFetch[]> {
  const places = new Map<string, PassedFetch[]>();
  for (const fetch of fetches) places.set(fetch.place, [...(places.get(fetch.place) ?? []), fetch]);
  return places;
}

function write(writer: AnswerWriter, parts: readonly RootPart[]): void {
  writer.text('{"data":{');
  for (const [index, part] of parts.entries()) {
    if (index > 0) writer.comma();
    if (typeof part === 'string') writer.text(part);
    else writer.run(part.fetch, 0, part.run);
  }
  writer.text('}}\n');
}

interface PassedFetch extends ReadFetch {
  readonly subgraph: string;
  readonly place: string;
  readonly question: QuestionOf;
}

interface State extends PassedRun {
  /** The name of the root's type. */
  readonly root: string;
  /** By the number of the fetch, as what follows. */
  readonly occurrences: readonly Occurrences[];
  readonly told: (Told | undefined)[];
}

/** A step of a plan. False where it did not come to what was asked. */
type Step = (state: State) => Promise<boolean>;

interface Stepping {
  readonly path: readonly (string | number)[];
  readonly order: PlanOrder;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly into: PassedFetch[];
}

function fetchesOf(
  node: QueryPlan['node'],
  stepping: Stepping,
): { readonly all: readonly PassedFetch[]; readonly step: Step } {
  const step = stepOf(node, stepping);
  return { all: stepping.into, step };
}

function stepOf(node: QueryPlan['node'], stepping: Stepping): Step {
  switch (node?.kind) {
    case 'Sequence': {
      const orders = ordersOf(node.nodes, stepping.order);
      const steps = node.nodes.map((each, index) =>
        stepOf(each, { ...stepping, order: orders[index] ?? stepping.order }),
      );
      return async (state) => {
        for (const step of steps) if (!(await step(state))) return false;
        return true;
      };
    }
    case 'Parallel': {
      const steps = node.nodes.map((each) => stepOf(each, stepping));
      return async (state) => (await Promise.all(steps.map((step) => step(state)))).every(Boolean);
    }
    case 'Flatten':
      return stepOf(node.node, { ...stepping, path: [...stepping.path, ...node.path] });
    case 'Condition':
      return stepOf(stepping.variables[node.condition] === true ? node.ifClause : node.elseClause, stepping);
    case 'Fetch':
      return fetchOf(node, stepping);
    case undefined:
      return () => Promise.resolve(true);
    default:
      throw new NotVerbatim(`a node ${node?.kind}`);
  }
}

function fetchOf(node: FetchNode, { path, order, into }: Stepping): Step {
  const rewrites = [node.inputRewrites, node.outputRewrites, node.contextRewrites];
  if (rewrites.some((all = []) => all.length > 0)) throw new NotVerbatim('something is written anew');
  if (node.operationKind !== 'query') throw new NotVerbatim('no query');
  if (node.requires === undefined && path.length > 0) throw new NotVerbatim('a root below the root');
  const fetch: PassedFetch = {
    ...{ index: into.length, subgraph: node.serviceName, place: placeOf(path) },
    ...{ question: questionOf(node, order), told: [toldBy(node)], requires: node.requires ?? null, pieces: new Map() },
  };
  into.push(fetch);
  return fetch.requires === null ? rootStep(fetch) : entityStep(fetch);
}

/** What a fetch selects of each of its objects. */
function toldBy({ operation, requires }: FetchNode): SelectionSetNode {
  const document = parse(operation, { noLocation: true });
  const definition = getOperationAST(document);
  if (!definition) throw new NotVerbatim('no operation');
  const selected = withoutSpreads(definition.selectionSet, fragmentsOf(document));
  if (requires === undefined) return selected;
  const [field, ...more] = selected.selections;
  if (field?.kind !== Kind.FIELD || field.selectionSet === undefined || more.length > 0)
    throw new NotVerbatim('more than entities');
  return field.selectionSet;
}

/** The same with what fragments select in their places. */
function withoutSpreads(
  selected: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectionSetNode {
  return visit(selected, {
    FragmentSpread: ({ name, directives = [] }) => {
      const fragment = fragments.get(name.value);
      if (fragment === undefined) throw new NotVerbatim(`no fragment ${name.value}`);
      const { typeCondition, selectionSet } = fragment;
      const inline = { kind: Kind.INLINE_FRAGMENT, typeCondition, directives } as const;
      return { ...inline, selectionSet: withoutSpreads(selectionSet, fragments) };
    },
  });
}

function rootStep({ index, subgraph, question, pieces }: PassedFetch): Step {
  return async ({ ask, given, root, occurrences, told }) => {
    const piece = pieces.get(root);
    const { bytes } = await ask(subgraph, question(given, BYTES));
    if (bytes === undefined || piece === undefined) return false;
    const reader = new AnswerReader(bytes, occurrences);
    if (!isWhole(reader, piece.read)) return false;
    told[index] = toldIn(reader, ONCE, ONCE);
    return true;
  };
}

/** What is asked at the root is about no objects. */
const NOWHERE = new Occurrences();

const BYTES: Wanted = { asBytes: true };
/** There is one root, and nothing is told of it but once. */
const ONCE: readonly number[] = [0];

function entityStep({ index, subgraph, question, pieces }: PassedFetch): Step {
  return async ({ ask, given, occurrences, told }) => {
    const entities = occurrences[index] as Occurrences;
    if (!entities.settle(told)) return false;
    if (entities.count === 0) return true;
    const { bytes } = await ask(subgraph, question(given, { entities, asBytes: true }));
    if (bytes === undefined) return false;
    const { types, objectOf } = entities;
    const reader = new AnswerReader(bytes, occurrences);
    const firstBounds: number[] = [];
    const all: Read = () => {
      for (let at = 0; at < types.length; at += 1) {
        firstBounds.push(reader.bounds.length);
        if (at > 0 && !reader.sign(SIGN.comma)) return false;
        if (!pieces.get(types[at] ?? '')?.read(reader)) return false;
      }
      return true;
    };
    if (!isWhole(reader, () => reader.word(ENTITIES) && all(reader) && reader.word(ENTITIES_END))) return false;
    told[index] = toldIn(reader, firstBounds, objectOf);
    return true;
  };
}

function toldIn(
  { bytes, parts, bounds, exports, exportStarts }: AnswerReader,
  firstBounds: readonly number[],
  objectOf: readonly number[],
): Told {
  return { bytes, parts: parts.take(), bounds, exports, exportStarts, firstBounds, objectOf };
}

const DATA = Buffer.from('{"data":');
const ENTITIES = Buffer.from('{"_entities":[');
const ENTITIES_END = Buffer.from(']}');

/** Whether a subgraph's answer is data alone, as it is read. */
function isWhole(reader: AnswerReader, read: Read): boolean {
  const isRead = isUtf8(reader.bytes) && reader.word(DATA) && read(reader) && reader.sign(SIGN.closing);
  reader.sign(END_OF_LINE);
  return isRead && reader.at === reader.bytes.length;
}
