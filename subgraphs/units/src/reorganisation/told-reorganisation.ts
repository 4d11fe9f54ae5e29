import type { OutcomeCounts } from './describe-plan.js';
import type { ReorganisationRow } from './reorganisation.entity.js';

/** A reorganisation that was applied, as its service tells it. */
export interface ToldReorganisation {
  readonly id: string;
  readonly on: string;
  readonly document: { readonly number: string; readonly title: string; readonly issuedOn: string };
  readonly appliedAt: string;
  readonly counts: { readonly units: OutcomeCounts; readonly agencies: OutcomeCounts };
}

/** The id that the graph knows a reorganisation by. */
export function reorganisationId({ id }: Pick<ReorganisationRow, 'id'>): string {
  return Buffer.from(`Reorganisation:${id}`).toString('base64url');
}

/** How many units and agencies it touched. */
export function countsOf(row: ReorganisationRow): ToldReorganisation['counts'] {
  return {
    units: { ended: row.unitsEnded, begun: row.unitsBegun, changed: row.unitsChanged },
    agencies: { ended: row.agenciesEnded, begun: row.agenciesBegun, changed: row.agenciesChanged },
  };
}

/** Tells it. */
export function toldReorganisation(row: ReorganisationRow): ToldReorganisation {
  const document = { number: row.documentNumber, title: row.documentTitle, issuedOn: row.documentIssuedOn };
  return { id: reorganisationId(row), on: row.on, document, appliedAt: row.appliedAt, counts: countsOf(row) };
}
