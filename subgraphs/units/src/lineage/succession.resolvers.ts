import { addDays, datedView } from '@phat-ngon/kit';
import { loadAgency } from '../agency/viewed-agency.js';
import type { Context } from '../context.js';
import { loadUnit } from '../unit/viewed-unit.js';
import type { SuccessionRow } from './succession.entity.js';

const shared = {
  id: (link: SuccessionRow) => Buffer.from(`${link.of}:${link.fromUid}>${link.toUid}`).toString('base64url'),
  legalBasis: (link: SuccessionRow) =>
    link.documentNumber === null
      ? null
      : { number: link.documentNumber, title: link.documentTitle, issuedOn: link.documentIssuedOn },
};

/** A link sees its earlier end on the eve of its day and its later end on the day. */
export const successionResolvers = {
  UnitSuccession: {
    ...shared,
    from: (link: SuccessionRow, _: unknown, context: Context) =>
      loadUnit(context, link.fromUid, datedView(addDays(link.date, -1))),
    to: (link: SuccessionRow, _: unknown, context: Context) => loadUnit(context, link.toUid, datedView(link.date)),
  },
  AgencySuccession: {
    ...shared,
    from: (link: SuccessionRow, _: unknown, context: Context) =>
      loadAgency(context, link.fromUid, datedView(addDays(link.date, -1))),
    to: (link: SuccessionRow, _: unknown, context: Context) => loadAgency(context, link.toUid, datedView(link.date)),
  },
};
