import type { Clock, Database, Day, PlacementLoaders, Principal, SubgraphParts, SubgraphRequest } from '@phat-ngon/kit';
import { placementLoaders } from '@phat-ngon/kit';
import { type StaffLoaders, staffLoaders } from './agency/staff.store.js';
import { type ContactLimits, contactLimits } from './contact/contact-limits.js';
import { type CoverageLoaders, coverageLoaders } from './coverage/coverage.store.js';
import { type RuleLoaders, ruleLoaders } from './rules/rule.store.js';
import { type SpokespersonLoaders, spokespersonLoaders } from './spokesperson/spokesperson.store.js';

/** What resolvers of one request share. */
export interface Context {
  readonly database: Database;
  readonly clock: Clock;
  /** The day that stands for "live" throughout the request. */
  readonly today: Day;
  readonly principal: Principal;
  readonly placements: PlacementLoaders;
  readonly rules: RuleLoaders;
  readonly spokespersons: SpokespersonLoaders;
  readonly coverage: CoverageLoaders;
  readonly staff: StaffLoaders;
  /** Of the process, not of the request. */
  readonly contactLimits: ContactLimits;
}

/** Makes the context of each request. */
export function contextOf({ database, clock }: SubgraphParts): (request: SubgraphRequest) => Context {
  const limits = contactLimits();
  return ({ principal }) => {
    const rules = ruleLoaders(database);
    const placements = placementLoaders(database);
    return {
      database,
      clock,
      today: clock.today(),
      principal,
      placements,
      rules,
      spokespersons: spokespersonLoaders(database),
      coverage: coverageLoaders(database, rules, placements),
      staff: staffLoaders(database),
      contactLimits: limits,
    };
  };
}
