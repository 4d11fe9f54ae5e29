import { listTrainingClasses, type TrainingClassesArguments } from './class/list-classes.js';
import type { Context } from './context.js';
import { listTerms } from './glossary/term.store.js';
import { listEditions } from './handbook/handbook.store.js';
import { type LegalDocumentsArguments, listLegalDocuments } from './law/legal-document.store.js';
import { listProgrammes } from './programme/programme.store.js';

/** Resolvers of the root fields. */
export const queryResolvers = {
  Query: {
    trainingClasses: (_: unknown, args: TrainingClassesArguments, context: Context) =>
      listTrainingClasses(args, context),
    handbookEditions: (_: unknown, _args: unknown, { database }: Context) => listEditions(database),
    legalDocuments: (_: unknown, args: LegalDocumentsArguments, { database }: Context) =>
      listLegalDocuments(args, database),
    glossary: (_: unknown, { text }: { readonly text?: string | null }, { database }: Context) =>
      listTerms(text, database),
    programmes: (_: unknown, _args: unknown, { database }: Context) => listProgrammes(database),
  },
};
