import type {
  ChangeLog,
  Clock,
  Database,
  Day,
  FeedCursors,
  PlacementLoaders,
  Principal,
  SubgraphParts,
  SubgraphRequest,
} from '@phat-ngon/kit';
import { placementLoaders, positionBefore } from '@phat-ngon/kit';
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
export interface Context extends Readings {
  readonly database: Database;
  readonly log: ChangeLog;
  readonly cursors: FeedCursors;
  readonly clock: Clock;
  /** The day that stands for "live" throughout the request. */
  readonly today: Day;
  readonly principal: Principal;
  readonly requestId: string;
  /** How long a subscription waits without a hint before it looks again. */
  readonly pollMs: number;
  /** Where the feed stood before anything was read; null unless the request asks for it. */
  readonly feedPosition: number | null;
  /** Of the process, not of the request. */
  readonly contactLimits: ContactLimits;
  /** Forgets what was read: after a command the rest of the request shows what it has written. */
  readAfresh(): void;
}

/** Makes the context of each request. */
export function contextOf(parts: SubgraphParts): (request: SubgraphRequest) => Promise<Context> {
  const { database, log, cursors, clock, pollMs } = parts;
  const limits = contactLimits();
  return async (request) => {
    const { principal, requestId } = request;
    const feedPosition = await positionBefore(request, log);
    const today = clock.today();
    const context = {
      ...{ database, log, cursors, clock, pollMs, today, principal, requestId, feedPosition, contactLimits: limits },
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
