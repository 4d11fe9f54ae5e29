import { encodeViewId } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { readKey } from '../read-key.js';
import type { ChapterRow, EditionRow } from './handbook.entity.js';

/** Resolvers of `HandbookEdition` and `Chapter`. */
export const handbookResolvers = {
  HandbookEdition: {
    __resolveReference: async ({ id }: { readonly id: string }, context: Context) => {
      const uid = readKey('HandbookEdition', id);
      return uid === null ? null : context.handbook.editions.load(uid);
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
