import { operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import { GatewayError } from '../errors/gateway-error.js';
import type { Supergraph } from '../supergraph/supergraph.js';
import type { Overrides } from './draw-shares.js';
import { explodeInterfaces } from './explode-interfaces.js';
import { fetchStandIns } from './fetch-stand-ins.js';
import type { NotedPlan, ToExecute } from './finish-result.js';
import { keepTypes } from './keep-types.js';
import { type Lifted, liftFields } from './lift-fields.js';
import { lostFragments } from './lost-fragments.js';
import { orderFetches } from './order-fetches.js';
import { ownFields } from './own-fields.js';
import { partConditions } from './part-conditions.js';
import { partUnions } from './part-unions.js';
import { pinFields } from './pin-fields.js';
import { inStages } from './plan-in-stages.js';
import type { OperationToPlan } from './plan-operation.js';
import { attempt, type BuildPlan, planPlannable } from './plan-plannable.js';
import type { QueryPlan } from './query-plan.js';
import { keySuffix, ownVariables, rekeyed } from './response-keys.js';
import { tellTypenames } from './tell-typenames.js';
import { unaskedFields } from './unasked-fields.js';

/**
 * Plans an operation, for some sides of the shares of `@override`. Blocks for milliseconds; for much longer where there are many ways to answer it.
 * @throws GatewayError `PLAN_LIMIT` where there are too many.
 */
export type MakePlan = (operation: OperationToPlan, shares: Overrides) => NotedPlan;

/**
 * So many plans of one operation are weighed against each other, where fields can be asked of several subgraphs; of more, those of the ways that look
 * worst are left out. Apollo's 10,000 take seconds.
 */
const MOST_PLANS = 200;

/** So many ways to one field are looked at, at most: the planner compares each with each, which takes it seconds for half of them. */
const MOST_WAYS = 10_000;

/**
 * With more ways than that, the field of an interface is asked for by the types: an interface of ten types, of each of which two subgraphs tell the field, has
 * 1,024, and of thirty a billion, which the planner puts together before it counts them. By the types, there are two of each.
 */
const MANY_WAYS = 8;

/** Makes what plans the operations of a supergraph; the only place that knows Apollo's planner. */
export function planMaker(supergraph: Supergraph): MakePlan {
  const rules = supergraph.forPlanning;
  const { federation, standIns, interfaceObjects, pinned, inputs, scatteredFields } = rules;
  // A fragment of the client's may be of what is asked otherwise.
  const reuseQueryFragments = standIns.byName.size === 0 && interfaceObjects.names.size === 0;
  const debug = { maxEvaluatedPlans: MOST_PLANS, pathsLimit: MOST_WAYS };
  const planner = new QueryPlanner(federation, { reuseQueryFragments, debug });
  const staging = { schema: supergraph.schema, api: supergraph.api, inputs, standIns, interfaceObjects };
  const lifted = (asked: DocumentNode): Lifted => {
    const parted = interfaceObjects.names.size === 0 ? asked : partUnions(supergraph.api, asked);
    return liftFields(supergraph.api, parted, interfaceObjects);
  };
  const manyWays = new Set([...scatteredFields].flatMap(([name, ways]) => (ways > MANY_WAYS ? [name] : [])));
  const byTypes = (whole: DocumentNode): DocumentNode =>
    manyWays.size === 0
      ? whole
      : explodeInterfaces(supergraph.api, whole, (type, field) => manyWays.has(`${type}.${field}`));
  const buildPlan = (asked: ToExecute, shares: Overrides, left: LeftOut): QueryPlan => {
    const { document, operationName } = asked;
    const named = operationName === undefined ? {} : { operationName };
    const prepared = (whole: DocumentNode): DocumentNode =>
      tellTypenames(supergraph.api, partConditions(supergraph.api, byTypes(lifted(whole).document), inputs.requiring));
    const mended = (plan: QueryPlan): QueryPlan =>
      orderFetches(ownFields(keepTypes(fetchStandIns(plan, standIns), interfaceObjects), staging));
    const planned: BuildPlan = (part) => {
      const operation = operationFromDocument(federation.schema, part, named);
      try {
        return mended(planner.buildQueryPlan(operation, { overrideConditions: new Map(shares) }));
      } catch (error) {
        if (hasTooManyWays(error)) left.tooMany = error;
        throw error;
      }
    };
    const build: BuildPlan = (whole) => inStages(prepared(whole), { operationName, planned, mended, rules: staging });
    try {
      const plan = build(document);
      const pins = lostFragments(plan, supergraph.api, asked, pinned);
      return pins.size === 0 ? plan : (attempt(() => build(pinFields(asked, supergraph.api, pins, pinned))) ?? plan);
    } catch {
      return planPlannable(explodeInterfaces(supergraph.api, document), operationName, build);
    }
  };
  return ({ text, document, operationName }, shares) => {
    const suffix = keySuffix(document, text, rules);
    const planned = suffix === null ? document : rekeyed(document, suffix, rules).document;
    const asked = { document: planned, operationName };
    const left: LeftOut = {};
    const plan = ownVariables(buildPlan(asked, shares, left), suffix);
    const unasked = unaskedFields(plan, supergraph.api, asked);
    if (unasked.length > 0 && left.tooMany !== undefined) throw new GatewayError('PLAN_LIMIT', { cause: left.tooMany });
    return { plan, suffix, unasked, lifted: [...lifted(planned).keys] };
  };
}

/** Why something may have been left out of a plan, though there are ways to it. */
interface LeftOut {
  tooMany?: unknown;
}

/** The planner tells it by words alone. */
function hasTooManyWays(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Too many options');
}
