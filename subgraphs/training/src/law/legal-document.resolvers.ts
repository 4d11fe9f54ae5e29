import { encodeViewId, readViewId, shownDay } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import type { LegalDocumentRow } from './legal-document.entity.js';

/** Instruments by their uids joined by spaces; those that are not held are left out. */
export async function documentsOf(uids: string, { legalDocuments }: Context): Promise<readonly LegalDocumentRow[]> {
  const found = await Promise.all(
    uids
      .split(' ')
      .filter((uid) => uid !== '')
      .map((uid) => legalDocuments.load(uid)),
  );
  return found.filter((row) => row !== null);
}

/** Resolvers of `LegalDocument`. */
export const legalDocumentResolvers = {
  LegalDocument: {
    __resolveReference: ({ id }: { readonly id: string }, context: Context) => {
      const thing = readViewId(id, 'id');
      return thing.type === 'LegalDocument' ? context.legalDocuments.load(thing.uid) : null;
    },
    id: ({ uid }: LegalDocumentRow) => encodeViewId({ type: 'LegalDocument', uid, asOf: null }),
    inForceTo: ({ inForceTo }: LegalDocumentRow) => shownDay(inForceTo),
    replaces: ({ replaces }: LegalDocumentRow, _: unknown, context: Context) => documentsOf(replaces, context),
    obliges: ({ obliges }: LegalDocumentRow) => obliges.split('\n').filter((line) => line !== ''),
    verified: ({ verified }: LegalDocumentRow) => verified === 1,
  },
};
