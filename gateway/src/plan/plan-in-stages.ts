import type { DocumentNode } from 'graphql';
import { explodeInterfaces } from './explode-interfaces.js';
import { orderFetches } from './order-fetches.js';
import { attempt, type BuildPlan } from './plan-plannable.js';
import type { PlanNode, QueryPlan } from './query-plan.js';
import { EVERYWHERE, hastyPaths, type StagingRules, stageOf } from './stage-requires.js';

/** What plans are made with. */
export interface StagingParts {
  readonly operationName: string | undefined;
  /** Plans a document as it is. @throws Error where the planner finds no way. */
  readonly planned: BuildPlan;
  /** What a plan's fetches have to be for subgraphs. */
  readonly mended: (plan: QueryPlan) => QueryPlan;
  readonly rules: StagingRules;
}

/** Longer chains of fields that require each other are left to the planner. */
const MOST_STAGES = 12;

/**
 * Plans a document; where the planner asks for fields before what they require is there, or finds no way, in stages: what they require first, by a plan of its
 * own, then these fields by themselves. @throws Error where there is no way in stages either.
 */
export function inStages(document: DocumentNode, parts: StagingParts): QueryPlan {
  const plan = attempt(() => parts.planned(document));
  const whole =
    staged({ document, plan }, MOST_STAGES, parts) ??
    planned(explodeInterfaces(parts.rules.api, document), MOST_STAGES, parts) ??
    plan;
  if (whole === null) throw new Error('there is no way to what is asked');
  return whole;
}

function planned(document: DocumentNode, left: number, parts: StagingParts): QueryPlan | null {
  return staged({ document, plan: attempt(() => parts.planned(document)) }, left, parts);
}

/** A document, and its plan; null where the planner finds none. */
interface Planned {
  readonly document: DocumentNode;
  readonly plan: QueryPlan | null;
}

/** The plan itself, or one in stages; null where nothing comes of it that is in order. */
function staged({ document, plan }: Planned, left: number, parts: StagingParts): QueryPlan | null {
  const { operationName, mended, rules } = parts;
  const hasty = plan === null ? EVERYWHERE : hastyPaths(plan, rules);
  if (plan !== null && hasty.length === 0) return plan;
  const stage = left === 0 ? null : stageOf({ document, operationName }, hasty, rules);
  const before = stage && planned(stage.document, left - 1, parts);
  if (stage === null || !before?.node || before.node.kind === 'Subscription') return null;
  const { node: after } = mended({ kind: 'QueryPlan', node: { kind: 'Parallel', nodes: [...stage.fetches] } });
  return orderFetches({ kind: 'QueryPlan', node: sequence([before.node, after as PlanNode]) });
}

function sequence(nodes: readonly PlanNode[]): PlanNode {
  return { kind: 'Sequence', nodes: nodes.flatMap((node) => (node.kind === 'Sequence' ? node.nodes : [node])) };
}
