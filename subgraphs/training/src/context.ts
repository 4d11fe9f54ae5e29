import {
  type ChangeLog,
  type Database,
  type Day,
  type FeedCursors,
  type PlacementLoaders,
  placementLoaders,
  positionBefore,
  type SubgraphParts,
  type SubgraphRequest,
} from '@phat-ngon/kit';
import { type ClassLoaders, classLoaders } from './class/training-class.store.js';
import { type HandbookLoaders, handbookLoaders } from './handbook/handbook.store.js';
import { type LegalDocumentLoader, legalDocumentLoader } from './law/legal-document.store.js';
import { type ProgrammeLoader, programmeLoader } from './programme/programme.store.js';

/** What resolvers of one request share. */
export interface Context {
  readonly database: Database;
  readonly log: ChangeLog;
  readonly cursors: FeedCursors;
  /** How long a subscription waits without a hint before it looks again. */
  readonly pollMs: number;
  /** Where the feed stood before anything was read; null unless the request asks for it. */
  readonly feedPosition: number | null;
  /** The day that stands for "live" throughout the request. */
  readonly today: Day;
  readonly placements: PlacementLoaders;
  readonly classes: ClassLoaders;
  readonly handbook: HandbookLoaders;
  readonly legalDocuments: LegalDocumentLoader;
  readonly programmes: ProgrammeLoader;
}

/** Makes the context of each request. */
export function contextOf(parts: SubgraphParts): (request: SubgraphRequest) => Promise<Context> {
  const { database, log, cursors, clock, pollMs } = parts;
  return async (request) => {
    const feedPosition = await positionBefore(request, log);
    const today = clock.today();
    return {
      ...{ database, log, cursors, pollMs, feedPosition, today },
      placements: placementLoaders(database),
      classes: classLoaders(database, today),
      handbook: handbookLoaders(database),
      legalDocuments: legalDocumentLoader(database),
      programmes: programmeLoader(database),
    };
  };
}
