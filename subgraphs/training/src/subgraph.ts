import { readSdl, type SubgraphDefinition } from '@phat-ngon/kit';
import { RegistrationEntity, TrainingClassEntity } from './class/training-class.entity.js';
import { trainingClassResolvers } from './class/training-class.resolvers.js';
import { type Context, contextOf } from './context.js';
import { trainingFeed, typeOfState } from './feed/training-feed.js';
import { TermEntity } from './glossary/term.entity.js';
import { termResolvers } from './glossary/term.resolvers.js';
import { ChapterEntity, EditionEntity } from './handbook/handbook.entity.js';
import { handbookResolvers } from './handbook/handbook.resolvers.js';
import { LegalDocumentEntity } from './law/legal-document.entity.js';
import { legalDocumentResolvers } from './law/legal-document.resolvers.js';
import { linkResolvers } from './links/link.resolvers.js';
import { Programme1780000300000 } from './migrations/programme.migration.js';
import { ProgrammeEntity } from './programme/programme.entity.js';
import { programmeResolvers } from './programme/programme.resolvers.js';
import { queryResolvers } from './query.resolvers.js';
import { seedProgramme } from './seed-programme.js';

/** The training subgraph: the law, the handbook, the classes that wait for it, who attended, and the words of the domain. */
export const training: SubgraphDefinition<Context> = {
  name: 'training',
  sdl: readSdl(new URL('./schema/', import.meta.url)),
  fragments: ['shared', 'feed'],
  resolvers: {
    Query: {
      ...queryResolvers.Query,
      trainingChanges: trainingFeed.changes,
      trainingFeedCursor: trainingFeed.cursor,
    },
    ProgrammeState: { __resolveType: typeOfState },
    ...trainingClassResolvers,
    ...handbookResolvers,
    ...legalDocumentResolvers,
    ...programmeResolvers,
    ...termResolvers,
    ...linkResolvers,
  },
  subscriptions: { trainingChanged: trainingFeed.changed },
  entities: [
    LegalDocumentEntity,
    ProgrammeEntity,
    EditionEntity,
    ChapterEntity,
    TrainingClassEntity,
    RegistrationEntity,
    TermEntity,
  ],
  migrations: [Programme1780000300000],
  projectsPlacements: true,
  contextOf,
  seed: seedProgramme,
};
