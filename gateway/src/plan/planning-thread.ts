import { parse } from 'graphql';
import { workerData } from 'piscina';
import { buildSupergraph } from '../supergraph/supergraph.js';
import type { NotedPlan } from './finish-result.js';
import { planMaker } from './make-plan.js';
import type { PlanningTask } from './plan-aside.js';

/** The thread beside the process's own that plans for `plan-aside`: given the supergraph's text when it starts, then tasks. */
const makePlan = planMaker(buildSupergraph(workerData as string));

/** Makes the plan of a task; null for none, which is asked to learn that the thread is there. */
export default function work(task: PlanningTask | null): NotedPlan | null {
  if (task === null) return null;
  const { text, operationName, shares } = task;
  return makePlan({ text, operationName, document: parse(text, { noLocation: true }) }, shares);
}
