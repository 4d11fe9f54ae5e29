import type { Clock, Day, FeedContext, ListLoader } from '@phat-ngon/kit';
import type { AgencyLoaders } from './agency/agency.store.js';
import type { SuccessionLoaders } from './lineage/succession.store.js';
import type { ReorganisedRow } from './reorganisation/reorganisation.entity.js';
import type { UnitLoaders } from './unit/unit.store.js';

/** What resolvers of one request share. */
export interface Context extends FeedContext {
  readonly clock: Clock;
  /** The day that stands for "live" throughout the request. */
  readonly today: Day;
  readonly units: UnitLoaders;
  readonly agencies: AgencyLoaders;
  readonly successions: SuccessionLoaders;
  /** Pages and counts of what reorganisations touched. */
  readonly reorganised: ListLoader<ReorganisedRow>;
}
