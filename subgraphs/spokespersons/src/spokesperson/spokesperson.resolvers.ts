import { encodeViewId, readViewId, shownDay, viewOf } from '@phat-ngon/kit';
import type { Context } from '../context.js';
import { agencyReference, type LegalDocumentReference, legalDocumentReference } from '../references.js';
import type { SpeakingRuleRow } from '../rules/rule.entity.js';
import type { ContactPointRow } from './contact-point.entity.js';
import type { PublicationRow } from './record-facts.entity.js';
import { freshFrom, judgedDay, maySeeContact, qualityFlags } from './spokesperson.rules.js';
import { loadSpokesperson, spokespersonId, type ViewedSpokesperson } from './viewed-spokesperson.js';

interface ShownContact extends Omit<ContactPointRow, 'value'> {
  readonly id: string;
  readonly value: string | null;
  readonly withheld: boolean;
}

async function contacts({ row }: ViewedSpokesperson, _: unknown, context: Context): Promise<readonly ShownContact[]> {
  const found = await context.spokespersons.contacts.load(row.uid);
  return found.map((contact) => {
    const seen = maySeeContact(contact, row, context);
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

async function freshness({ row, view }: ViewedSpokesperson, _: unknown, context: Context): Promise<'FRESH' | 'STALE'> {
  const day = judgedDay(row, view);
  const [rule, confirmed] = await Promise.all([
    context.rules.coverage.load(day),
    context.spokespersons.confirmed.load({ uid: row.uid, day }),
  ]);
  return confirmed !== null && confirmed.on >= freshFrom(day, rule.staleAfterDays) ? 'FRESH' : 'STALE';
}

/** The rule of the day for the class of its agency. */
async function speakingRule(spokesperson: ViewedSpokesperson, context: Context): Promise<SpeakingRuleRow | null> {
  const day = judgedDay(spokesperson.row, spokesperson.view);
  const agency = await context.placements.agencies.load({ uid: spokesperson.row.agencyUid, day });
  return agency === null ? null : ((await context.rules.speaking.load(day)).get(agency.tier) ?? null);
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
    __resolveReference: ({ id }: { readonly id: string }, context: Context) => {
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
    lastConfirmedAt: async ({ row, view }: ViewedSpokesperson, _: unknown, context: Context) =>
      (await context.spokespersons.confirmed.load({ uid: row.uid, day: judgedDay(row, view) }))?.at ?? null,
    freshness,
    reviewState: ({ row }: ViewedSpokesperson) => row.reviewState,
    decisionNumber: ({ row }: ViewedSpokesperson) => row.decisionNumber,
    document: ({ row }: ViewedSpokesperson) =>
      row.documentNumber === null
        ? null
        : { number: row.documentNumber, title: row.documentTitle, issuedOn: row.documentIssuedOn },
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
