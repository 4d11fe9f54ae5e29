import { encodeViewId } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { documentsOf } from '../law/legal-document.store.js';
import type { ProgrammeRow } from './programme.entity.js';

/** Resolvers of `Programme`. */
export const programmeResolvers = {
  Programme: {
    id: ({ uid }: ProgrammeRow) => encodeViewId({ type: 'Programme', uid, asOf: null }),
    legalDocuments: (row: ProgrammeRow, _: unknown, context: Context) =>
      documentsOf(row.legalDocuments, context.legalDocuments),
  },
};
