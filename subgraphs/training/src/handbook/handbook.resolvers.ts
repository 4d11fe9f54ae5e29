import { encodeViewId, readViewId } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import type { ChapterRow, EditionRow } from './handbook.entity.js';

/** Resolvers of `HandbookEdition` and `Chapter`. */
export const handbookResolvers = {
  HandbookEdition: {
    __resolveReference: ({ id }: { readonly id: string }, context: Context) => {
      const thing = readViewId(id, 'id');
      return thing.type === 'HandbookEdition' ? context.handbook.editions.load(thing.uid) : null;
    },
    id: ({ uid }: EditionRow) => encodeViewId({ type: 'HandbookEdition', uid, asOf: null }),
    chapters: ({ uid }: EditionRow, _: unknown, context: Context) => context.handbook.chapters.load(uid),
    classes: ({ uid }: EditionRow, _: unknown, context: Context) => context.classes.waitingFor.load(uid),
    synthetic: ({ synthetic }: EditionRow) => synthetic === 1,
  },
  Chapter: {
    id: ({ editionUid, number }: ChapterRow) =>
      encodeViewId({ type: 'Chapter', uid: `${editionUid}.${number}`, asOf: null }),
  },
};
