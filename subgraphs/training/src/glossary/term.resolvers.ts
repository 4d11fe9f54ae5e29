import { encodeViewId } from '@phat-ngon/kit';
import type { TermRow } from './term.entity.js';

/** Resolvers of `Term`. */
export const termResolvers = {
  Term: { id: ({ uid }: TermRow) => encodeViewId({ type: 'Term', uid, asOf: null }) },
};
