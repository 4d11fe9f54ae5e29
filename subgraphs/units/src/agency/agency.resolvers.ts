import { readViewId, shownLife, viewOf } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { loadUnit } from '../unit/viewed-unit.js';
import {
  agencyAt,
  agencyId,
  agencyInForce,
  childAgencies,
  currentAgencies,
  loadAgency,
  type ViewedAgency,
} from './viewed-agency.js';

/** Resolvers of `Agency`. */
export const agencyResolvers = {
  Agency: {
    __resolveReference: async ({ id }: { readonly id: string }, context: Context) => {
      const thing = readViewId(id, 'id');
      return thing.type === 'Agency' ? loadAgency(context, thing.uid, viewOf(thing, context.today)) : null;
    },
    id: agencyId,
    uid: ({ row }: ViewedAgency) => row.uid,
    asOf: ({ view }: ViewedAgency) => view.asOf,
    name: ({ row }: ViewedAgency) => row.name,
    nameEn: ({ row }: ViewedAgency) => row.nameEn,
    tier: ({ row }: ViewedAgency) => row.tier,
    kind: ({ row }: ViewedAgency) => row.kind,
    basis: ({ row }: ViewedAgency) => row.basis,
    inForce: agencyInForce,
    validFrom: ({ row }: ViewedAgency) => shownLife(row).validFrom,
    validTo: ({ row }: ViewedAgency) => shownLife(row).validTo,
    validToBasis: ({ row }: ViewedAgency) => row.validToBasis,
    at: (agency: ViewedAgency, args: { readonly date?: unknown }, context: Context) =>
      agencyAt(agency, args.date, context),
    current: (agency: ViewedAgency, _: unknown, context: Context) => currentAgencies(agency, context),
    unit: ({ row, view }: ViewedAgency, _: unknown, context: Context) => loadUnit(context, row.unitUid, view),
    parent: ({ row, view }: ViewedAgency, _: unknown, context: Context) =>
      row.parentUid === null ? null : loadAgency(context, row.parentUid, view),
    children: (agency: ViewedAgency, _: unknown, context: Context) => childAgencies(agency, context),
    predecessors: ({ row }: ViewedAgency, _: unknown, context: Context) => context.successions.toAgency.load(row.uid),
    successors: ({ row }: ViewedAgency, _: unknown, context: Context) => context.successions.fromAgency.load(row.uid),
  },
};
