import { operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import type { Supergraph } from '../supergraph/supergraph.js';
import type { Overrides } from './draw-shares.js';
import { explodeInterfaces } from './explode-interfaces.js';
import { fetchStandIns } from './fetch-stand-ins.js';
import type { NotedPlan } from './finish-result.js';
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

/** Plans an operation, for some sides of the shares of `@override`. Blocks for milliseconds; for much longer where there are many ways to answer it. */
export type MakePlan = (operation: OperationToPlan, shares: Overrides) => NotedPlan;

/**
 * So many plans of one operation are weighed against each other, where fields can be asked of several subgraphs; of more, those of the ways that look
 * worst are left out. Apollo's 10,000 take seconds.
 */
const MOST_PLANS = 200;

/** Makes what plans the operations of a supergraph; the only place that knows Apollo's planner. */
export function planMaker(supergraph: Supergraph): MakePlan {
  const rules = supergraph.forPlanning;
  const { federation, standIns, interfaceObjects, pinned, inputs } = rules;
  // A fragment of the client's may be of what is asked otherwise.
  const reuseQueryFragments = standIns.byName.size === 0 && interfaceObjects.names.size === 0;
  const planner = new QueryPlanner(federation, { reuseQueryFragments, debug: { maxEvaluatedPlans: MOST_PLANS } });
  const staging = { schema: supergraph.schema, api: supergraph.api, inputs, standIns, interfaceObjects };
  const lifted = (asked: DocumentNode): Lifted => {
    const parted = interfaceObjects.names.size === 0 ? asked : partUnions(supergraph.api, asked);
    return liftFields(supergraph.api, parted, interfaceObjects);
  };
  const buildPlan = (document: DocumentNode, operationName: string | undefined, shares: Overrides): QueryPlan => {
    const named = operationName === undefined ? {} : { operationName };
    const prepared = (asked: DocumentNode): DocumentNode =>
      tellTypenames(supergraph.api, partConditions(supergraph.api, lifted(asked).document, inputs.requiring));
    const mended = (plan: QueryPlan): QueryPlan =>
      orderFetches(ownFields(keepTypes(fetchStandIns(plan, standIns), interfaceObjects), staging));
    const planned: BuildPlan = (asked) => {
      const operation = operationFromDocument(federation.schema, asked, named);
      return mended(planner.buildQueryPlan(operation, { overrideConditions: new Map(shares) }));
    };
    const build: BuildPlan = (asked) => inStages(prepared(asked), { operationName, planned, mended, rules: staging });
    try {
      const plan = build(document);
      const asked = { document, operationName };
      const pins = lostFragments(plan, supergraph.api, asked, pinned);
      return pins.size === 0 ? plan : (attempt(() => build(pinFields(asked, supergraph.api, pins, pinned))) ?? plan);
    } catch {
      return planPlannable(explodeInterfaces(supergraph.api, document), operationName, build);
    }
  };
  return ({ text, document, operationName }, shares) => {
    const suffix = keySuffix(document, text, rules);
    const planned = suffix === null ? document : rekeyed(document, suffix, rules).document;
    const plan = ownVariables(buildPlan(planned, operationName, shares), suffix);
    const unasked = unaskedFields(plan, supergraph.api, { document: planned, operationName });
    return { plan, suffix, unasked, lifted: [...lifted(planned).keys] };
  };
}
