import {
  type Database,
  type Day,
  type FeedContext,
  feedContext,
  type PlacementLoaders,
  placementLoaders,
  type SubgraphParts,
  type SubgraphRequest,
} from '@phat-ngon/kit';
import { type ClassLoaders, classLoaders } from './class/training-class.store.js';
import { type HandbookLoaders, handbookLoaders } from './handbook/handbook.store.js';
import { type LegalDocumentLoader, legalDocumentLoader } from './law/legal-document.store.js';
import { type ProgrammeLoader, programmeLoader } from './programme/programme.store.js';

/** What resolvers of one request share. */
export interface Context extends FeedContext {
  /** The day that stands for "live" throughout the request. */
  readonly today: Day;
  readonly placements: PlacementLoaders;
  readonly classes: ClassLoaders;
  readonly handbook: HandbookLoaders;
  readonly legalDocuments: LegalDocumentLoader;
  readonly programmes: ProgrammeLoader;
}

/** Makes the context of each request. */
export function contextOf(parts: SubgraphParts): (request: SubgraphRequest, database: Database) => Promise<Context> {
  return async (request, database) => {
    const feed = await feedContext({ ...parts, database }, request);
    const today = parts.clock.today();
    return {
      ...feed,
      today,
      placements: placementLoaders(database),
      classes: classLoaders(database, today),
      handbook: handbookLoaders(database),
      legalDocuments: legalDocumentLoader(database),
      programmes: programmeLoader(database),
    };
  };
}
