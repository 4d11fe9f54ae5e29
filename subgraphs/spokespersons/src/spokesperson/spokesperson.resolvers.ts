import { encodeViewId, readViewId, shownDay, viewOf } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { agencyReference, type LegalDocumentReference, legalDocumentReference } from '../references.js';
import type { SpeakingRuleRow } from '../rules/rule.entity.js';
import type { ContactPointRow } from './contact-point.entity.js';
import type { ConfirmationRow, PublicationRow } from './record-facts.entity.js';
import { documentOf, freshFrom, judgedDay, maySeeContact, qualityFlags } from './spokesperson.rules.js';
import { loadSpokesperson, spokespersonId, type ViewedSpokesperson } from './viewed-spokesperson.js';

interface ShownContact extends Omit<ContactPointRow, 'value'> {
  readonly id: string;
  readonly value: string | null;
  readonly withheld: boolean;
}

async function contacts({ row }: ViewedSpokesperson, _: unknown, context: Context): Promise<readonly ShownContact[]> {
  const [found, agency, isStaff] = await Promise.all([
    context.spokespersons.contacts.load(row.uid),
    context.placements.agencies.load({ uid: row.agencyUid, day: context.today }),
    context.rights.isStaffOf(row.agencyUid),
  ]);
  // Who spoke for an agency that is no more has left, whether or not anybody has closed the record.
  const hasAgency = agency !== null && context.today < agency.validTo;
  return found.map((contact) => {
    const seen = isStaff || (hasAgency && maySeeContact(contact, row, context));
    const id = encodeViewId({ type: 'ContactPoint', uid: `${row.uid}.${contact.number}`, asOf: null });
    return { ...contact, id, value: seen ? contact.value : null, withheld: !seen };
  });
}

async function publications(
  { row }: ViewedSpokesperson,
  _: unknown,
  context: Context,
): Promise<readonly (PublicationRow & { readonly id: string })[]> {
  const found = await context.spokespersons.publications.load(row.uid);
  return found.map((made) => ({
    ...made,
    id: encodeViewId({ type: 'Publication', uid: `${row.uid}.${made.channel}`, asOf: null }),
  }));
}

/** The last confirmation up to the day as of which the view judges the record. */
async function lastConfirmation(
  { row, view }: ViewedSpokesperson,
  context: Context,
): Promise<ConfirmationRow | undefined> {
  const day = judgedDay(row, view);
  const made = await context.spokespersons.confirmations.load(row.uid);
  return made.findLast((confirmation) => confirmation.confirmedOn <= day);
}

async function freshness(viewed: ViewedSpokesperson, _: unknown, context: Context): Promise<'FRESH' | 'STALE'> {
  const day = judgedDay(viewed.row, viewed.view);
  const [rule, last] = await Promise.all([context.rules.coverage(day), lastConfirmation(viewed, context)]);
  return last !== undefined && last.confirmedOn >= freshFrom(day, rule.staleAfterDays) ? 'FRESH' : 'STALE';
}

/** The rule of the day for the class of its agency; an agency's tier is the same for life, so the view's day finds it. */
async function speakingRule({ row, view }: ViewedSpokesperson, context: Context): Promise<SpeakingRuleRow | null> {
  const agency = await context.placements.agencies.load({ uid: row.agencyUid, day: view.day });
  return agency === null ? null : ((await context.rules.speaking(judgedDay(row, view))).get(agency.tier) ?? null);
}

async function legalBasis(
  spokesperson: ViewedSpokesperson,
  _: unknown,
  context: Context,
): Promise<LegalDocumentReference | null> {
  const rule = await speakingRule(spokesperson, context);
  return rule === null ? null : legalDocumentReference(rule.legalBasisUid);
}

/** Resolvers of `Spokesperson`. */
export const spokespersonResolvers = {
  Spokesperson: {
    __resolveReference: async ({ id }: { readonly id: string }, context: Context) => {
      const thing = readViewId(id, 'id');
      return thing.type === 'Spokesperson' ? loadSpokesperson(context, thing.uid, viewOf(thing, context.today)) : null;
    },
    id: spokespersonId,
    uid: ({ row }: ViewedSpokesperson) => row.uid,
    asOf: ({ view }: ViewedSpokesperson) => view.asOf,
    agency: ({ row, view }: ViewedSpokesperson) => agencyReference(row.agencyUid, view),
    fullName: ({ row }: ViewedSpokesperson) => row.fullName,
    positionTitle: ({ row }: ViewedSpokesperson) => row.positionTitle,
    role: ({ row }: ViewedSpokesperson) => row.role,
    contacts,
    validFrom: ({ row }: ViewedSpokesperson) => row.validFrom,
    validTo: ({ row }: ViewedSpokesperson) => shownDay(row.validTo),
    publishedOn: ({ row }: ViewedSpokesperson) => row.publishedOn,
    publications,
    lastConfirmedAt: async (viewed: ViewedSpokesperson, _: unknown, context: Context) =>
      (await lastConfirmation(viewed, context))?.confirmedAt ?? null,
    freshness,
    reviewState: ({ row }: ViewedSpokesperson) => row.reviewState,
    decisionNumber: ({ row }: ViewedSpokesperson) => row.decisionNumber,
    document: ({ row }: ViewedSpokesperson) => documentOf(row),
    matter: ({ row }: ViewedSpokesperson) => row.matter,
    legalBasis,
    qualityFlags: async (spokesperson: ViewedSpokesperson, _: unknown, context: Context) =>
      qualityFlags(spokesperson.row, await speakingRule(spokesperson, context)),
    provenance: ({ row }: ViewedSpokesperson) => ({
      document: row.sourceDocument,
      importer: row.sourceImporter,
      file: row.sourceFile,
      row: row.sourceRow,
    }),
    version: ({ row }: ViewedSpokesperson) => row.version,
    synthetic: ({ row }: ViewedSpokesperson) => row.synthetic === 1,
  },
};
