import type { Database, Day, SubgraphParts } from '@phat-ngon/kit';
import { type ClassLoaders, classLoaders } from './class/training-class.store.js';
import { type HandbookLoaders, handbookLoaders } from './handbook/handbook.store.js';
import { type LegalDocumentLoader, legalDocumentLoader } from './law/legal-document.store.js';
import { type ProgrammeLoader, programmeLoader } from './programme/programme.store.js';

/** What resolvers of one request share. */
export interface Context {
  readonly database: Database;
  /** The day that stands for "live" throughout the request. */
  readonly today: Day;
  readonly classes: ClassLoaders;
  readonly handbook: HandbookLoaders;
  readonly legalDocuments: LegalDocumentLoader;
  readonly programmes: ProgrammeLoader;
}

/** Makes the context of each request. */
export function contextOf({ database, clock }: SubgraphParts): () => Context {
  return () => {
    const today = clock.today();
    return {
      database,
      today,
      classes: classLoaders(database, today),
      handbook: handbookLoaders(database),
      legalDocuments: legalDocumentLoader(database),
      programmes: programmeLoader(database),
    };
  };
}
