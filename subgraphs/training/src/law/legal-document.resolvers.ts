import { encodeViewId, shownDay } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { readKey } from '../read-key.js';
import type { LegalDocumentRow } from './legal-document.entity.js';
import { documentsOf } from './legal-document.store.js';

/** Resolvers of `LegalDocument`. */
export const legalDocumentResolvers = {
  LegalDocument: {
    __resolveReference: async ({ id }: { readonly id: string }, context: Context) => {
      const uid = readKey('LegalDocument', id);
      return uid === null ? null : context.legalDocuments.load(uid);
    },
    id: ({ uid }: LegalDocumentRow) => encodeViewId({ type: 'LegalDocument', uid, asOf: null }),
    inForceTo: ({ inForceTo }: LegalDocumentRow) => shownDay(inForceTo),
    replaces: ({ replaces }: LegalDocumentRow, _: unknown, context: Context) =>
      documentsOf(replaces, context.legalDocuments),
    obliges: ({ obliges }: LegalDocumentRow) => obliges.split('\n').filter((line) => line !== ''),
    verified: ({ verified }: LegalDocumentRow) => verified === 1,
  },
};
