import { type DocumentNode, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { GatewayError } from '../errors/gateway-error.js';
import type { Supergraph } from '../supergraph/supergraph.js';
import { drawShares, type Overrides } from './draw-shares.js';
import type { NotedPlan } from './finish-result.js';
import { planMaker } from './make-plan.js';
import type { PlanAside } from './plan-aside.js';
import type { OperationText } from './plan-operation.js';
import { planningWeigher } from './weigh-planning.js';

/** What is kept of an operation that was planned. */
export interface KeptPlan extends OperationText, NotedPlan {
  /** What is executed by the plan: one document for all who ask the same, so that it is made ready once. */
  readonly document: DocumentNode;
}

/** How a plan that was needed was come by. */
export interface PlanNews {
  readonly cached: boolean;
  readonly durationMs: number;
}

/** What plans are made with beside the supergraph. */
export interface PlanningParts {
  /** Who plans what would hold up the loop; null where nobody does. */
  readonly aside: PlanAside | null;
  readonly onPlanned: (news: PlanNews) => void;
  readonly random: () => number;
}

/** The plans of operations, made once. */
export interface KeptPlans {
  /** @throws GatewayError what {@link PlanAside.plan} throws. */
  of(operation: OperationText): Promise<KeptPlan>;
  /** The operations planned or used last, the latest first. */
  recent(limit: number): readonly OperationText[];
}

const CACHED_PLANS = 1_000;
/** Characters of all kept operations together: parsed, a text takes dozens of times its room. */
const CACHED_CHARACTERS = 2 * 1024 * 1024;
/** For so long nobody tries again to plan what took too long. */
const REFUSED_MS = 60_000;
/** What weighs more is planned aside: about so many milliseconds' work at worst, a third of that as a rule. */
const MOST_WEIGHT = 64;

/** Keeps the plans of a supergraph's operations, the least recently used leaving first. What many ask at once is planned once. */
export function keepPlans(supergraph: Supergraph, { aside, onPlanned, random }: PlanningParts): KeptPlans {
  const makePlan = planMaker(supergraph);
  const weightOf = planningWeigher(supergraph);
  const bounds = {
    max: CACHED_PLANS,
    maxSize: CACHED_CHARACTERS,
    sizeCalculation: (_kept: unknown, key: string) => key.length,
  };
  const plans = new LRUCache<string, KeptPlan>(bounds);
  const refused = new LRUCache<string, GatewayError>({ ...bounds, ttl: REFUSED_MS });
  const underWay = new Map<string, Promise<KeptPlan>>();

  const made = async (operation: OperationText, shares: Overrides): Promise<KeptPlan> => {
    const asked = { ...operation, document: parse(operation.text, { noLocation: true }) };
    const isLight = aside === null || weightOf(asked) <= MOST_WEIGHT;
    const plan = isLight ? makePlan(asked, shares) : await aside.plan({ ...operation, shares });
    return { ...asked, ...plan };
  };
  const make = async (key: string, operation: OperationText, shares: Overrides): Promise<KeptPlan> => {
    try {
      const planned = await made(operation, shares);
      plans.set(key, planned);
      return planned;
    } catch (error) {
      if (error instanceof GatewayError && error.code === 'PLAN_LIMIT') refused.set(key, error);
      throw error;
    } finally {
      underWay.delete(key);
    }
  };
  return {
    of: async (operation) => {
      const began = performance.now();
      const told = (cached: boolean): void => onPlanned({ cached, durationMs: performance.now() - began });
      const shares = drawShares(operation, supergraph.forPlanning, random);
      const key = `${shares.map(([label, isNew]) => `${label} ${isNew}\n`).join('')}${operation.text}`;
      const known = plans.get(key);
      if (known !== undefined) {
        told(true);
        return known;
      }
      const refusal = refused.get(key);
      if (refusal !== undefined) throw refusal;
      const making = underWay.get(key) ?? make(key, operation, shares);
      underWay.set(key, making);
      const planned = await making;
      told(false);
      return planned;
    },
    recent: (limit) => {
      const texts = [...plans.values()].map(({ text, operationName }) => ({ text, operationName }));
      return [...new Map(texts.map((each) => [JSON.stringify(each), each])).values()].slice(0, limit);
    },
  };
}
