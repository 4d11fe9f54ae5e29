import { parse } from 'graphql';
import { workerData } from 'piscina';
import type { ErrorCode } from '../errors/codes.js';
import { GatewayError } from '../errors/gateway-error.js';
import { buildSupergraph } from '../supergraph/supergraph.js';
import type { NotedPlan } from './finish-result.js';
import { planMaker } from './make-plan.js';
import type { PlanningTask } from './plan-aside.js';

/** The thread beside the process's own that plans for `plan-aside`: given the supergraph's text when it starts, then tasks. */
const makePlan = planMaker(buildSupergraph(workerData as string));

/** Makes the plan of a task, or tells why it is refused; null for none, which is asked to learn that the thread is there. */
export default function work(task: PlanningTask | null): NotedPlan | ErrorCode | null {
  if (task === null) return null;
  const { text, operationName, shares } = task;
  try {
    return makePlan({ text, operationName, document: parse(text, { noLocation: true }) }, shares);
  } catch (error) {
    // Of an error that leaves a thread little more than its words is left.
    if (error instanceof GatewayError) return error.code;
    throw error;
  }
}
