import { feedContext, ListLoader, readSdl, type SubgraphDefinition } from '@phat-ngon/kit';
import { AgencyEntity } from './agency/agency.entity.js';
import { agencyResolvers } from './agency/agency.resolvers.js';
import { agencyLoaders } from './agency/agency.store.js';
import type { Context } from './context.js';
import { typeOfState, unitFeed } from './feed/unit-feed.js';
import { FindingEntity } from './import/finding.entity.js';
import { SuccessionEntity } from './lineage/succession.entity.js';
import { successionResolvers } from './lineage/succession.resolvers.js';
import { successionLoaders } from './lineage/succession.store.js';
import { Register1780000100000 } from './migrations/register.migration.js';
import { Reorganisation1780000100010 } from './migrations/reorganisation.migration.js';
import { placementSnapshot } from './placements.js';
import { queryResolvers } from './query.resolvers.js';
import { ReorganisationEntity, ReorganisedEntity } from './reorganisation/reorganisation.entity.js';
import { reorganisationResolvers } from './reorganisation/reorganisation.resolvers.js';
import { reorganisationServices } from './reorganisation/reorganisation.services.js';
import { seedRegister } from './seed-register.js';
import { UnitEntity } from './unit/unit.entity.js';
import { unitResolvers } from './unit/unit.resolvers.js';
import { unitLoaders } from './unit/unit.store.js';

/** The units subgraph: administrative units and agencies in both eras, their lineage, and where everything stands. */
export const units: SubgraphDefinition<Context> = {
  name: 'units',
  sdl: readSdl(new URL('./schema/', import.meta.url)),
  fragments: ['shared', 'agency-connection', 'feed'],
  resolvers: {
    Query: { ...queryResolvers.Query, unitChanges: unitFeed.changes, unitFeedCursor: unitFeed.cursor },
    RegisterState: { __resolveType: typeOfState },
    ...unitResolvers,
    ...agencyResolvers,
    ...successionResolvers,
    ...reorganisationResolvers,
  },
  subscriptions: { unitChanged: unitFeed.changed },
  entities: [UnitEntity, AgencyEntity, SuccessionEntity, FindingEntity, ReorganisationEntity, ReorganisedEntity],
  migrations: [Register1780000100000, Reorganisation1780000100010],
  projectsPlacements: false,
  contextOf: (parts) => async (request, database) => ({
    ...(await feedContext({ ...parts, database }, request)),
    clock: parts.clock,
    today: parts.clock.today(),
    units: unitLoaders(database),
    agencies: agencyLoaders(database),
    successions: successionLoaders(database),
    reorganised: new ListLoader(database),
  }),
  seed: seedRegister,
  snapshot: placementSnapshot,
  services: reorganisationServices,
};
