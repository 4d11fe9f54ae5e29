import type {
  Clock,
  Database,
  Day,
  FeedContext,
  PlacementLoaders,
  Principal,
  SubgraphParts,
  SubgraphRequest,
} from '@phat-ngon/kit';
import { feedContext, placementLoaders } from '@phat-ngon/kit';
import { type StaffLoaders, staffLoaders } from './agency/staff.store.js';
import { type ContactLimits, contactLimits } from './contact/contact-limits.js';
import { type CoverageLoaders, coverageLoaders } from './coverage/coverage.store.js';
import { type DataCallLoaders, dataCallLoaders } from './data-call/data-call.store.js';
import { type Rights, rightsOf } from './rights/rights.js';
import { type RuleLoaders, ruleLoaders } from './rules/rule.store.js';
import { type SpokespersonLoaders, spokespersonLoaders } from './spokesperson/spokesperson.store.js';
import { type SubmissionLoaders, submissionLoaders } from './submission/submission.store.js';

/** What is read once a request: loaders, and the rights that stand on them. */
interface Readings {
  readonly placements: PlacementLoaders;
  readonly rights: Rights;
  readonly rules: RuleLoaders;
  readonly spokespersons: SpokespersonLoaders;
  readonly coverage: CoverageLoaders;
  readonly staff: StaffLoaders;
  readonly submissions: SubmissionLoaders;
  readonly dataCalls: DataCallLoaders;
}

/** What resolvers of one request share. */
export interface Context extends Readings, FeedContext {
  readonly clock: Clock;
  /** The day that stands for "live" throughout the request. */
  readonly today: Day;
  readonly principal: Principal;
  readonly requestId: string;
  /** Of the process, not of the request. */
  readonly contactLimits: ContactLimits;
  /** Forgets what was read: after a command the rest of the request shows what it has written. */
  readAfresh(): void;
}

/** Makes the context of each request. */
export function contextOf(parts: SubgraphParts): (request: SubgraphRequest, database: Database) => Promise<Context> {
  const { clock } = parts;
  const limits = contactLimits();
  return async (request, database) => {
    const { principal, requestId } = request;
    const feed = await feedContext({ ...parts, database }, request);
    const today = clock.today();
    const context = {
      ...feed,
      ...{ clock, today, principal, requestId, contactLimits: limits },
      ...readingsOf(database, principal, today),
      readAfresh: (): void => void Object.assign(context, readingsOf(database, principal, today)),
    };
    return context;
  };
}

function readingsOf(database: Database, principal: Principal, today: Day): Readings {
  const rules = ruleLoaders(database);
  const placements = placementLoaders(database);
  return {
    placements,
    rights: rightsOf(principal, placements, today),
    rules,
    spokespersons: spokespersonLoaders(database),
    coverage: coverageLoaders(database, rules, placements),
    staff: staffLoaders(database),
    submissions: submissionLoaders(database),
    dataCalls: dataCallLoaders(database),
  };
}
