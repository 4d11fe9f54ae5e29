import { readSdl, type SubgraphDefinition } from '@phat-ngon/kit';
import { agencyResolvers, readSpeakersAhead } from './agency/agency.resolvers.js';
import { FocalPointEntity, OfficerEntity } from './agency/staff.entity.js';
import { ClockPositionEntity } from './clock/clock-position.entity.js';
import { settle } from './clock/settle.js';
import { contactMatches } from './contact/contact-matches.js';
import { type Context, contextOf } from './context.js';
import { coverageResolvers } from './coverage/coverage.resolvers.js';
import { DataCallEntity, ResponseEntity } from './data-call/data-call.entity.js';
import { dataCallResolvers } from './data-call/data-call.resolvers.js';
import { spokespersonFeed } from './feed/spokesperson-feed.js';
import { forgetImports } from './import/forget-imports.js';
import { importServices } from './import/imports.services.js';
import { ImportClaimEntity, ImportJobEntity, ImportRowEntity } from './import/job/job.entity.js';
import { DataCalls1780000200030 } from './migrations/data-calls.migration.js';
import { Imports1780000200040 } from './migrations/imports.migration.js';
import { LivingRecord1780000200002 } from './migrations/living-record.migration.js';
import { Network1780000200000 } from './migrations/network.migration.js';
import { Rules1780000200001 } from './migrations/rules.migration.js';
import { Watching1780000200010 } from './migrations/watching.migration.js';
import { mutationResolvers } from './mutation.resolvers.js';
import { queryResolvers } from './query.resolvers.js';
import { viewerResolvers } from './rights/viewer.resolvers.js';
import {
  CoverageRuleEntity,
  CoverageTargetEntity,
  DeadlineRuleEntity,
  PressAuthorityEntity,
  ReportedFigureEntity,
  SpeakingRuleEntity,
} from './rules/rule.entity.js';
import { seedNetwork } from './seed-network.js';
import { maySpeak } from './speaking/may-speak.js';
import { ContactPointEntity } from './spokesperson/contact-point.entity.js';
import { ConfirmationEntity, PublicationEntity } from './spokesperson/record-facts.entity.js';
import { SpokespersonEntity } from './spokesperson/spokesperson.entity.js';
import { spokespersonResolvers } from './spokesperson/spokesperson.resolvers.js';
import { SubmissionEntity } from './submission/submission.entity.js';
import { submissionResolvers } from './submission/submission.resolvers.js';
import { unitResolvers } from './unit/unit.resolvers.js';
import { watchingQueries } from './watching/watching.resolvers.js';

/** The spokespersons subgraph: who speaks for an agency, how to reach them, and how far the country is covered on any day. */
export const spokespersons: SubgraphDefinition<Context> = {
  name: 'spokespersons',
  sdl: readSdl(new URL('./schema/', import.meta.url)),
  fragments: ['shared', 'agency-connection', 'feed'],
  resolvers: {
    ...queryResolvers,
    Query: {
      ...queryResolvers.Query,
      ...viewerResolvers.Query,
      ...submissionResolvers.Query,
      ...dataCallResolvers.Query,
      ...watchingQueries,
      spokespersonChanges: spokespersonFeed.changes,
      spokespersonFeedCursor: spokespersonFeed.cursor,
      maySpeak,
      contactMatches,
    },
    Viewer: viewerResolvers.Viewer,
    ...mutationResolvers,
    ...unitResolvers,
    ...agencyResolvers,
    ...spokespersonResolvers,
    ...coverageResolvers,
    DataCall: dataCallResolvers.DataCall,
    DataCallResponse: dataCallResolvers.DataCallResponse,
    Submission: submissionResolvers.Submission,
    RecordState: submissionResolvers.RecordState,
    Evidence: submissionResolvers.Evidence,
  },
  subscriptions: { spokespersonChanged: spokespersonFeed.changed },
  ahead: { Agency: { spokespersons: readSpeakersAhead } },
  entities: [
    SpokespersonEntity,
    ContactPointEntity,
    ConfirmationEntity,
    PublicationEntity,
    FocalPointEntity,
    OfficerEntity,
    SubmissionEntity,
    ClockPositionEntity,
    DataCallEntity,
    ResponseEntity,
    ImportJobEntity,
    ImportRowEntity,
    ImportClaimEntity,
    CoverageRuleEntity,
    CoverageTargetEntity,
    SpeakingRuleEntity,
    DeadlineRuleEntity,
    PressAuthorityEntity,
    ReportedFigureEntity,
  ],
  migrations: [
    Network1780000200000,
    Rules1780000200001,
    LivingRecord1780000200002,
    Watching1780000200010,
    DataCalls1780000200030,
    Imports1780000200040,
  ],
  projectsPlacements: true,
  contextOf,
  services: importServices,
  settle: async ({ log, database, clock }) => {
    await settle(log, clock);
    await forgetImports(database, clock);
  },
  // The rules come with the tables; people are made up for demonstration alone.
  seed: (parts, progress, filling) => (filling === 'demo' ? seedNetwork(parts, progress) : Promise.resolve()),
};
