import {
  type DocumentNode,
  type ExecutionResult,
  executeSync,
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import { fragmentsOf } from '../lib/fragments-of.js';
import { variablesOf } from '../lib/selected.js';
import { withUsedVariables } from '../lib/used-variables.js';
import { chooseOperation } from '../plan/parse-operation.js';
import type { PlannedOperation } from '../plan/plan-operation.js';
import type { QueryPlan } from '../plan/query-plan.js';
import type { Supergraph } from '../supergraph/supergraph.js';
import { askingTwice, subgraphAsker } from './ask-subgraph.js';
import { combiner } from './combine-questions.js';
import { compilePlan, type Run, type Step } from './compile-plan.js';
import type { CreateExecutor } from './execution.js';
import { type PassedOperation, type PassOn, passingOn } from './pass-on.js';
import { sharedRequests } from './send-request.js';
import { type Shape, shapeOf } from './shape-answer.js';

/** Executes plans on the subgraphs' clients. A plan is made ready once, and so is the form of its answers. */
export const createExecutor: CreateExecutor = (supergraph, clients) => {
  const { api, schema } = supergraph;
  const steps = new WeakMap<QueryPlan, Step>();
  const stepOf = (plan: QueryPlan): Step => {
    const known = steps.get(plan) ?? compilePlan(plan, schema);
    steps.set(plan, known);
    return known;
  };
  const formOf = formKeeper(supergraph);
  const together = { combine: combiner(), shared: sharedRequests() };
  return async (execution) => {
    const { document, plan } = execution.planned;
    const { variables, operation, form } = formOf(execution.planned, execution.variables);
    const { shape, passOn } = form;
    const asker = subgraphAsker(clients, execution, together);
    const pass = execution.takesBytes ? passOn() : null;
    const { asBytes, asObjects } = pass === null ? { asBytes: asker, asObjects: asker } : askingTwice(asker);
    const bytes = await pass?.({ ask: asBytes, given: execution.variables });
    if (bytes) return { bytes };
    const run: Run = {
      ...{ ask: asObjects, variables, given: execution.variables },
      ...{ data: {}, errors: [], untold: new WeakSet(), shared: new Set() },
    };
    await stepOf(plan)(run);
    const introspect = (nodes: readonly FieldNode[], key: string): unknown =>
      introspected(api, { document, operation, nodes, variables: execution.variables })[key];
    const { data, misfits } = shape({ data: run.data, untold: run.untold, shared: run.shared, introspect });
    return resultOf(data, run.errors, misfits);
  };
};

/** What is needed of an operation to execute it, as long as the same of it is left out. */
interface Form {
  readonly shape: Shape;
  /** What passes answers on as they come; null where they have to be looked into. */
  readonly passOn: () => PassOn | null;
}

/** An operation with its variables, and its form by them. */
interface Formed {
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly form: Form;
}

type FormOf = (planned: PlannedOperation, given: Readonly<Record<string, unknown>>) => Formed;

/** So many forms of one operation are kept: what it selects can depend on its variables. */
const KEPT_FORMS = 16;

/** Keeps the forms of plans with their documents, for as long as somebody keeps both: either can have several of the other. */
function formKeeper({ api, schema }: Supergraph): FormOf {
  const kept = new WeakMap<QueryPlan, WeakMap<DocumentNode, Map<string, Form>>>();
  const formsOf = (plan: QueryPlan, document: DocumentNode): Map<string, Form> => {
    const known = kept.get(plan)?.get(document);
    if (known !== undefined) return known;
    const forms = new Map<string, Form>();
    kept.set(plan, (kept.get(plan) ?? new WeakMap()).set(document, forms));
    return forms;
  };
  return ({ plan, document, operationName }, given) => {
    const operation = chooseOperation(document, operationName);
    const variables = variablesOf(operation, given);
    const forms = formsOf(plan, document);
    const key = `${operationName ?? ''} ${booleansOf(operation, variables)}`;
    const known = forms.get(key);
    if (known !== undefined) return { operation, variables, form: known };
    const form = makeForm({ plan, document, operation, variables, api, whole: schema });
    if (forms.size < KEPT_FORMS) forms.set(key, form);
    return { operation, variables, form };
  };
}

function makeForm(passed: PassedOperation): Form {
  let passOn: PassOn | null | undefined;
  return {
    shape: shapeOf(passed.api, passed),
    passOn: () => {
      if (passOn === undefined) passOn = passingOn(passed);
      return passOn;
    },
  };
}

/** The values of the variables that `@skip` and `@include` can name, in one order. */
function booleansOf(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): string {
  let text = '';
  for (const { variable } of variableDefinitions) text += SIGNS.get(variables[variable.name.value]) ?? '-';
  return text;
}

const SIGNS: ReadonlyMap<unknown, string> = new Map([
  [true, '1'],
  [false, '0'],
]);

interface Introspection {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly nodes: readonly FieldNode[];
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a field of introspection says: the specification's own execution of that field alone. */
function introspected(
  api: GraphQLSchema,
  { document, operation, nodes, variables }: Introspection,
): Readonly<Record<string, unknown>> {
  const alone = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: nodes } } as const;
  const { data, errors } = executeSync({
    schema: api,
    document: withUsedVariables(alone, [...fragmentsOf(document).values()]),
    variableValues: variables,
  });
  if (!data || errors) throw new GatewayError('INTERNAL_SERVER_ERROR', { cause: new AggregateError(errors ?? []) });
  return data;
}

/** A value that does not fit is an error, unless a subgraph has said why it is not there. */
function resultOf(
  data: Record<string, unknown> | null,
  errors: readonly GraphQLError[],
  misfits: readonly GraphQLError[],
): ExecutionResult {
  const isSaid = errors.length === 0 ? () => false : saidBy(errors);
  const own = misfits
    .filter(({ path = [] }) => !isSaid(path))
    .map((cause) => new GatewayError('SUBGRAPH_BAD_ANSWER', { cause }));
  const all = [...errors, ...own];
  return { ...(all.length > 0 ? { errors: all } : {}), data };
}

/** Whether one of the errors lies at a path, above it, or below: a null moves upwards. One that names no place can be of any. */
function saidBy(errors: readonly GraphQLError[]): (path: readonly (string | number)[]) => boolean {
  if (errors.some(({ path }) => path === undefined)) return () => true;
  const named = errors.map(({ path = [] }) => path);
  const [at, above] = [new Set(named.map(keyOf)), new Set(named.flatMap(prefixesOf))];
  return (path) => above.has(keyOf(path)) || prefixesOf(path).some((prefix) => at.has(prefix));
}

function prefixesOf(path: readonly (string | number)[]): readonly string[] {
  return Array.from({ length: path.length + 1 }, (_, length) => keyOf(path.slice(0, length)));
}

function keyOf(path: readonly (string | number)[]): string {
  return JSON.stringify(path);
}
