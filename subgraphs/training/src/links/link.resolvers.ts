import { type Reference, readReference } from '@phat-ngon/kit';
import type { ViewedRegistration } from '../class/training-class.entity.js';
import { classesWithin } from '../class/training-class.store.js';
import type { Context } from '../context.js';

function reference(type: string): (named: { readonly id: string }, context: Context) => Reference | null {
  return ({ id }, context) => readReference(type, id, context.today);
}

async function registrations(
  { uid, view }: Reference,
  _: unknown,
  context: Context,
): Promise<readonly ViewedRegistration[]> {
  const rows = (await context.classes.ofAgency.load({ uid, day: view.day })) ?? [];
  return rows.map((row) => ({ row, view }));
}

/** Resolvers of what this subgraph adds to types of others. */
export const linkResolvers = {
  AdministrativeUnit: {
    __resolveReference: reference('AdministrativeUnit'),
    trainingClasses: ({ uid }: Reference, _: unknown, context: Context) => classesWithin(uid, context.classes),
  },
  Agency: {
    __resolveReference: reference('Agency'),
    trainingRegistrations: registrations,
    trained: async ({ uid, view }: Reference, _: unknown, context: Context) =>
      (await context.classes.trainedAgencies.load({ uid, day: view.day })) ?? false,
  },
  Spokesperson: {
    __resolveReference: reference('Spokesperson'),
    trained: async ({ uid, view }: Reference, _: unknown, context: Context) =>
      (await context.classes.trainedSpokespersons.load({ uid, day: view.day })) ?? false,
  },
};
